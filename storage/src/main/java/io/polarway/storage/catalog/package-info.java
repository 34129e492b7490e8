/**
 * The catalog: which tables there are, where their metadata stands, and how changes to them become
 * durable and visible, all or none of a commit. Tables are Apache Iceberg's; the pointers to their
 * metadata stand in an SQLite file in the layout of Iceberg's own {@code JdbcCatalog}.
 */
@NullMarked
package io.polarway.storage.catalog;

import org.jspecify.annotations.NullMarked;
