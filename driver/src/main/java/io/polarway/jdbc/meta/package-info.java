/** DatabaseMetaData: what the dialect can do, and what is in the store. */
@NullMarked
package io.polarway.jdbc.meta;

import org.jspecify.annotations.NullMarked;
