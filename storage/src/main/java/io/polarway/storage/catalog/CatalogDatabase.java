package io.polarway.storage.catalog;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the catalog's database. {@code iceberg_tables} and {@code
 * iceberg_namespace_properties} are laid out as Iceberg's {@code JdbcCatalog} does in its schema
 * version V1; the {@code polarway_} tables are ours:
 *
 * <ul>
 *   <li>{@code polarway_store}: facts about the store by name, such as the directory that locations
 *       begin with
 *   <li>{@code polarway_commits}: each commit's number, time (microseconds since 1970), what it
 *       did, a token by which its maker finds it again, the tables of which it changed only hot
 *       rows (a JSON array of schema and name by turns), and the {@link CatalogChecksum}, where it
 *       is or was the last one
 *   <li>{@code polarway_pointers}: each table's metadata as of its last numbered commit; where it
 *       differs from {@code iceberg_tables}, another engine changed the table
 *   <li>{@code polarway_versions}: what each commit made of each table whose metadata it changed,
 *       the Iceberg snapshot included; no location when it was dropped
 * </ul>
 *
 * <p>Hot rows and sequences have tables of their own: {@link HotDatabase}, {@link
 * SequenceDatabase}.
 */
final class CatalogDatabase {

  /** The name under which tables stand in the database, the same for all engines. */
  static final String CATALOG_NAME = "polarway";

  /** "PWay": marks the database as ours in its header. */
  static final int APPLICATION_ID = 0x50576179;

  /** The version of the {@code polarway_} tables. */
  static final int FORMAT_VERSION = 7;

  private static final String CREATE_COMMITS =
      "CREATE TABLE polarway_commits(number INTEGER PRIMARY KEY, committed_at INTEGER NOT NULL,"
          + " what TEXT NOT NULL, token TEXT NOT NULL, hot_tables TEXT, checksum INTEGER)";

  private static final List<String> CREATE =
      List.of(
          "CREATE TABLE iceberg_tables(catalog_name VARCHAR(255) NOT NULL,"
              + "table_namespace VARCHAR(255) NOT NULL,table_name VARCHAR(255) NOT NULL,"
              + "metadata_location VARCHAR(1000),previous_metadata_location VARCHAR(1000),"
              + "iceberg_type VARCHAR(5),"
              + "PRIMARY KEY (catalog_name, table_namespace, table_name))",
          "CREATE TABLE iceberg_namespace_properties(catalog_name VARCHAR(255) NOT NULL,"
              + "namespace VARCHAR(255) NOT NULL,property_key VARCHAR(255),"
              + "property_value VARCHAR(1000),"
              + "PRIMARY KEY (catalog_name, namespace, property_key))",
          "CREATE TABLE polarway_store(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
          CREATE_COMMITS,
          "CREATE TABLE polarway_pointers(table_namespace TEXT, table_name TEXT,"
              + "metadata_location TEXT NOT NULL,"
              + "PRIMARY KEY (table_namespace, table_name)) WITHOUT ROWID",
          "CREATE TABLE polarway_versions(table_namespace TEXT, table_name TEXT, number INTEGER,"
              + "metadata_location TEXT, snapshot_id INTEGER,"
              + "PRIMARY KEY (table_namespace, table_name, number)) WITHOUT ROWID",
          "PRAGMA application_id = " + APPLICATION_ID);

  /**
   * The tables that each commit changed; where it changed hot rows only, the version is that of
   * before.
   */
  private static final String CHANGED_TABLES =
      "SELECT number, table_namespace, table_name, metadata_location IS NULL AS is_gone,"
          + " snapshot_id FROM polarway_versions UNION ALL"
          + " SELECT h.number, s.value, t.value, FALSE, (SELECT snapshot_id"
          + " FROM polarway_versions w WHERE w.table_namespace = s.value"
          + " AND w.table_name = t.value AND w.number <= h.number"
          + " ORDER BY w.number DESC LIMIT 1) FROM polarway_commits h"
          + " JOIN json_each(h.hot_tables) s ON s.key % 2 = 0"
          + " JOIN json_each(h.hot_tables) t ON t.key = s.key + 1"
          + " WHERE h.hot_tables IS NOT NULL";

