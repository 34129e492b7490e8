/**
 * Results that are kept: in columns, by the statement and the exact versions of the tables that it
 * read, so that one that is found is never out of date.
 */
@NullMarked
package io.polarway.storage.cache;

import org.jspecify.annotations.NullMarked;
