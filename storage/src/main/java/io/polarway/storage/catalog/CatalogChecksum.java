package io.polarway.storage.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A checksum over what the snapshots of a store rest on, because SQLite does not notice flipped
 * bytes: each table's metadata, the state of its hot rows, and the number of the last commit. It
 * stands in {@code polarway_store}; each transaction that changes one of them renews it.
 */
final class CatalogChecksum {

  private static final String NAME = "checksum";

  private static final String COVERED =
      "SELECT group_concat(line, char(10)) FROM (SELECT quote(table_namespace) ||"
          + " quote(table_name) || quote(metadata_location) AS line FROM polarway_pointers"
          + " UNION ALL SELECT quote(table_uuid) || table_id || ' ' || last_number || ' ' ||"
          + " next_row || ' ' || live_rows || ' ' || live_bytes || ' ' || stored_rows || ' ' ||"
          + " stored_ends || ' ' || kept_from FROM polarway_hot_tables"
          + " UNION ALL SELECT 'last commit ' || max(number) FROM polarway_commits ORDER BY line)";

  private CatalogChecksum() {}

  /** Renews the checksum, in the caller's transaction and after its other changes. */
  static void renew(KeptStatements writer) throws SQLException {
    writer.update(
        "INSERT OR REPLACE INTO polarway_store VALUES (?, ?)",
        NAME,
        Long.toString(of(writer.queryText(COVERED))));
  }

  /**
   * Compares, in the caller's transaction; without a checksum there is nothing to compare.
   *
   * @throws StorageException {@link Failure#DAMAGED}
   */
  static void verify(Connection connection) throws SQLException {
    String recorded = CatalogDatabase.fact(connection, NAME);
    if (recorded != null
        && !recorded.equals(Long.toString(of(CatalogDatabase.queryText(connection, COVERED))))) {
      throw new StorageException(
          Failure.DAMAGED,
          "%s is damaged: what it says of tables and commits does not have the checksum that was written with it; restore the store from a copy"
              .formatted(CatalogFile.NAME));
    }
  }

  private static long of(@Nullable String covered) {
    CRC32C checksum = new CRC32C();
    if (covered != null) {
      checksum.update(covered.getBytes(UTF_8));
    }
    return checksum.getValue();
  }
}
