/** A store as other programs see it: through Iceberg's own library, and through DuckDB. */
@NullMarked
package io.polarway.tck.store;

import org.jspecify.annotations.NullMarked;
