package io.polarway.storage.catalog;

import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the catalog's database says in one read transaction.
 *
 * @param schemas all names, in order
 * @param pointers the location of each table's metadata, in order of schema and name
 * @param otherRelations the names in use by something that is not a table, such as views of other
 *     engines
 * @param unnumbered the tables whose last change by another engine has no commit number yet,
 *     dropped ones included
 * @param hotTables what is known of hot rows, by the UUIDs of their tables
 * @param sequences in order of schema and name
 */
record CatalogState(
    long commitNumber,
    List<String> schemas,
    Map<TableName, String> pointers,
    Set<TableName> otherRelations,
    Set<TableName> unnumbered,
    Map<String, HotTable> hotTables,
    List<SequenceDefinition> sequences) {}
