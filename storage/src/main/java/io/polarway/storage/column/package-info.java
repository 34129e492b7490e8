/** Columns in memory. */
@org.jspecify.annotations.NullMarked
package io.polarway.storage.column;