  private static final String IS_TABLE = " (iceberg_type = 'TABLE' OR iceberg_type IS NULL)";
  private static final String ROOT = "root";

  private CatalogDatabase() {}

  /** Lays the tables out, in the caller's transaction. */
  static void create(Connection connection, String root) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : CREATE) {
        statement.executeUpdate(sql);
      }
    }
    migrate(connection);
    KeptStatements writer = new KeptStatements(connection);
    writer.update("INSERT INTO polarway_store VALUES (?, ?)", ROOT, root);
    insertSchema(writer, "main");
  }

  /** Brings the tables of an older version up to this one, in the caller's transaction. */
  static void migrate(Connection connection) throws SQLException {
    long version = pragma(connection, "user_version");
    if (version < 2) {
      for (String sql : HotDatabase.CREATE) {
        execute(connection, sql);
      }
    }
    if (version < 3) {
      execute(connection, LeaseDatabase.CREATE);
    }
    if (version < 4) {
      execute(connection, SequenceDatabase.CREATE);
    }
    if (version < 5) {
      execute(connection, MoveDatabase.CREATE);
    }
    if (version < 6) {
      execute(connection, SnapshotDatabase.CREATE);
    }
    if (version > 0 && version < 7) {
      // Tokens had an index, and the checksum was another one and stood elsewhere.
      execute(connection, "ALTER TABLE polarway_commits RENAME TO polarway_former_commits");
      execute(connection, CREATE_COMMITS);
      execute(
          connection,
          "INSERT INTO polarway_commits SELECT number, committed_at, what, token, NULL, NULL"
              + " FROM polarway_former_commits");
      execute(connection, "DROP TABLE polarway_former_commits");
      execute(connection, "DELETE FROM polarway_store WHERE name = 'checksum'");
      CatalogChecksum.renew(new KeptStatements(connection));
    }
    execute(connection, "PRAGMA user_version = " + FORMAT_VERSION);
  }

  static long pragma(Connection connection, String name) throws SQLException {
    return queryLong(connection, "PRAGMA " + name);
  }

  static long queryLong(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The directory that recorded locations begin with. */
  static String recordedRoot(Connection connection) throws SQLException {
    String root = fact(connection, ROOT);
    if (root == null) {
      throw new StorageException(
          Failure.DAMAGED, "The catalog does not say where the store's files were written");
    }
    return root;
  }

  /** A fact about the store; null when it is not known. */
  static @Nullable String fact(Connection connection, String name) throws SQLException {
    return queryText(connection, "SELECT value FROM polarway_store WHERE name = ?", name);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Reads the whole state and verifies its checksum, in a read transaction of the caller's.
   *
   * @throws StorageException {@link Failure#DAMAGED}
   */
  static CatalogState readVerified(Connection connection) throws SQLException {
    CatalogState state = readState(connection);
    CatalogChecksum.verify(connection, state);
    return state;
  }

  /** Reads the whole state, in the caller's transaction. */
  static CatalogState readState(Connection connection) throws SQLException {
    Map<TableName, String> pointers = new LinkedHashMap<>();
    Set<TableName> otherRelations = new HashSet<>();
    Set<TableName> unnumbered = new HashSet<>();
    Set<String> schemas = new TreeSet<>();
    long checksum = 0;
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT t.table_namespace, t.table_name, t.metadata_location, p.metadata_location,"
                  + IS_TABLE
                  + " FROM iceberg_tables t LEFT JOIN polarway_pointers p"
                  + " USING (table_namespace, table_name) WHERE catalog_name = 'polarway'"
                  + " ORDER BY t.table_namespace, t.table_name")) {
        while (row.next()) {
          TableName name = new TableName(row.getString(1), row.getString(2));
          String pointer = row.getString(3);
          String numbered = row.getString(4);
          boolean isTable = row.getBoolean(5);
          schemas.add(name.schema());
          if (isTable && numbered != null) {
            checksum += CatalogChecksum.ofPointer(name, numbered);
          }
          if (!isTable || pointer == null) {
            otherRelations.add(name);
            continue;
          }
          pointers.put(name, pointer);
          if (!pointer.equals(numbered)) {
            unnumbered.add(name);
          }
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT table_namespace, table_name, metadata_location FROM polarway_pointers p"
                  + " WHERE NOT EXISTS"
                  + " (SELECT 1 FROM iceberg_tables t WHERE catalog_name = 'polarway'"
                  + " AND t.table_namespace = p.table_namespace AND t.table_name = p.table_name"
                  + " AND"
                  + IS_TABLE
                  + ")")) {
        while (row.next()) {
          TableName name = new TableName(row.getString(1), row.getString(2));
          unnumbered.add(name);
          checksum += CatalogChecksum.ofPointer(name, row.getString(3));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT DISTINCT namespace FROM iceberg_namespace_properties"
                  + " WHERE catalog_name = 'polarway'")) {
        while (row.next()) {
          schemas.add(row.getString(1));
        }
      }
    }
    long lastNumber = lastNumber(connection);
    checksum += CatalogChecksum.ofLastCommit(lastNumber);
    Map<String, HotTable> hotTables = HotDatabase.readTables(connection);
    for (Map.Entry<String, HotTable> entry : hotTables.entrySet()) {
      checksum += CatalogChecksum.ofHotTable(entry.getKey(), entry.getValue());
    }
    return new CatalogState(
        lastNumber,
        List.copyOf(schemas),
        pointers,
        otherRelations,
        unnumbered,
        hotTables,
        SequenceDatabase.read(connection),
        checksum);
  }

  /** The number of the last commit. */
  static long lastNumber(Connection connection) throws SQLException {
    return queryLong(connection, "SELECT max(number) FROM polarway_commits");
  }

  /** What each commit up to a number did, newest first, in the caller's transaction. */
  static List<CommittedVersion> readCommits(Connection connection, long upTo) throws SQLException {
    List<CommittedVersion> commits = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT c.number, c.committed_at, c.what, v.table_namespace, v.table_name,"
                + " v.is_gone, v.snapshot_id FROM polarway_commits c LEFT JOIN ("
                + CHANGED_TABLES
                + ") v USING (number) WHERE c.number <= ?"
                + " ORDER BY c.number DESC, v.table_namespace, v.table_name")) {
      statement.setLong(1, upTo);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String schema = row.getString(4);
          long snapshotId = row.getLong(7);
          Long snapshot = row.wasNull() ? null : snapshotId;
          commits.add(
              new CommittedVersion(
                  row.getLong(1),
                  Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS),
                  row.getString(3),
                  schema == null ? null : new TableName(schema, row.getString(5)),
                  schema != null && row.getBoolean(6),
                  snapshot));
        }
      }
    }
    return commits;
  }

  /** The location of a table's metadata now; null when there is no such table. */
  static @Nullable String pointer(KeptStatements writer, TableName table) throws SQLException {
    return writer.queryText(
        "SELECT metadata_location FROM iceberg_tables WHERE catalog_name = 'polarway'"
            + " AND table_namespace = ? AND table_name = ? AND"
            + IS_TABLE,
        table.schema(),
        table.name());
  }

  /** Puts a new pointer in the place of an old one; false when the old one is no longer there. */
  static boolean swapPointer(KeptStatements writer, TableName table, String from, String to)
      throws SQLException {
    return writer.update(
            "UPDATE iceberg_tables SET metadata_location = ?, previous_metadata_location = ?"
                + " WHERE catalog_name = 'polarway' AND table_namespace = ? AND table_name = ?"
                + " AND metadata_location = ? AND"
                + IS_TABLE,
            to,
            from,
            table.schema(),
            table.name(),
            from)
        == 1;
  }

  static void insertPointer(KeptStatements writer, TableName table, String pointer)
      throws SQLException {
    writer.update(
        "INSERT INTO iceberg_tables (catalog_name, table_namespace, table_name,"
            + " metadata_location, previous_metadata_location, iceberg_type)"
            + " VALUES ('polarway', ?, ?, ?, NULL, 'TABLE')",
        table.schema(),
        table.name(),
        pointer);
  }

  /** Takes a table out; false when its pointer is no longer the one given. */
  static boolean deletePointer(KeptStatements writer, TableName table, String pointer)
      throws SQLException {
    return writer.update(
            "DELETE FROM iceberg_tables WHERE catalog_name = 'polarway' AND table_namespace = ?"
                + " AND table_name = ? AND metadata_location = ? AND"
                + IS_TABLE,
            table.schema(),
            table.name(),
            pointer)
        == 1;
  }

  static void insertSchema(KeptStatements writer, String schema) throws SQLException {
    writer.update(
        "INSERT INTO iceberg_namespace_properties VALUES ('polarway', ?, 'exists', 'true')",
        schema);
  }

  static void deleteSchema(KeptStatements writer, String schema) throws SQLException {
    writer.update(
        "DELETE FROM iceberg_namespace_properties WHERE catalog_name = 'polarway'"
            + " AND namespace = ?",
        schema);
  }

  /**
   * Gives a commit its number.
   *
   * @param micros the time; where the clock went back, the commit gets the time of the one before
   * @param hotTables the tables of which it changes only hot rows
   */
  static long insertCommit(
      KeptStatements writer, long micros, String what, String token, List<TableName> hotTables)
      throws SQLException {
    return writer.queryLong(
        "INSERT INTO polarway_commits (committed_at, what, token, hot_tables)"
            + " VALUES (max(?, coalesce((SELECT committed_at FROM polarway_commits"
            + " ORDER BY number DESC LIMIT 1), 0)), ?, ?, ?) RETURNING number",
        micros,
        what,
        token,
        hotTables.isEmpty() ? null : json(hotTables));
  }

  private static String json(List<TableName> tables) {
    JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    StringBuilder json = new StringBuilder("[");
    for (TableName table : tables) {
      json.append(json.length() == 1 ? "\"" : ",\"");
      encoder.quoteAsString(table.schema(), json);
      json.append("\",\"");
      encoder.quoteAsString(table.name(), json);
      json.append('"');
    }
    return json.append(']').toString();
  }

  /**
   * What a commit found or made of a table.
   *
   * @param pointer null when the table was dropped
   */
  record RecordedVersion(TableName table, @Nullable String pointer, @Nullable Long snapshotId) {}

  /** The version of a table, by its name in any case, as of a commit. */
  static Optional<RecordedVersion> versionAsOf(
      Connection connection, String schema, String table, long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT table_namespace, table_name, metadata_location, snapshot_id"
                + " FROM polarway_versions WHERE table_namespace = ? COLLATE NOCASE"
                + " AND table_name = ? COLLATE NOCASE AND number <= ?"
                + " ORDER BY number DESC LIMIT 1")) {
      statement.setString(1, schema);
      statement.setString(2, table);
      statement.setLong(3, number);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        long snapshotId = row.getLong(4);
        Long snapshot = row.wasNull() ? null : snapshotId;
        return Optional.of(
            new RecordedVersion(
                new TableName(row.getString(1), row.getString(2)), row.getString(3), snapshot));
      }
    }
  }

  /** The number of the last commit that was made by a time; 0 when there is none. */
  static long numberAt(Connection connection, long micros) throws SQLException {
    return queryLong(
        connection, "SELECT max(number) FROM polarway_commits WHERE committed_at <= " + micros);
  }

  /**
   * The Iceberg snapshots of a table that somebody may still read by a lease: the one that was
   * current at the oldest commit that is held, and those since.
   */
  static Set<Long> heldSnapshots(Connection connection, TableName table) throws SQLException {
    Set<Long> held = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT DISTINCT snapshot_id FROM polarway_versions WHERE table_namespace = ?"
                + " AND table_name = ? AND snapshot_id IS NOT NULL AND number >= coalesce("
                + "(SELECT max(number) FROM polarway_versions WHERE table_namespace = ?"
                + " AND table_name = ? AND number <= ?), 0)")) {
      statement.setString(1, table.schema());
      statement.setString(2, table.name());
      statement.setString(3, table.schema());
      statement.setString(4, table.name());
      statement.setLong(5, LeaseDatabase.oldest(connection));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          held.add(row.getLong(1));
        }
      }
    }
    return held;
  }

  /** Whether a commit of this number was made with this token. */
  static boolean hasCommit(Connection connection, long number, String token) throws SQLException {
    return token.equals(
        queryText(
            connection,
            "SELECT token FROM polarway_commits WHERE number = CAST(? AS INTEGER)",
            Long.toString(number)));
  }

  /** Records what a commit made of a table; no pointer when it dropped it. */
  static void recordVersion(
      KeptStatements writer,
      TableName table,
      long number,
      @Nullable String pointer,
      @Nullable Long snapshotId)
      throws SQLException {
    writer.update(
        "INSERT OR REPLACE INTO polarway_versions VALUES (?, ?, ?, ?, ?)",
        table.schema(),
        table.name(),
        number,
        pointer,
        snapshotId);
    if (pointer == null) {
      writer.update(
          "DELETE FROM polarway_pointers WHERE table_namespace = ? AND table_name = ?",
          table.schema(),
          table.name());
    } else {
      writer.update(
          "INSERT INTO polarway_pointers VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
              + " SET metadata_location = excluded.metadata_location"
              + " WHERE metadata_location <> excluded.metadata_location",
          table.schema(),
          table.name(),
          pointer);
    }
  }

  /**
   * The versions whose files are needed, by the locations of their metadata.
   *
   * @param current those of tables
   * @param others those of anything else, such as views of other engines
   * @param former versions that ceased to be current not long ago, in their order; of tables that
   *     are there, that were dropped, or that were replaced
   * @param snapshots those that time travel can see, of whichever tables
   */
  record LiveVersions(
      List<String> current,
      List<String> others,
      List<String> former,
      List<SnapshotDatabase.Recorded> snapshots) {}

  /**
   * Reads the versions whose files are needed.
   *
   * @param formerSinceMicros former versions count that were current after this time, in
   *     microseconds since 1970, or in a snapshot that somebody still reads
   */
  static LiveVersions liveVersions(Connection connection, long formerSinceMicros)
      throws SQLException {
    execute(connection, "BEGIN");
    try {
      return new LiveVersions(
          queryTexts(
              connection,
              "SELECT metadata_location FROM iceberg_tables"
                  + " WHERE metadata_location IS NOT NULL AND"
                  + IS_TABLE),
          queryTexts(
              connection,
              "SELECT metadata_location FROM iceberg_tables"
                  + " WHERE metadata_location IS NOT NULL AND NOT"
                  + IS_TABLE),
          queryTexts(
              connection,
              "SELECT v.metadata_location FROM polarway_versions v"
                  + " JOIN polarway_commits c ON c.number = (SELECT min(n.number)"
                  + " FROM polarway_versions n WHERE n.table_namespace = v.table_namespace"
                  + " AND n.table_name = v.table_name AND n.number > v.number)"
                  + " WHERE v.metadata_location IS NOT NULL AND (c.committed_at >= "
                  + formerSinceMicros
                  + " OR c.number > "
                  + LeaseDatabase.oldest(connection)
                  + ") ORDER BY v.number"),
          SnapshotDatabase.all(connection));
    } finally {
      execute(connection, "COMMIT");
    }
  }

  private static List<String> queryTexts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  static @Nullable String queryText(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
