/** What a table is: its name, columns, partitioning and properties. */
@NullMarked
package io.polarway.storage.table;

import org.jspecify.annotations.NullMarked;
