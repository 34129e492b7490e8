/** Which files can hold the rows that a query needs. */
@NullMarked
package io.polarway.storage.pruning;

import org.jspecify.annotations.NullMarked;
