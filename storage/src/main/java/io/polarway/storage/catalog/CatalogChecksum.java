package io.polarway.storage.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.CRC32C;

/**
 * A checksum over what the snapshots of a store rest on, because SQLite does not notice flipped
 * bytes: each table's metadata, the state of its hot rows, and the number of the last commit, with
 * which it stands in {@code polarway_commits}. Each transaction that changes one of them renews it.
 *
 * <p>It is the sum of the CRC-32C of each of them, so who changes one needs not know the others.
 */
final class CatalogChecksum {

  private CatalogChecksum() {}

  /** What a table's metadata adds to it. */
  static long ofPointer(TableName table, String pointer) {
    return of("pointer\0" + table.schema() + '\0' + table.name() + '\0' + pointer);
  }

  /** What the state of a table's hot rows adds to it. */
  static long ofHotTable(String uuid, HotTable table) {
    return of(
        "hot rows\0"
            + uuid
            + '\0'
            + table.id()
            + ' '
            + table.lastNumber()
            + ' '
            + table.nextRow()
            + ' '
            + table.liveRows()
            + ' '
            + table.liveBytes()
            + ' '
            + table.storedRows()
            + ' '
            + table.storedEnds()
            + ' '
            + table.keptFrom());
  }

  /** What the last commit adds to it. */
  static long ofLastCommit(long number) {
    return of("last commit\0" + number);
  }

  private static long of(String part) {
    CRC32C checksum = new CRC32C();
    checksum.update(part.getBytes(UTF_8));
    return checksum.getValue();
  }

  /** Computes it anew and stores it, in the caller's transaction and after its other changes. */
  static void renew(KeptStatements writer) throws SQLException {
    store(writer, CatalogDatabase.readState(writer.connection()).checksum());
  }

  /**
   * Stores it, in the caller's transaction; before the first commit there is nothing to vouch for.
   */
  static void store(KeptStatements writer, long checksum) throws SQLException {
    writer.update(
        "UPDATE polarway_commits SET checksum = ?"
            + " WHERE number = (SELECT max(number) FROM polarway_commits)",
        checksum);
  }

  /**
   * Compares what was read with what is stored, in the same transaction; without a stored one there
   * is nothing to compare.
   *
   * @throws StorageException {@link Failure#DAMAGED}
   */
  static void verify(Connection connection, CatalogState state) throws SQLException {
    String stored =
        CatalogDatabase.queryText(
            connection, "SELECT checksum FROM polarway_commits ORDER BY number DESC LIMIT 1");
    if (stored != null && !stored.equals(Long.toString(state.checksum()))) {
      throw new StorageException(
          Failure.DAMAGED,
          "%s is damaged: what it says of tables and commits does not have the checksum that was written with it; restore the store from a copy"
              .formatted(CatalogFile.NAME));
    }
  }
}
