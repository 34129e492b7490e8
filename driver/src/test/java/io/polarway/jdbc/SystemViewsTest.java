package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views of schema polarway, as queries read them. */
final class SystemViewsTest {

  @Test
  void partitionsAndSummaryAddUpTheFiles(@TempDir Path directory) throws Exception {
    try (Connection connection =
        DriverManager.getConnection("jdbc:polarway:" + directory + "?hot=off&upkeep=off")) {
      execute(
          connection,
          "CREATE TABLE t (day DATE, n INTEGER, s VARCHAR) PARTITIONED BY (day) WITH"
              + " (\"ingest-level\" = 4); CREATE TABLE empty (n INTEGER)");
      execute(
          connection,
          "INSERT INTO t SELECT DATE '2026-01-01' + (i % 2)::INTEGER, i, 'ab' FROM range(10) r(i)");
      execute(connection, "INSERT INTO t VALUES ('2026-01-02', NULL, NULL)");
      assertThat(
              rows(
                  connection,
                  "SELECT schema_name, table_name, partition, files, row_groups, rows,"
                      + " deleted_rows, raw_bytes, level, sorted FROM polarway.partitions ORDER BY"
                      + " partition"))
          .containsExactly(
              "main|t|day=2026-01-01|1|1|5|0|50|4|null", "main|t|day=2026-01-02|2|2|6|0|54|4|null");
      assertThat(
              rows(
                  connection,
                  "SELECT p.bytes, s.bytes FROM (SELECT sum(bytes) bytes FROM polarway.partitions)"
                      + " p, polarway.storage_summary s WHERE s.table_name = 't'"))
          .containsExactly(bytesOfFiles(directory) + "|" + bytesOfFiles(directory));
      assertThat(
              rows(
                  connection,
                  "SELECT table_name, partitions, files, rows, raw_bytes, last_commit,"
                      + " ratio = raw_bytes / bytes FROM polarway.storage_summary ORDER BY 1"))
          .containsExactly("empty|0|0|0|0|2|null", "t|2|3|11|104|4|true");
    }
  }

  @Test
  void everyViewOfTheEnginesCatalogIsOne() throws SQLException {
    try (Connection connection = TestStore.temporary();
        Connection engine = DriverManager.getConnection("jdbc:duckdb:")) {
      execute(connection, "CREATE TABLE t (i INTEGER)");
      List<String> views =
          rows(
              engine,
              "SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE internal AND"
                  + " view_name NOT IN ('duckdb_logs', 'pg_prepared_statements')");
      assertThat(views).hasSizeGreaterThan(40);
      for (String view : views) {
        assertThat(rows(connection, "SELECT count(*) FROM " + view)).as(view).hasSize(1);
        execute(connection, "CREATE OR REPLACE TEMP VIEW v AS FROM " + view);
        assertThat(rows(connection, "SELECT count(*) FROM v")).as(view).hasSize(1);
      }
      assertFails("0A000", () -> rows(connection, "FROM duckdb_logs"));
      assertFails("0A000", () -> execute(connection, "CREATE TEMP VIEW w AS FROM duckdb_logs"));
    }
  }

