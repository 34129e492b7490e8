package io.polarway.tck.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.store.DuckDbView;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Questions about the catalog, as SQL asks them. DuckDB with the same tables says which columns and
 * rows an answer has.
 */
final class IntrospectionTest {

  /** What both engines take but for the word behind the key, which is put in for ours. */
  private static final String TABLES =
      """
      CREATE TABLE trades (
        id BIGINT NOT NULL, ts TIMESTAMP NOT NULL, symbol VARCHAR DEFAULT 'x', price DOUBLE,
        amount DECIMAL(10,2) DEFAULT 7, flag BOOLEAN, tiny TINYINT, small SMALLINT, whole INTEGER,
        part FLOAT, raw BLOB, day DATE, clock TIME, instant TIMESTAMP WITH TIME ZONE, ref UUID,
        PRIMARY KEY (id)/*key*/);
      CREATE SCHEMA sales;
      CREATE TABLE sales."Odd name" ("a b" BIGINT, k2 INTEGER, k1 INTEGER, "order" DATE,
        PRIMARY KEY (k1, k2)/*key*/);
      CREATE TABLE sales.plain (n INTEGER);
      INSERT INTO trades (id, ts, price) VALUES (1, '2026-01-01', 1.5), (2, '2026-01-02', NULL);
      """;

  private Connection polarway;
  private Connection duckDb;

  @BeforeEach
  void open() throws SQLException {
    polarway = DriverManager.getConnection("jdbc:polarway:");
    duckDb = DuckDbView.open();
    run(polarway, TABLES.replace("/*key*/", " NOT ENFORCED"));
    for (String sql : TABLES.split(";\\s*\n")) {
      run(duckDb, sql);
    }
  }

  @AfterEach
  void close() throws SQLException {
    polarway.close();
    duckDb.close();
  }

