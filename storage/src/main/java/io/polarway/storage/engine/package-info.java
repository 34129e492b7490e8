/**
 * DuckDB as the engine behind a store: sessions that run its SQL, confined to the store's files,
 * and stream the results as columns. Nothing of DuckDB leaves this package.
 */
@NullMarked
package io.polarway.storage.engine;

import org.jspecify.annotations.NullMarked;
