/** What a query asks of the rows of a table. */
@NullMarked
package io.polarway.storage.filter;

import org.jspecify.annotations.NullMarked;