  private static long bytesOfFiles(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
      long bytes = 0;
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  @Test
  void snapshotsAreThoseThatTheTransactionSees() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off")) {
      execute(connection, "CREATE SCHEMA s; CREATE TABLE s.t (n INTEGER)");
      execute(connection, "INSERT INTO s.t VALUES (1); DROP TABLE s.t");
      assertThat(
              rows(
                  connection,
                  "SELECT commit_number, what, schema_name, table_name, dropped,"
                      + " iceberg_snapshot_id IS NOT NULL, committed_at <= now()"
                      + " FROM polarway.snapshots ORDER BY commit_number"))
          .containsExactly(
              "1|create schema s|null|null|false|false|true",
              "2|create table s.t|s|t|false|false|true",
              "3|append 1 rows to s.t|s|t|false|true|true",
              "4|drop table s.t|s|t|true|false|true");
    }
  }

  @Test
  void settingsShowValuesAndNoPassword() throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:polarway:?hot=off&upkeep=off&lockTimeout=7s&password=secret")) {
      execute(connection, "SET TimeZone = 'Asia/Tokyo'");
      assertThat(
              rows(
                  connection,
                  "SELECT name, value, default_value, scope FROM polarway.settings WHERE name IN"
                      + " ('lockTimeout', 'TimeZone', 'password', 'threads') ORDER BY lower(name)"))
          .containsExactly(
              "lockTimeout|7s|30s|connection",
              "password|null||connection",
              "threads|0|0|connection",
              "TimeZone|Asia/Tokyo|null|session");
      assertThat(rows(connection, "SHOW timezone")).containsExactly("Asia/Tokyo");
      assertThat(
              rows(
                  connection, "SELECT DISTINCT name FROM duckdb_settings() WHERE name = 'threads'"))
          .isEmpty();
    }
  }

  @Test
  void sessionsAreThoseOfTheStoreInThisProcess(@TempDir Path directory) throws SQLException {
    String url = "jdbc:polarway:" + directory + "?hot=off&upkeep=off";
    try (Connection connection = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url + "&user=ada");
        Statement statement = other.createStatement();
        ResultSet open = statement.executeQuery("SELECT * FROM range(1000000)")) {
      assertThat(open.next()).isTrue();
      assertThat(
              rows(
                  connection,
                  "SELECT user_name, current, state, last_query FROM polarway.sessions"
                      + " ORDER BY session_id"))
          .containsExactly(
              "|true|active|SELECT user_name, current, state, last_query FROM polarway.sessions"
                  + " ORDER BY session_id",
              "ada|false|active|SELECT * FROM range(1000000)");
    }
  }

  @Test
  void aFailedQueryIsKeptWithItsError() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off")) {
      execute(connection, "CREATE TABLE t (n INTEGER)");
      execute(connection, "INSERT INTO t VALUES (1), (2)");
      assertThat(rows(connection, "SELECT n FROM t")).hasSize(2);
      assertFails("42P01", () -> rows(connection, "SELECT * FROM missing"));
      connection.setAutoCommit(false);
      connection.commit();
      assertThat(
              rows(
                  connection,
                  "SELECT query, route, rows, state, sqlstate, error IS NULL, microseconds >= 0"
                      + " FROM polarway.queries ORDER BY query_id"))
          .containsExactly(
              "CREATE TABLE t (n INTEGER)|write|0|done|null|true|true",
              "INSERT INTO t VALUES (1), (2)|write|2|done|null|true|true",
              "SELECT n FROM t|engine|2|done|null|true|true",
              "SELECT * FROM missing|null|0|failed|42P01|false|true",
              "SELECT query, route, rows, state, sqlstate, error IS NULL, microseconds >= 0"
                  + " FROM polarway.queries ORDER BY query_id|null|0|running|null|true|true");
    }
  }

  @Test
  void theCacheTellsWhatItDid() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off")) {
      execute(connection, "CREATE TABLE t AS SELECT range AS n FROM range(3)");
      for (int i = 0; i < 3; i++) {
        assertThat(rows(connection, "SELECT sum(n) FROM t")).containsExactly("3");
      }
      assertThat(rows(connection, "SELECT now() FROM t")).hasSize(3);
      assertThat(
              rows(
                  connection,
                  "SELECT name, value FROM polarway.cache_stats WHERE name IN"
                      + " ('hits', 'misses', 'fills', 'bypassed_volatile_function') ORDER BY name"))
          .containsExactly("bypassed_volatile_function|1", "fills|1", "hits|2", "misses|1");
      assertThat(
              rows(
                  connection,
                  "SELECT rows, hits, filled_at <= now(), bytes > 0 FROM polarway.cache_entries"
                      + " WHERE query LIKE '%sum%'"))
          .containsExactly("1|2|true|true");
      assertThat(
              rows(
                  connection,
                  "SELECT route, cached, rows, files FROM polarway.queries WHERE query LIKE"
                      + " '%sum(n)%' AND state = 'done' AND query NOT LIKE '%polarway%' ORDER BY"
                      + " query_id"))
          .containsExactly("engine|false|1|1", "cache|true|1|0", "cache|true|1|0");
      for (int i = 0; i < 2; i++) {
        execute(connection, "INSERT INTO t VALUES (1)");
        assertThat(rows(connection, "SELECT rows FROM polarway.storage_summary"))
            .containsExactly(String.valueOf(4 + i));
      }
      assertThat(rows(connection, "SHOW TABLES")).containsExactly("t");
      execute(connection, "CREATE TABLE u (n INTEGER)");
      assertThat(rows(connection, "SHOW TABLES")).containsExactly("t", "u");
    }
  }

  @Test
  void theOldestQueriesMakeRoom() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off")) {
      for (int i = 0; i < 1_100; i++) {
        execute(connection, "RESET TimeZone");
      }
      assertThat(rows(connection, "SELECT count(*), max(query_id) FROM polarway.queries"))
          .containsExactly("1024|1101");
    }
  }

  @Test
  void namesOfTheSystemAndOfUsers() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off")) {
      execute(
          connection, "CREATE TABLE partitions (n INTEGER); CREATE TABLE duckdb_tables (m DATE)");
      execute(connection, "INSERT INTO partitions VALUES (7)");
      assertThat(rows(connection, "SELECT n FROM partitions")).containsExactly("7");
      assertThat(rows(connection, "SELECT n FROM polarway.main.partitions")).containsExactly("7");
      assertThat(rows(connection, "SELECT rows FROM polarway.partitions")).containsExactly("1");
      assertThat(
              rows(connection, "SELECT rows FROM polarway.polarway.partitions p WHERE p.files = 1"))
          .containsExactly("1");
      assertThat(rows(connection, "SELECT m FROM duckdb_tables")).isEmpty();
      assertThat(rows(connection, "SELECT count(*) FROM duckdb_tables()")).containsExactly("2");
      assertThat(rows(connection, "WITH partitions AS (SELECT 3 AS n) SELECT n FROM partitions"))
          .containsExactly("3");
      assertFails(
          "0A000", () -> rows(connection, "SELECT * FROM pragma_storage_info('partitions')"));
      assertFails("0A000", () -> rows(connection, "SELECT * FROM duckdb_external_file_cache()"));
      assertFails("42P01", () -> rows(connection, "SELECT * FROM polarway.polarway.nothing"));
      assertFails("42P01", () -> execute(connection, "DROP TABLE polarway.polarway.partitions"));
      assertFails(
          "42000",
          () -> execute(connection, "INSERT INTO polarway.polarway.partitions VALUES (1)"));
    }
  }

  @Test
  void aStoreThatIsOnlyReadTellsToo(@TempDir Path directory) throws SQLException {
    String url = "jdbc:polarway:" + directory + "?hot=off&upkeep=off";
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, "CREATE TABLE t AS SELECT 1 AS n");
    }
    try (Connection connection = DriverManager.getConnection(url + "&readOnly=true")) {
      assertThat(rows(connection, "SELECT table_name, rows FROM polarway.storage_summary"))
          .containsExactly("t|1");
      assertThat(rows(connection, "SELECT database_name, readonly FROM duckdb_databases()"))
          .containsExactly("polarway|true");
      assertThat(rows(connection, "SELECT count(*) FROM polarway.snapshots")).containsExactly("1");
    }
  }

  @Test
  void aViewIsOfTheStatementsSnapshot() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off")) {
      execute(connection, "CREATE TABLE a (n INTEGER)");
      try (PreparedStatement tables =
          connection.prepareStatement(
              "SELECT table_name FROM duckdb_tables() WHERE table_name < ?")) {
        tables.setString(1, "c");
        try (ResultSet before = tables.executeQuery()) {
          assertThat(rows(before)).isEqualTo(List.of("a"));
        }
        connection.setAutoCommit(false);
        execute(connection, "CREATE TABLE b (n INTEGER)");
        try (ResultSet after = tables.executeQuery()) {
          assertThat(rows(after)).isEqualTo(List.of("a", "b"));
        }
        connection.rollback();
        try (ResultSet again = tables.executeQuery()) {
          assertThat(rows(again)).isEqualTo(List.of("a"));
        }
      }
    }
  }
}