  /** Columns and rows are DuckDB's, in any order of rows, with our name for the database. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW TABLES",
        "SHOW TABLES FROM sales",
        "SHOW ALL TABLES",
        "SHOW SCHEMAS",
        "SHOW DATABASES",
        "SHOW",
        "DESCRIBE",
        "DESCRIBE trades",
        "DESC sales.\"Odd name\"",
        "DESCRIBE TABLE trades",
        "SHOW trades",
        "DESCRIBE SELECT count(*) AS n, max(price) FROM trades GROUP BY symbol",
        "DESCRIBE WITH t AS (SELECT * FROM trades) SELECT t.id + 1 FROM t",
        "DESCRIBE FROM sales.plain",
        "SUMMARIZE trades",
        "SUMMARIZE sales.plain",
        "SUMMARIZE SELECT id, price FROM trades WHERE id > 1",
        "PRAGMA table_info('trades')",
        "PRAGMA table_info(trades)",
        "PRAGMA table_info('sales.Odd name')",
        "PRAGMA show_tables",
        "PRAGMA show_tables_expanded",
        "PRAGMA show_databases",
        "SELECT name, pk FROM pragma_table_info('sales.\"Odd name\"') AS t WHERE t.\"notnull\"",
        "SELECT * FROM pragma_table_info('trades')",
        "SELECT * FROM pragma_show('trades')",
        "SELECT database_name, schema_name, table_name, comment, tags, internal, temporary,"
            + " has_primary_key, estimated_size, column_count, check_constraint_count"
            + " FROM duckdb_tables()",
        "SELECT t.table_name FROM duckdb_tables() t JOIN duckdb_schemas() s ON"
            + " s.oid = t.schema_oid WHERE s.schema_name = 'sales'",
        "SELECT duckdb_tables.table_name FROM duckdb_tables() WHERE NOT duckdb_tables.internal",
        "SELECT * EXCLUDE (database_oid, schema_oid, table_oid) FROM duckdb_columns()"
            + " WHERE NOT internal",
        "SELECT database_name, schema_name, table_name, constraint_type, expression,"
            + " constraint_column_indexes, constraint_column_names, constraint_name,"
            + " referenced_table, referenced_column_names FROM duckdb_constraints()",
        "SELECT schema_name, internal FROM duckdb_schemas() WHERE database_name = 'memory'"
            + " AND schema_name NOT IN ('information_schema', 'pg_catalog', 'polarway')",
        "SELECT database_name, internal, readonly FROM duckdb_databases() WHERE NOT internal",
        "SELECT * FROM duckdb_views() WHERE NOT internal",
        "SELECT * FROM duckdb_indexes() WHERE false",
        "SELECT * FROM duckdb_sequences()",
        "SELECT DISTINCT lower(type_name), type_size, logical_type FROM duckdb_types()"
            + " WHERE database_name = 'memory'",
        "SELECT count(*) > 2000 FROM duckdb_functions()",
        "SELECT table_name FROM duckdb_tables",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM information_schema.columns",
        "SELECT * EXCLUDE (enforced) FROM information_schema.table_constraints",
        "SELECT * FROM information_schema.key_column_usage",
        "SELECT * FROM information_schema.referential_constraints",
        "SELECT * FROM information_schema.check_constraints",
        "SELECT * FROM information_schema.character_sets",
        "SELECT * EXCLUDE (constraint_text) FROM information_schema.constraint_column_usage",
        "SELECT * FROM information_schema.constraint_table_usage",
        "SELECT * FROM information_schema.views WHERE table_schema = 'main' AND table_name = 'v'",
        "SELECT * FROM information_schema.schemata WHERE catalog_name = 'memory'"
            + " AND schema_name NOT IN ('information_schema', 'pg_catalog', 'polarway')",
        "SELECT name, tbl_name, type FROM sqlite_master WHERE type = 'table'",
        "SELECT c.relname, n.nspname, a.attname FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE n.nspname = 'sales'",
        "SELECT schemaname, tablename FROM pg_tables",
        "SELECT DISTINCT typname FROM pg_type"
      })
  void isAnsweredAsDuckDbDoes(String sql) throws SQLException {
    Answer expected = answer(duckDb, sql);
    Answer actual = answer(polarway, sql.replace("'memory'", "'polarway'"));
    assertThat(actual.columns).isEqualTo(expected.columns);
    assertThat(actual.rows)
        .containsExactlyInAnyOrderElementsOf(
            expected.rows.stream().map(row -> row.replace("memory", "polarway")).toList());
  }

  @Test
  void declaredTypesAreToldAsTheyWereDeclared() throws SQLException {
    run(polarway, "CREATE TABLE d (c CHAR(3), v VARCHAR(20), n DECIMAL(38,9), t TEXT)");
    List<String> types = List.of("CHAR(3)", "VARCHAR(20)", "DECIMAL(38,9)", "VARCHAR");
    assertThat(answer(polarway, "SELECT column_type FROM pragma_show('d')").rows).isEqualTo(types);
    assertThat(
            answer(polarway, "SELECT data_type FROM duckdb_columns() WHERE table_name = 'd'").rows)
        .isEqualTo(types);
    assertThat(
            answer(
                    polarway,
                    "SELECT character_maximum_length FROM information_schema.columns WHERE"
                        + " table_name = 'd' ORDER BY ordinal_position")
                .rows)
        .containsExactly("3", "20", "null", "null");
  }

  /** A table's own text makes a table like it: what DBeaver shows as its DDL. */
  @Test
  void theTextOfATableMakesOneLikeIt() throws SQLException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      run(polarway, randomTable("r" + i, random));
    }
    run(
        polarway,
        "CREATE TABLE p (ts TIMESTAMP NOT NULL DEFAULT now(), id BIGINT, s VARCHAR, \"q\"\"u\""
            + " DATE) PARTITIONED BY (day(ts), bucket(8, id), truncate(3, s), year(\"q\"\"u\"))"
            + " WITH (\"ingest-level\" = 7, \"rest-level\" = 12)");
    String sql =
        "SELECT sql FROM duckdb_tables() WHERE database_name = ? AND schema_name = ? AND table_name"
            + " = ?";
    try (Connection copy = DriverManager.getConnection("jdbc:polarway:")) {
      run(copy, "CREATE SCHEMA sales");
      for (String name : answer(polarway, "SHOW ALL TABLES").rows) {
        String[] parts = name.split("\\|");
        String text = text(polarway, sql, parts[1], parts[2]);
        run(copy, text);
        assertThat(text(copy, sql, parts[1], parts[2])).isEqualTo(text);
      }
      for (String question :
          List.of(
              "SELECT * EXCLUDE (table_oid) FROM duckdb_columns()",
              "SELECT * EXCLUDE (table_oid) FROM duckdb_constraints()")) {
        assertThat(answer(copy, question).rows).isEqualTo(answer(polarway, question).rows);
      }
    }
  }

  private static String text(Connection connection, String sql, String schema, String table)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "polarway");
      statement.setString(2, schema);
      statement.setString(3, table);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).as(schema + "." + table).isTrue();
        return row.getString(1);
      }
    }
  }

  private static String randomTable(String name, Random random) {
    List<String> types =
        List.of(
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "DECIMAL(5,2)",
            "REAL",
            "DOUBLE",
            "VARCHAR",
            "CHAR(4)",
            "VARCHAR(9)",
            "BLOB",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMPTZ",
            "UUID");
    List<String> names =
        List.of("a", "B c", "select", "Größe", "x.y", "it's", "\"", "default", "key", "primary");
    List<String> parts = new ArrayList<>();
    List<String> key = new ArrayList<>();
    for (String column : names.subList(0, 1 + random.nextInt(names.size()))) {
      String quoted = "\"" + column.replace("\"", "\"\"") + "\"";
      String type = types.get(random.nextInt(types.size()));
      boolean number = List.of("INTEGER", "BIGINT", "DOUBLE").contains(type);
      parts.add(
          quoted
              + " "
              + type
              + (random.nextInt(3) == 0 ? " NOT NULL" : "")
              + (number && random.nextBoolean() ? " DEFAULT (1 + 2) * 3" : ""));
      if (random.nextInt(4) == 0) {
        key.add(quoted);
      }
    }
    if (!key.isEmpty()) {
      parts.add("PRIMARY KEY (" + String.join(", ", key) + ") NOT ENFORCED");
    }
    return "CREATE TABLE " + name + " (" + String.join(", ", parts) + ")";
  }

  @Test
  void databaseMetaDataSaysTheSame() throws SQLException {
    DatabaseMetaData metaData = polarway.getMetaData();
    assertThat(column(metaData.getTables(null, null, "%", new String[] {"TABLE"}), 1, 2, 3))
        .isEqualTo(
            answer(
                    polarway,
                    "SELECT table_catalog, table_schema, table_name FROM information_schema.tables"
                        + " ORDER BY ALL")
                .rows);
    assertThat(column(metaData.getColumns(null, null, "%", "%"), 2, 3, 4, 17, 18, 13))
        .isEqualTo(
            answer(
                    polarway,
                    "SELECT table_schema, table_name, column_name, ordinal_position, is_nullable,"
                        + " column_default FROM information_schema.columns"
                        + " ORDER BY table_schema, table_name, ordinal_position")
                .rows);
    // A key that is not enforced tells no row from others, and is none for clients that edit rows.
    assertThat(column(metaData.getPrimaryKeys(null, "sales", "Odd name"), 4)).isEmpty();
    run(polarway, "CREATE TABLE sales.keyed (b INTEGER, a INTEGER, PRIMARY KEY (b, a))");
    assertThat(column(metaData.getPrimaryKeys(null, "sales", "keyed"), 1, 2, 3, 4, 5, 6))
        .hasSize(2)
        .isEqualTo(
            answer(
                    polarway,
                    "SELECT table_catalog, table_schema, table_name, column_name, ordinal_position,"
                        + " constraint_name FROM information_schema.key_column_usage"
                        + " WHERE table_name = 'keyed' ORDER BY column_name")
                .rows);
    run(polarway, "DROP TABLE sales.keyed");
    assertThat(column(metaData.getSchemas(), 1))
        .isEqualTo(
            answer(
                    polarway,
                    "SELECT schema_name FROM (VALUES ('main'), ('sales')) AS v(schema_name)")
                .rows)
        .isEqualTo(
            answer(
                    polarway,
                    "SELECT schema_name FROM duckdb_schemas() WHERE NOT internal"
                        + " OR schema_name = 'main' ORDER BY ALL")
                .rows);
  }

  /** What the engine keeps for its own work is in no list. */
  @Test
  void nothingButTheStoresTablesIsListed() throws SQLException {
    answer(polarway, "SELECT * FROM trades, sales.plain, duckdb_tables()");
    polarway.setAutoCommit(false);
    run(polarway, "INSERT INTO sales.plain VALUES (1)");
    answer(polarway, "SELECT * FROM sales.plain");
    for (String sql :
        List.of(
            "SELECT count(*) FROM duckdb_tables()",
            "SELECT count(*) FROM information_schema.tables",
            "SELECT count(*) FROM pg_catalog.pg_class",
            "SELECT count(*) FROM sqlite_master",
            "SELECT count(DISTINCT table_oid) FROM duckdb_columns()")) {
      assertThat(answer(polarway, sql).rows).as(sql).containsExactly("3");
    }
    polarway.rollback();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private record Answer(List<String> columns, List<String> rows) {}

  private static Answer answer(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      ResultSetMetaData metaData = row.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        columns.add(metaData.getColumnLabel(i) + " " + type(metaData.getColumnTypeName(i)));
      }
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          values.add(String.valueOf(row.getString(i)));
        }
        rows.add(String.join("|", values));
      }
      return new Answer(columns, rows);
    }
  }

  /** Types are named without their parameters, and single floating numbers by SQL's name. */
  private static String type(String name) {
    return name.startsWith("DECIMAL")
        ? "DECIMAL"
        : name.equals("FLOAT") ? "REAL" : name.replace("\"NULL\"", "NULL");
  }

  private static List<String> column(ResultSet row, int... columns) throws SQLException {
    try (row) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int column : columns) {
          values.add(String.valueOf(row.getString(column)));
        }
        rows.add(String.join("|", values));
      }
      return rows;
    }
  }
}
