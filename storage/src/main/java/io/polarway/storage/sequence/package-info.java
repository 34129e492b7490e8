/** The values of sequences, which a process takes from the catalog in blocks. */
@NullMarked
package io.polarway.storage.sequence;

import org.jspecify.annotations.NullMarked;
