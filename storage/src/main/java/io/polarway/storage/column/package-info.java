/**
 * Values in columns: the one in-memory form that the writer encodes, the engine fills, a
 * transaction buffers and a result set reads.
 */
@NullMarked
package io.polarway.storage.column;

import org.jspecify.annotations.NullMarked;
