package io.polarway.storage.catalog;

import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableName;
import java.util.HashMap;
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
 * @param checksum of what was read, by {@link CatalogChecksum}
 */
record CatalogState(
    long commitNumber,
    List<String> schemas,
    Map<TableName, String> pointers,
    Set<TableName> otherRelations,
    Set<TableName> unnumbered,
    Map<String, HotTable> hotTables,
    List<SequenceDefinition> sequences,
    long checksum) {

  /**
   * The state after a commit that changes hot rows only.
   *
   * @param changed what is known of the hot rows that it changed, by the UUIDs of their tables
   */
  CatalogState withHotRows(long number, Map<String, HotTable> changed) {
    Map<String, HotTable> after = new HashMap<>(hotTables);
    long sum =
        checksum
            - CatalogChecksum.ofLastCommit(commitNumber)
            + CatalogChecksum.ofLastCommit(number);
    for (Map.Entry<String, HotTable> entry : changed.entrySet()) {
      HotTable before = after.put(entry.getKey(), entry.getValue());
      sum += CatalogChecksum.ofHotTable(entry.getKey(), entry.getValue());
      sum -= before == null ? 0 : CatalogChecksum.ofHotTable(entry.getKey(), before);
    }
    return new CatalogState(
        number, schemas, pointers, otherRelations, unnumbered, after, sequences, sum);
  }
}
