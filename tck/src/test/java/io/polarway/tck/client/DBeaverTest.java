package io.polarway.tck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls of DBeaver's generic driver support, in their order, from the connection to the grid of
 * a table. It has two connections, one for the user's statements and one for metadata. Most of what
 * fails here would be logged there and replaced by a default, which shows as a missing node or a
 * wrong name.
 */
@Timeout(120)
class DBeaverTest {

  private static final int GRID_ROWS = 200;

  @TempDir private Path directory;
  private Driver driver;
  private Connection main;
  private Connection metadata;

  @BeforeEach
  void open() throws Exception {
    driver =
        Class.forName("io.polarway.jdbc.PolarwayDriver")
            .asSubclass(Driver.class)
            .getDeclaredConstructor()
            .newInstance();
    main = connect();
    metadata = connect();
    run("CREATE SCHEMA \"Odd_Schema\"");
    run("CREATE SCHEMA \"OddxSchema\"");
    run(
        "CREATE TABLE \"Odd_Schema\".\"trade_s\" (\"Id\" BIGINT NOT NULL, symbol VARCHAR(20),"
            + " price DECIMAL(18, 4), quantity DOUBLE DEFAULT 1.5, \"timestamp\" TIMESTAMP,"
            + " PRIMARY KEY (\"Id\"))");
    run("CREATE TABLE \"Odd_Schema\".tradexs (id INTEGER)");
    run("CREATE TABLE \"OddxSchema\".\"trade_s\" (id INTEGER)");
    run(
        "INSERT INTO \"Odd_Schema\".\"trade_s\" SELECT i, 'S' || i % 3, i / 4, i, TIMESTAMP"
            + " '2026-02-01' + INTERVAL (i) SECOND FROM range(1000) r(i)");
  }

  @AfterEach
  void close() throws SQLException {
    main.close();
    metadata.close();
  }

  /** 1: what it does to open a connection. */
  private Connection connect() throws SQLException {
    String url = "jdbc:polarway:" + directory.resolve("store");
    Properties properties = new Properties();
    properties.setProperty("user", "");
    properties.setProperty("password", "");
    properties.setProperty("somethingOfATool", "x");
    assertThat(driver.getPropertyInfo(url, properties)).isNotEmpty();
    assertThat(driver.acceptsURL(url)).isTrue();
    Connection connection = driver.connect(url, properties);
    assertThat(connection).isNotNull();
    connection.setAutoCommit(true);
    assertThat(connection.getAutoCommit()).isTrue();
    connection.setReadOnly(true);
    connection.setReadOnly(false);
    connection.setClientInfo("ApplicationName", "DBeaver - Main");
    return connection;
  }

  /** 2: what the dialect and the connection's page are made of. */
  @Test
  void readsWhatTheDataSourceIs() throws SQLException {
    DatabaseMetaData data = metadata.getMetaData();

    assertThat(data.getDatabaseMajorVersion()).isNotNegative();
    assertThat(data.getDatabaseMinorVersion()).isNotNegative();
    assertThat(data.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(data.getSQLStateType()).isEqualTo(DatabaseMetaData.sqlStateSQL);
    assertThat(data.supportsCorrelatedSubqueries()).isTrue();
    assertThat(data.supportsSubqueriesInComparisons()).isTrue();
    assertThat(data.supportsSubqueriesInExists()).isTrue();
    assertThat(data.supportsSubqueriesInIns()).isTrue();
    assertThat(data.supportsSubqueriesInQuantifieds()).isTrue();
    // Names keep their case and are found in any: nothing needs quotes for its case alone.
    assertThat(data.supportsMixedCaseIdentifiers()).isFalse();
    assertThat(data.storesMixedCaseIdentifiers()).isTrue();
    assertThat(data.storesUpperCaseIdentifiers()).isFalse();
    assertThat(data.storesLowerCaseIdentifiers()).isFalse();
    assertThat(data.storesUpperCaseQuotedIdentifiers()).isFalse();
    assertThat(data.storesLowerCaseQuotedIdentifiers()).isFalse();
    assertThat(data.getSearchStringEscape()).isEqualTo("\\");
    assertThat(data.getCatalogSeparator()).isEqualTo(".");
    assertThat(data.supportsCatalogsInDataManipulation()).isTrue();
    assertThat(data.supportsCatalogsInTableDefinitions()).isTrue();
    assertThat(data.supportsSchemasInDataManipulation()).isTrue();
    assertThat(data.supportsSchemasInTableDefinitions()).isTrue();
    assertThat(data.getExtraNameCharacters()).isEmpty();
    assertThat(data.isCatalogAtStart()).isTrue();
    assertThat(data.getSQLKeywords()).contains("QUALIFY");
    assertThat(data.getNumericFunctions()).contains("ABS");
    assertThat(data.getStringFunctions()).contains("CONCAT");
    assertThat(data.getSystemFunctions()).isNotNull();
    assertThat(data.getTimeDateFunctions()).isNotNull();

    assertThat(data.isReadOnly()).isFalse();
    assertThat(data.getDatabaseProductName()).isEqualTo("Polarway");
    assertThat(data.getDatabaseProductVersion()).isNotEmpty();
    assertThat(data.getDriverName()).isNotEmpty();
    assertThat(data.getDriverVersion()).isNotEmpty();
    assertThat(data.getSchemaTerm()).isNotEmpty();
    assertThat(data.getProcedureTerm()).isNotEmpty();
    assertThat(data.getCatalogTerm()).isNotEmpty();
    assertThat(data.supportsBatchUpdates()).isTrue();
    assertThat(data.supportsTransactions()).isTrue();
    assertThat(
            List.of(0, 1, 2, 4, 8).stream()
                .filter(level -> supportsIsolation(data, level))
                .toList())
        .contains(Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE)
        .doesNotContain(Connection.TRANSACTION_NONE);

    // The names of types override what a result says of its columns: a wrong code shows wrong
    // values.
    try (ResultSet types = data.getTypeInfo()) {
      Set<String> names = new HashSet<>();
      while (types.next()) {
        assertThat(names.add(types.getString("TYPE_NAME"))).isTrue();
        types.getInt("PRECISION");
        assertThat(types.getInt("MINIMUM_SCALE"))
            .isLessThanOrEqualTo(types.getInt("MAXIMUM_SCALE"));
        assertThat(types.getInt("SEARCHABLE")).isEqualTo(DatabaseMetaData.typeSearchable);
        if (types.getString("TYPE_NAME").equals("BIGINT")) {
          assertThat(types.getInt("DATA_TYPE")).isEqualTo(Types.BIGINT);
        }
      }
      assertThat(names).contains("BIGINT", "VARCHAR", "DECIMAL", "DOUBLE", "TIMESTAMP");
    }
    // The active catalog and schema are to be found in the lists.
    assertThat(column(data.getCatalogs(), "TABLE_CAT")).containsExactly(metadata.getCatalog());
    assertThat(column(data.getSchemas(null, "%"), "TABLE_SCHEM"))
        .contains(metadata.getSchema(), "Odd_Schema", "OddxSchema")
        .doesNotHaveDuplicates();
    assertThat(column(data.getSchemas(null, "%"), "TABLE_CATALOG"))
        .containsOnly(metadata.getCatalog());
  }

  /**
   * 3: the tree, as its nodes are opened; names of the user's are escaped where DBeaver does it.
   */
  @Test
  void expandsTheTree() throws SQLException {
    DatabaseMetaData data = metadata.getMetaData();
    String catalog = metadata.getCatalog();
    String schema = escaped(data, "Odd_Schema");
    String table = escaped(data, "trade_s");

    assertThat(column(data.getSchemas(catalog, "%"), "TABLE_SCHEM")).contains("Odd_Schema");
    assertThat(column(data.getTableTypes(), "TABLE_TYPE")).contains("TABLE");
    assertThat(labels(data.getTables(catalog, schema, "%", null)))
        .containsExactly(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "TABLE_TYPE",
            "REMARKS",
            "TYPE_CAT",
            "TYPE_SCHEM",
            "TYPE_NAME",
            "SELF_REFERENCING_COL_NAME",
            "REF_GENERATION");
    assertThat(column(data.getTables(catalog, schema, "%", null), "TABLE_NAME"))
        .containsExactly("trade_s", "tradexs");
    assertThat(column(data.getTables(catalog, schema, table, null), "TABLE_NAME"))
        .containsExactly("trade_s");
    assertThat(column(data.getTables(null, null, "trade_s", null), "TABLE_NAME"))
        .containsExactly("trade_s", "tradexs", "trade_s");

    try (ResultSet columns = data.getColumns(catalog, schema, table, "%")) {
      List<String> found = new ArrayList<>();
      while (columns.next()) {
        found.add(
            "%s %d %s %d %d %d %s %d %s %s"
                .formatted(
                    columns.getString("COLUMN_NAME"),
                    columns.getInt("DATA_TYPE"),
                    columns.getString("TYPE_NAME"),
                    columns.getLong("COLUMN_SIZE"),
                    columns.getInt("DECIMAL_DIGITS"),
                    columns.getInt("NULLABLE"),
                    columns.getString("COLUMN_DEF"),
                    columns.getInt("ORDINAL_POSITION"),
                    columns.getString("IS_AUTOINCREMENT"),
                    columns.getString("IS_GENERATEDCOLUMN")));
        assertThat(columns.getString("TABLE_SCHEM")).isEqualTo("Odd_Schema");
        columns.getInt("SOURCE_DATA_TYPE");
        columns.getInt("NUM_PREC_RADIX");
        columns.getString("REMARKS");
        columns.getLong("CHAR_OCTET_LENGTH");
      }
      assertThat(found)
          .containsExactly(
              "Id -5 BIGINT 19 0 0 null 1 NO NO",
              "symbol 12 VARCHAR 20 0 1 null 2 NO NO",
              "price 3 DECIMAL 18 4 1 null 3 NO NO",
              "quantity 8 DOUBLE 15 0 1 1.5 4 NO NO",
              "timestamp 93 TIMESTAMP 26 6 1 null 5 NO NO");
    }
    assertThat(column(data.getColumns(catalog, schema, "%", "%"), "COLUMN_NAME")).hasSize(6);
    assertThat(column(data.getPrimaryKeys(catalog, "Odd_Schema", "trade_s"), "COLUMN_NAME"))
        .containsExactly("Id");
    assertThat(column(data.getPrimaryKeys(catalog, "Odd_Schema", "%"), "TABLE_NAME"))
        .containsExactly("trade_s");
    assertThat(labels(data.getIndexInfo(catalog, "Odd_Schema", "trade_s", false, true)))
        .startsWith("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "NON_UNIQUE");
    assertThat(column(data.getImportedKeys(catalog, "Odd_Schema", "trade_s"), "FK_NAME")).isEmpty();
    assertThat(column(data.getExportedKeys(catalog, "Odd_Schema", "trade_s"), "FK_NAME")).isEmpty();
    column(data.getFunctions(catalog, schema, "%"), "FUNCTION_NAME");
    column(data.getProcedures(catalog, schema, "%"), "PROCEDURE_NAME");
  }

  /** Several cursors are open at once, in any order. */
  @Test
  void readsSeveralMetadataCursorsAtOnce() throws SQLException {
    DatabaseMetaData data = metadata.getMetaData();
    try (ResultSet tables = data.getTables(null, "Odd\\_Schema", "%", null);
        ResultSet columns = data.getColumns(null, "Odd\\_Schema", "%", "%");
        ResultSet schemas = data.getSchemas()) {
      assertThat(tables.next() && columns.next() && schemas.next()).isTrue();
      try (ResultSet keys =
          data.getPrimaryKeys(null, "Odd_Schema", tables.getString("TABLE_NAME"))) {
        assertThat(keys.next()).isTrue();
      }
      assertThat(tables.next() && columns.next() && schemas.next()).isTrue();
      assertThat(tables.getString("TABLE_NAME")).isEqualTo("tradexs");
      assertThat(columns.getString("COLUMN_NAME")).isEqualTo("symbol");
    }
  }

  @Test
  void metadataShowsWhatTheOtherConnectionCommits() throws SQLException {
    main.setAutoCommit(false);
    run("CREATE TABLE later (id INTEGER)");
    assertThat(column(metadata.getMetaData().getTables(null, null, "later", null), "TABLE_NAME"))
        .isEmpty();

    main.commit();

    assertThat(column(metadata.getMetaData().getTables(null, null, "later", null), "TABLE_NAME"))
        .containsExactly("later");
  }

  /** 4: the grid of a table. */
  @Test
  void showsTheGrid() throws SQLException {
    try (Statement statement =
        main.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setMaxRows(GRID_ROWS);
      statement.setFetchSize(GRID_ROWS);
      assertThat(statement.execute("SELECT * FROM \"Odd_Schema\".\"trade_s\" x ORDER BY \"Id\""))
          .isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          // The grid of a query can be edited only where these name one table and its columns.
          assertThat(columns.getCatalogName(i)).isEqualTo(main.getCatalog());
          assertThat(columns.getSchemaName(i)).isEqualTo("Odd_Schema");
          assertThat(columns.getTableName(i)).isEqualTo("trade_s");
          assertThat(columns.getColumnLabel(i)).isEqualTo(columns.getColumnName(i));
          assertThat(columns.isNullable(i))
              .isEqualTo(
                  i == 1 ? ResultSetMetaData.columnNoNulls : ResultSetMetaData.columnNullable);
          assertThat(columns.getColumnDisplaySize(i)).isPositive();
          assertThat(columns.isAutoIncrement(i)).isFalse();
          columns.isWritable(i);
          columns.getPrecision(i);
          columns.getScale(i);
          names.add(
              columns.getColumnName(i)
                  + " "
                  + columns.getColumnTypeName(i)
                  + " "
                  + columns.getColumnType(i));
        }
        assertThat(names).hasSize(5).startsWith("Id BIGINT -5", "symbol VARCHAR 12");
        int count = 0;
        while (rows.next()) {
          assertThat(rows.getObject(1)).isEqualTo((long) count);
          assertThat(rows.wasNull()).isFalse();
          assertThat(rows.getString(2)).isEqualTo("S" + count % 3);
          assertThat((BigDecimal) rows.getObject(3))
              .isEqualByComparingTo(new BigDecimal(count).divide(new BigDecimal(4)));
          assertThat(rows.getObject(4)).isEqualTo((double) count);
          assertThat(rows.getObject(5))
              .isEqualTo(
                  new Timestamp(
                      Timestamp.valueOf("2026-02-01 00:00:00").getTime() + 1000L * count));
          count++;
        }
        assertThat(count).isEqualTo(GRID_ROWS);
      }
      assertNoMoreResults(statement);
      assertThat((Object) statement.getWarnings()).isNull();

      statement.setMaxRows(0);
      assertThat(statement.execute("SELECT COUNT(*) FROM \"Odd_Schema\".\"trade_s\"")).isTrue();
      try (ResultSet row = statement.getResultSet()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getLong(1)).isEqualTo(1000);
      }
    }
  }

  /** A table without an end is shown as fast as any: nobody computes what is not shown. */
  @Test
  void theLimitEndsTheWorkToo() throws SQLException {
    for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
      try (Statement statement = main.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
        statement.setMaxRows(GRID_ROWS);
        assertThat(statement.execute("SELECT i, md5(i::VARCHAR) FROM range(1000000000000) r(i)"))
            .isTrue();
        try (ResultSet rows = statement.getResultSet()) {
          int count = 0;
          while (rows.next()) {
            count++;
          }
          assertThat(count).isEqualTo(GRID_ROWS);
        }
        assertNoMoreResults(statement);
      }
    }
  }

  /** Numbers that the asked type cannot hold are no wrong numbers. */
  @Test
  void valuesAreRefusedRatherThanWrapped() throws SQLException {
    try (Statement statement = main.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT 18446744073709551615::UBIGINT,"
                    + " 170141183460469231731687303715884105727::HUGEINT, 300, true, NULL")) {
      assertThat(row.next()).isTrue();
      assertThatThrownBy(() -> row.getLong(1)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> row.getLong(2)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> row.getByte(3)).isInstanceOf(SQLException.class);
      assertThat(row.getObject(1)).hasToString("18446744073709551615");
      assertThat(row.getString(2)).isEqualTo("170141183460469231731687303715884105727");
      assertThat(row.getBoolean(4)).isTrue();
      assertThat(row.getObject(5)).isNull();
      assertThat(row.wasNull()).isTrue();
    }
  }

  @Test
  void resultsOfAScriptEnd() throws SQLException {
    try (Statement statement = main.createStatement()) {
      assertThat(statement.execute("INSERT INTO \"Odd_Schema\".tradexs VALUES (1), (2)")).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(2);
      assertThat(statement.getLargeUpdateCount()).isEqualTo(2);
      assertNoMoreResults(statement);
      assertThat(statement.execute("CREATE TABLE one_more (id INTEGER)")).isFalse();
      assertThat(statement.getUpdateCount()).isZero();
      assertNoMoreResults(statement);
    }
    try (PreparedStatement statement =
        main.prepareStatement("SELECT * FROM \"Odd_Schema\".tradexs WHERE id = ?")) {
      statement.setLong(1, 2);
      assertThat(statement.execute()).isTrue();
      assertNoMoreResults(statement);
    }
  }

  /** 5: cells, a new row and a deleted one, in manual mode with a savepoint. */
  @Test
  void editsRows() throws SQLException {
    String table = "\"Odd_Schema\".\"trade_s\"";
    assertThat(
            column(
                metadata
                    .getMetaData()
                    .getIndexInfo("polarway", "Odd_Schema", "trade_s", true, true),
                "COLUMN_NAME"))
        .containsExactly("Id");
    main.setAutoCommit(false);
    Savepoint savepoint = main.setSavepoint();
    try (PreparedStatement update =
        main.prepareStatement("UPDATE " + table + "\n\tSET symbol=?, price=?\n\tWHERE \"Id\"=?")) {
      update.setString(1, "NEW");
      update.setBigDecimal(2, new BigDecimal("12.5"));
      update.setLong(3, 7);
      assertThat(update.execute()).isFalse();
      assertThat(update.getLargeUpdateCount()).isEqualTo(1);
      update.setLong(3, 8);
      update.addBatch();
      update.setLong(3, 9);
      update.addBatch();
      assertThat(update.executeBatch()).containsExactly(1, 1);
    }
    Timestamp time = Timestamp.valueOf("2026-03-29 12:30:00.123456");
    try (PreparedStatement insert =
        main.prepareStatement(
            "INSERT INTO "
                + table
                + "\n\t(\"Id\", symbol, quantity, \"timestamp\")\n\tVALUES(?, ?, ?, ?)",
            Statement.RETURN_GENERATED_KEYS)) {
      insert.setLong(1, 5000);
      insert.setNull(2, Types.VARCHAR);
      insert.setDouble(3, 0.1);
      insert.setObject(4, time, Types.TIMESTAMP);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      insert.getGeneratedKeys().close();
      assertThatThrownBy(insert::executeUpdate).isInstanceOf(SQLException.class);
    }
    // The key that a user picked: all columns, null ones as IS NULL.
    try (PreparedStatement delete =
        main.prepareStatement(
            "DELETE FROM "
                + table
                + "\n\tWHERE \"Id\"=? AND symbol IS NULL AND price IS NULL AND quantity=?"
                + " AND \"timestamp\"=?")) {
      delete.setLong(1, 5000);
      delete.setDouble(2, 0.1);
      delete.setTimestamp(3, time);
      assertThat(delete.executeUpdate()).isEqualTo(1);
      assertThat(delete.executeUpdate()).isZero();
    }
    main.releaseSavepoint(savepoint);
    main.commit();
    assertThat(count(metadata, table + " WHERE symbol = 'NEW' AND price = 12.5")).isEqualTo(3);
    assertThat(count(metadata, table)).isEqualTo(1000);

    Savepoint before = main.setSavepoint();
    run("DELETE FROM " + table);
    main.rollback(before);
    main.commit();
    assertThat(count(metadata, table)).isEqualTo(1000);
  }

  /** 6: manual mode. */
  @Test
  void togglesTheTransactionMode() throws SQLException {
    assertThat(main.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    main.setAutoCommit(false);
    run("INSERT INTO \"Odd_Schema\".tradexs VALUES (7)");
    assertThatThrownBy(() -> run("SELECT nothing FROM nowhere")).isInstanceOf(SQLException.class);
    assertThat(count(main, "\"Odd_Schema\".tradexs")).isEqualTo(1);
    main.rollback();
    assertThat(count(main, "\"Odd_Schema\".tradexs")).isZero();
    main.rollback();
    main.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    run("INSERT INTO \"Odd_Schema\".tradexs VALUES (8)");
    assertThat(count(metadata, "\"Odd_Schema\".tradexs")).isZero();
    main.setAutoCommit(true);
    assertThat(main.getAutoCommit()).isTrue();
    assertThat(count(metadata, "\"Odd_Schema\".tradexs")).isEqualTo(1);
  }

  @Test
  void cancelsFromAnotherThread() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Statement statement = main.createStatement()) {
      Future<Boolean> running =
          executor.submit(
              () ->
                  statement.execute(
                      "SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j) WHERE"
                          + " hash(i, j) = 7"));
      while (!running.isDone()) {
        statement.cancel();
        Thread.sleep(10);
      }
      assertThatThrownBy(running::get).hasCauseInstanceOf(SQLException.class);
      assertThat(statement.execute("SELECT 1")).isTrue();
    } finally {
      executor.shutdownNow();
    }
    assertThat(count(main, "\"Odd_Schema\".\"trade_s\"")).isEqualTo(1000);
  }

  @Test
  void pingsAndClosesFromAnotherThread() throws Exception {
    assertThat(main.isValid(10_000)).isTrue();
    assertThat(
            column(
                main.getMetaData().getTables(null, null, "DBEAVERFAKETABLENAMEFORPING", null),
                "TABLE_NAME"))
        .isEmpty();
    main.setAutoCommit(false);
    run("INSERT INTO \"Odd_Schema\".tradexs VALUES (9)");
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      executor
          .submit(
              () -> {
                main.rollback();
                main.close();
                return null;
              })
          .get();
    } finally {
      executor.shutdownNow();
    }
    assertThat(main.isClosed()).isTrue();
    assertThat(main.isValid(1)).isFalse();
    assertThat(count(metadata, "\"Odd_Schema\".tradexs")).isZero();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = main.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void assertNoMoreResults(Statement statement) throws SQLException {
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
    assertThat(statement.getMoreResults()).isFalse();
  }

  private static boolean supportsIsolation(DatabaseMetaData data, int level) {
    try {
      return data.supportsTransactionIsolationLevel(level);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** A name as a pattern that means it alone. */
  private static String escaped(DatabaseMetaData data, String name) throws SQLException {
    String escape = data.getSearchStringEscape();
    return name.replace("_", escape + "_").replace("%", escape + "%");
  }

  private static List<String> labels(ResultSet rows) throws SQLException {
    try (rows) {
      List<String> labels = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        labels.add(rows.getMetaData().getColumnLabel(i));
      }
      return labels;
    }
  }

  private static List<String> column(ResultSet rows, String label) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(label));
      }
      return values;
    }
  }
}
