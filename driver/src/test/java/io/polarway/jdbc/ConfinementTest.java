package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQL text reaches outside of its store: nothing but the allowed paths, and these to read. */
class ConfinementTest {

  private static final String SECRET = "TopSecret42";

  /** Denied, not offered, and not there. */
  private static final Set<String> DENIALS = Set.of("42501", "0A000", "42883");

  @TempDir private static Path temporary;

  private static Path directory;
  private static Path outside;
  private static Path store;
  private static Path other;

  /** Keeps the store open from test to test. */
  private static Connection keepsOpen;

  @BeforeAll
  static void prepare() throws Exception {
    directory = temporary.toRealPath();
    outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("secret.csv"), "a\n" + SECRET + "\n");
    Files.writeString(outside.resolve("secret.json"), "{\"a\": \"" + SECRET + "\"}\n");
    Files.writeString(outside.resolve("secret.txt"), SECRET);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      execute(
          duckDb,
          "COPY (SELECT '%s' AS a) TO '%s'".formatted(SECRET, outside.resolve("secret.parquet")));
      execute(duckDb, "ATTACH '%s' AS d".formatted(outside.resolve("secret.duckdb")));
      execute(duckDb, "CREATE TABLE d.t AS SELECT '%s' AS a".formatted(SECRET));
      execute(duckDb, "DETACH d");
    }
    store = directory.resolve("store");
    other = directory.resolve("other");
    for (Path path : List.of(store, other)) {
      try (Connection connection = connect(path, "?hot=off")) {
        execute(connection, "CREATE TABLE trades AS SELECT 'BTC' AS symbol, 1.5 AS price");
      }
    }
    Files.createSymbolicLink(store.resolve("data/link"), outside);
    Files.createSymbolicLink(store.resolve("data/link.csv"), outside.resolve("secret.csv"));
    keepsOpen = connect(store, "?allowedPaths=" + outside);
  }

  @AfterAll
  static void close() throws SQLException {
    keepsOpen.close();
  }

  private static Connection connect(Path store, String properties) throws SQLException {
    return DriverManager.getConnection("jdbc:polarway:" + store + properties);
  }

  private String attempt(String text) {
    return text.replace("{out}", outside.toString())
        .replace("{store}", store.toString())
        .replace("{other}", other.toString())
        .replace("{relative}", Path.of("").toAbsolutePath().relativize(outside).toString());
  }

  /** One a line: statements, of which at least one must be denied. */
  private static final String ATTEMPTS =
      """
      FROM '{out}/secret.csv'
      FROM '{out}/secret.json'
      FROM '{out}/secret.parquet'
      FROM "{out}/secret.csv"
      SELECT * FROM '{out}/*.csv'
      SELECT * FROM '{relative}/secret.csv'
      SELECT * FROM './{relative}/secret.csv'
      SELECT * FROM 'file:{out}/secret.csv'
      SELECT * FROM 'file://{out}/secret.csv'
      SELECT * FROM '{store}/data/../../outside/secret.csv'
      SELECT * FROM '{store}/data/link/secret.csv'
      SELECT * FROM '{store}/data/link.csv'
      SELECT * FROM '{store}/data/main/../link.csv'
      SELECT * FROM read_csv('{out}/secret.csv')
      SELECT * FROM read_csv_auto('{out}/secret.csv')
      SELECT * FROM read_csv(['{out}/secret.csv', '{out}/secret.csv'])
      SELECT * FROM read_csv('{out}/*.csv')
      SELECT * FROM read_csv('{out}/sec' || 'ret.csv')
      SELECT * FROM read_csv(concat('{out}', '/secret.csv'))
      SELECT * FROM read_csv('{out}/secret.csv', all_varchar = true, header = false)
      SELECT * FROM read_csv('{out}/secret.csv', store_rejects = true)
      SELECT * FROM system.main.read_csv('{out}/secret.csv')
      SELECT * FROM READ_CSV('{out}/secret.csv')
      SELECT * FROM "read_csv"('{out}/secret.csv')
      SELECT * FROM read_single_csv_file('{out}/secret.csv')
      SELECT * FROM read_json('{out}/secret.json')
      SELECT * FROM read_json_auto('{out}/secret.json')
      SELECT * FROM read_json_objects('{out}/secret.json')
      SELECT * FROM read_ndjson('{out}/secret.json')
      SELECT * FROM read_ndjson_auto('{out}/secret.json')
      SELECT * FROM read_ndjson_objects('{out}/secret.json')
      SELECT * FROM read_parquet('{out}/secret.parquet')
      SELECT * FROM parquet_scan('{out}/secret.parquet')
      SELECT * FROM read_single_parquet_file('{out}/secret.parquet')
      SELECT * FROM read_parquet('{out}/*.parquet')
      SELECT * FROM read_parquet('{out}/**')
      SELECT * FROM read_parquet(['{out}/secret.parquet'], filename = true)
      SELECT * FROM parquet_metadata('{out}/secret.parquet')
      SELECT * FROM parquet_schema('{out}/secret.parquet')
      SELECT * FROM parquet_file_metadata('{out}/secret.parquet')
      SELECT * FROM parquet_full_metadata('{out}/secret.parquet')
      SELECT * FROM parquet_kv_metadata('{out}/secret.parquet')
      SELECT * FROM parquet_bloom_probe('{out}/secret.parquet', 'a', 'x')
      SELECT * FROM read_text('{out}/secret.txt')
      SELECT * FROM read_text(['{out}/secret.txt'])
      SELECT * FROM read_text('{out}/*')
      SELECT * FROM read_blob('{out}/secret.txt')
      SELECT * FROM read_blob('{out}/**')
      SELECT * FROM read_text('/etc/passwd')
      SELECT * FROM read_text('/proc/self/environ')
      SELECT * FROM read_text('~/.profile')
      SELECT * FROM read_duckdb('{out}/secret.duckdb')
      SELECT * FROM '{out}/secret.duckdb'
      SELECT * FROM sniff_csv('{out}/secret.csv')
      SELECT * FROM glob('{out}/*')
      SELECT * FROM glob('/*')
      SELECT * FROM glob('{out}')
      SELECT * FROM glob('{store}/*')
      SELECT * FROM glob('{store}/data/../*')
      SELECT * FROM read_blob('{store}/catalog.db')
      SELECT * FROM read_blob('{store}/catalog.db-wal')
      SELECT * FROM read_blob('{store}/*')
      SELECT * FROM read_blob('{store}/data/../catalog.db')
      SELECT * FROM read_blob('{other}/catalog.db')
      SELECT * FROM read_parquet('{other}/data/main/trades/data/*.parquet')
      SELECT * FROM read_text('{other}/data/main/trades/metadata/*.json')
      SELECT (SELECT content FROM read_text('{out}/secret.txt'))
      SELECT * FROM trades, read_text('{out}/secret.txt')
      SELECT * FROM trades POSITIONAL JOIN '{out}/secret.csv'
      SELECT symbol FROM trades UNION ALL SELECT content FROM read_text('{out}/secret.txt')
      WITH x AS (FROM '{out}/secret.csv') FROM x
      WITH x AS MATERIALIZED (SELECT * FROM read_text('{out}/secret.txt')) SELECT * FROM x
      SELECT * FROM trades WHERE EXISTS (FROM read_text('{out}/secret.txt'))
      PIVOT '{out}/secret.csv' ON a USING count(*)
      FROM (SUMMARIZE '{out}/secret.csv')
      FROM (DESCRIBE '{out}/secret.csv')
      FROM (DESCRIBE SELECT * FROM '{out}/secret.csv')
      FROM query('FROM ''{out}/secret.csv''')
      FROM query('FROM read_te' || 'xt(''{out}/secret.txt'')')
      FROM query_table('{out}/secret.csv')
      FROM query_table(['trades', '{out}/secret.csv'])
      SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM ''{out}/secret.csv'''))
      SELECT * FROM 'http://127.0.0.1:9/x.csv'
      SELECT * FROM read_csv('https://127.0.0.1:9/x.csv')
      SELECT * FROM read_parquet('s3://bucket/x.parquet')
      SELECT * FROM read_parquet('gs://bucket/x.parquet')
      SELECT * FROM read_parquet('hf://datasets/x/y.parquet')
      SELECT * FROM read_text('azure://container/x')
      SELECT * FROM enable_logging(storage = 'file', storage_path = '{out}/log')
      SELECT * FROM enable_profiling(save_location = '{out}/profile.json')
      SELECT getenv('HOME')
      SELECT * FROM sqlite_scan('{other}/catalog.db', 'iceberg_tables')
      SELECT * FROM iceberg_scan('{other}/data/main/trades')
      SELECT * FROM postgres_scan('host=127.0.0.1', 'public', 't')
      SELECT load_extension('{out}/x')
      INSERT INTO trades SELECT a, 1 FROM '{out}/secret.csv'
      INSERT INTO trades FROM '{out}/secret.csv' SELECT a, 1
      CREATE TABLE stolen AS SELECT * FROM read_text('{out}/secret.txt')
      CREATE TABLE stolen AS FROM '{out}/secret.csv'
      CREATE TABLE d (a VARCHAR DEFAULT (SELECT content FROM read_text('{out}/secret.txt'))); INSERT INTO d DEFAULT VALUES; FROM d
      CREATE VIEW v AS SELECT * FROM read_text('{out}/secret.txt'); FROM v
      CREATE TEMP VIEW v AS FROM '{out}/secret.csv'; FROM v
      CREATE TEMP TABLE t AS FROM '{out}/secret.csv'; FROM t
      CREATE MACRO m(p) AS TABLE FROM read_text(p); FROM m('{out}/secret.txt')
      CREATE TEMP MACRO m(p) AS TABLE FROM read_text(p); FROM m('{out}/secret.txt')
      CREATE TEMP MACRO m() AS (SELECT content FROM read_text('{out}/secret.txt')); SELECT m()
      SET VARIABLE p = '{out}/secret.txt'; FROM read_text(getvariable('p'))
      PREPARE p AS FROM read_text('{out}/secret.txt'); EXECUTE p
      COPY trades TO '{out}/written.csv'
      COPY trades TO '{store}/data/written.csv'
      COPY (SELECT 1) TO '{out}/written.parquet' (FORMAT parquet)
      COPY (FROM '{out}/secret.csv') TO '{store}/data/copied.csv'
      COPY trades FROM '{out}/secret.csv'
      COPY FROM DATABASE memory TO x
      EXPLAIN ANALYZE COPY (SELECT 1) TO '{out}/written.csv'
      EXPLAIN ANALYZE SELECT * FROM read_text('{out}/secret.txt')
      WITH x AS (COPY (SELECT 1) TO '{out}/written.csv') FROM x
      EXPORT DATABASE '{out}/written'
      IMPORT DATABASE '{out}'
      ATTACH '{out}/secret.duckdb' AS d; FROM d.t
      ATTACH '{out}/written.duckdb'
      ATTACH '{store}/data/written.duckdb'
      ATTACH '{store}/catalog.db' (TYPE sqlite)
      ATTACH 'http://127.0.0.1:9/x.duckdb' AS d
      DETACH memory
      INSTALL httpfs
      FORCE INSTALL httpfs FROM 'http://127.0.0.1:9'
      LOAD httpfs
      LOAD '{out}/x.duckdb_extension'
      CREATE SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')
      SET enable_external_access = true
      SET allowed_directories = ['{out}']
      SET allowed_paths = ['{out}/secret.csv']
      SET lock_configuration = false
      SET temp_directory = '{out}'
      SET home_directory = '{out}'
      SET extension_directory = '{out}'
      SET secret_directory = '{out}'
      SET custom_extension_repository = 'http://127.0.0.1:9'
      SET autoinstall_known_extensions = true
      SET profiling_output = '{out}/profile.json'
      SET profile_output = '{out}/profile.json'
      SET log_query_path = '{out}/log.sql'
      SET enable_logging = true
      SET logging_storage = 'file'
      SET file_search_path = '{out}'
      SET http_proxy = '127.0.0.1:9'
      SET threads = 1
      SET GLOBAL enable_external_access = true
      RESET lock_configuration
      RESET ALL
      PRAGMA enable_profiling
      PRAGMA profiling_output = '{out}/profile.json'
      CALL enable_logging()
      CALL pragma_database_size()
      """;

  @Test
  void noAttemptReachesAnything() throws Exception {
    List<String> attempts = ATTEMPTS.lines().toList();
    Set<String> before = files();
    List<String> allowed = new ArrayList<>();
    try (Connection connection = connect(store, "")) {
      for (String attempt : attempts) {
        String outcome = outcome(connection, attempt(attempt));
        if (outcome != null) {
          allowed.add(attempt + "\n    " + outcome);
        }
      }
      assertThat(rows(connection, "SELECT symbol FROM trades")).containsExactly("BTC");
    }
    assertThat(attempts).hasSizeGreaterThanOrEqualTo(96);
    assertThat(allowed).as("of %d attempts", attempts.size()).isEmpty();
    assertThat(files()).isEqualTo(before);
  }

  /** One a line: the store's own files, past its tables. */
  private static final String ATTEMPTS_ON_DATA =
      """
      FROM '{file}'
      FROM "{file}"
      FROM '{store}/data/main/trades/data/*.parquet'
      FROM '{store}/data/**/*.parquet'
      FROM '{store}/*/main/trades/data/*.parquet'
      FROM '{store}/d[a]ta/main/trades/data/*.parquet'
      FROM '{up}/**/*.parquet'
      FROM '{store}/data/../data/main/trades/data/*.parquet'
      FROM 'file://{file}'
      FROM '{linked}/main/trades/data/*.parquet'
      FROM '{out}/linked.parquet'
      FROM read_parquet($${file}$$)
      FROM read_parquet(e'{escaped}')
      (SELECT symbol FROM '{file}') UNION ALL (SELECT 'x')
      SELECT * FROM trades, '{file}'
      SELECT * FROM trades JOIN '{file}' USING (symbol)
      FROM trades POSITIONAL JOIN '{file}'
      FROM (SELECT 1 WHERE false) t, '{file}'
      WITH x AS (FROM '{file}') FROM x
      SELECT (SELECT max(symbol) FROM '{file}')
      SELECT 1 WHERE false AND EXISTS (FROM '{file}')
      FROM (SUMMARIZE '{file}')
      FROM (DESCRIBE '{file}')
      PIVOT '{file}' ON symbol USING count(*)
      PIVOT trades ON symbol IN (SELECT symbol FROM '{file}') USING count(*)
      FROM read_parquet('{file}')
      FROM parquet_scan('{file}')
      FROM system.main.read_parquet('{file}')
      FROM "read_parquet"('{file}')
      FROM read_parquet(['{file}', '{file}'], filename = true)
      FROM read_parquet('{file}', schema = MAP {1: {'name': 'a', 'type': 'VARCHAR', 'default_value': NULL}})
      FROM read_parquet('{start}' || '{end}')
      FROM read_parquet(concat('{start}', '{end}'))
      FROM read_parquet(list_transform(['{end}'], lambda x: '{start}' || x))
      FROM read_parquet(reverse('{reversed}'))
      FROM read_parquet(CASE WHEN random() < 0 THEN '{file}' ELSE '{out}/secret.parquet' END)
      FROM read_parquet(CASE WHEN current_setting('allowed_directories')::VARCHAR LIKE '%data%' THEN '{file}' ELSE '{out}/secret.parquet' END)
      FROM read_parquet(CASE WHEN current_date IS NOT NULL THEN '{file}' ELSE '{out}/secret.parquet' END)
      FROM read_single_parquet_file('{file}')
      FROM parquet_metadata('{file}')
      FROM parquet_schema('{file}')
      FROM parquet_file_metadata('{file}')
      FROM parquet_full_metadata('{file}')
      FROM parquet_kv_metadata('{file}')
      FROM parquet_bloom_probe('{file}', 'symbol', 'BTC')
      FROM read_blob('{file}')
      FROM read_text('{store}/data/main/trades/metadata/*.json')
      FROM read_json('{store}/data/main/trades/metadata/*.json')
      FROM read_ndjson_objects('{store}/data/main/trades/metadata/*.json')
      FROM read_csv('{file}', delim = '', header = false, auto_detect = false, columns = {'a': 'VARCHAR'})
      FROM sniff_csv('{metadata}')
      FROM sniff_csv('{metadata}', sample_size = 10)
      FROM trades, sniff_csv('{metadata}')
      FROM sniff_csv('{store}/data' || '{rest}')
      FROM query('FROM sniff_csv(''{metadata}'')')
      FROM query('FROM sni' || 'ff_csv(''{metadata}'')')
      FROM glob('{store}/data/*')
      FROM glob('{file}')
      FROM glob('{store}/data/main/*')
      FROM query('FROM ''{file}''')
      FROM query('FROM query(''FROM "{file}"'')')
      FROM query('FROM read_parquet(' || chr(39) || '{file}' || chr(39) || ')')
      FROM query('FROM read_parquet(CASE WHEN ran' || 'dom() < 0 THEN ''{file}'' ELSE ''{out}/secret.parquet'' END)')
      FROM query_table('{file}')
      FROM query_table(['{file}'])
      FROM histogram_values('{file}', price)
      FROM json_execute_serialized_sql(json_serialize_sql('FROM ''{file}'''))
      FROM json_execute_serialized_sql(json_serialize_sql('FROM read_parquet(CASE WHEN random() < 0 THEN ''{file}'' ELSE ''{out}/secret.parquet'' END)'))
      INSERT INTO trades SELECT symbol, price FROM read_parquet('{file}')
      INSERT INTO trades FROM '{file}'
      CREATE TABLE stolen AS FROM '{file}'
      CREATE TABLE stolen AS SELECT * FROM read_blob('{file}')
      CREATE TABLE e (a VARCHAR DEFAULT (SELECT max(symbol) FROM '{file}')); INSERT INTO e DEFAULT VALUES
      EXPLAIN FROM '{file}'
      EXPLAIN ANALYZE FROM read_parquet('{file}')
      CREATE TEMP VIEW v AS FROM '{file}'; FROM v
      CREATE TEMP TABLE t AS FROM '{file}'; FROM t
      CREATE TEMP TABLE t (a VARCHAR); INSERT INTO t SELECT symbol FROM '{file}'
      CREATE TEMP TABLE t AS SELECT '' AS a; UPDATE t SET a = (SELECT max(symbol) FROM '{file}')
      CREATE TEMP TABLE t AS SELECT '' AS a; DELETE FROM t WHERE a IN (SELECT symbol FROM '{file}')
      CREATE TEMP MACRO m(p) AS TABLE FROM read_parquet(p); FROM m('{file}')
      CREATE TEMP MACRO m(p) AS TABLE FROM read_parquet(p); CREATE TEMP MACRO n(p) AS TABLE FROM m(p || '{end}'); FROM n('{start}')
      CREATE TEMP MACRO m(p := '{file}') AS TABLE FROM read_parquet(p); FROM m()
      CREATE TEMP MACRO m() AS (SELECT max(symbol) FROM '{file}'); SELECT m()
      CREATE TEMP MACRO m() AS '{file}'; FROM read_parquet(m())
      CREATE TEMP MACRO m(a, b) AS CASE WHEN random() < 0 THEN a ELSE b END; FROM read_parquet(m('{file}', '{out}/secret.parquet'))
      CREATE TEMP MACRO m() AS CASE WHEN random() < 0 THEN '{file}' ELSE '{out}/secret.parquet' END; FROM read_parquet(m())
      CREATE TEMP MACRO n() AS TABLE FROM read_parquet(m()); CREATE TEMP MACRO m() AS CASE WHEN random() < 0 THEN '{file}' ELSE '{out}/secret.parquet' END; FROM n()
      CREATE TEMP MACRO m(p := CASE WHEN random() < 0 THEN '{file}' ELSE '{out}/secret.parquet' END) AS p; FROM read_parquet(m())
      CREATE TEMP MACRO m(a) AS TABLE FROM query(a); FROM m('FROM ''{file}''')
      CREATE TEMP MACRO m(a) AS TABLE FROM query_table(a); FROM m('{file}')
      CREATE TEMP MACRO m(a) AS TABLE FROM sniff_csv(a); FROM m('{metadata}')
      SET VARIABLE p = '{file}'; FROM read_parquet(getvariable('p'))
      SET VARIABLE p = ['{file}']; FROM read_parquet(getvariable('p'))
      SET VARIABLE p = {'a': '{file}'}; FROM read_parquet(getvariable('p').a)
      SET VARIABLE p = (SELECT '{start}' || '{end}'); FROM query_table(getvariable('p'))
      SET VARIABLE p = '{out}/secret.parquet'; CREATE TEMP VIEW v AS FROM read_parquet(getvariable('p')); SET VARIABLE p = '{file}'; FROM v
      SET VARIABLE p = 'FROM ''{file}'''; FROM query(getvariable('p'))
      SET VARIABLE p = (SELECT symbol FROM '{file}')
      CREATE TEMP TABLE names AS SELECT '{file}' AS f; SET VARIABLE p = (SELECT f FROM names); FROM read_parquet(getvariable('p'))
      CREATE TEMP TABLE names AS SELECT '{file}' AS f; FROM names, read_parquet(f)
      CREATE TEMP TABLE names AS SELECT '{file}' AS f; FROM read_parquet((SELECT f FROM names))
      CREATE TEMP TABLE names AS SELECT '{file}' AS f; SELECT (SELECT count(*) FROM read_parquet(f)) FROM names
      CREATE TEMP SEQUENCE s; FROM read_parquet(CASE WHEN nextval('s') > 1 THEN '{file}' ELSE '{out}/secret.parquet' END)
      """;

  @Test
  void theStoresOwnFilesAreReadThroughTablesOnly() throws Exception {
    Files.createSymbolicLink(directory.resolve("linked"), store.resolve("data"));
    Path file = fileBelow(store.resolve("data/main/trades/data"), ".parquet");
    Path linked = Files.createSymbolicLink(outside.resolve("linked.parquet"), file);
    String path = file.toString();
    int middle = path.length() / 2;
    Path metadata = fileBelow(store.resolve("data/main/trades/metadata"), ".json");
    Set<String> before = files();
    List<String> allowed = new ArrayList<>();
    List<String> attempts = ATTEMPTS_ON_DATA.lines().toList();
    for (String attempt : attempts) {
      boolean keepsObjects = attempt.contains(" TEMP ") || attempt.contains("VARIABLE");
      Connection connection = keepsObjects ? connect(store, "?allowedPaths=" + outside) : keepsOpen;
      try {
        String text =
            attempt
                .replace("{file}", path)
                .replace("{up}", directory.toString())
                .replace("{linked}", directory.resolve("linked").toString())
                .replace("{escaped}", path.replace(".", "\\x2e"))
                .replace("{start}", path.substring(0, middle))
                .replace("{end}", path.substring(middle))
                .replace("{reversed}", new StringBuilder(path).reverse())
                .replace("{metadata}", metadata.toString())
                .replace("{rest}", metadata.toString().substring((store + "/data").length()));
        String outcome = outcome(connection, attempt(text));
        boolean isUnknownToEngine = outcome != null && outcome.startsWith("42000: ");
        if (outcome != null && !isUnknownToEngine) {
          allowed.add(attempt + "\n    " + outcome);
        }
      } finally {
        if (keepsObjects) {
          connection.close();
        }
      }
    }
    assertThat(rows(keepsOpen, "SELECT symbol FROM trades")).containsExactly("BTC");
    assertThat(attempts).hasSizeGreaterThanOrEqualTo(90);
    assertThat(allowed).as("of %d attempts", attempts.size()).isEmpty();
    assertThat(files()).isEqualTo(before);
    Files.delete(linked);
  }

  private static Path fileBelow(Path directory, String suffix) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(path -> path.toString().endsWith(suffix)).findFirst().orElseThrow();
    }
  }

  @Test
  void parametersDoNotReachTheStoresFiles() throws Exception {
    String path = fileBelow(store.resolve("data/main/trades/data"), ".parquet").toString();
    try (Connection connection = connect(store, "?allowedPaths=" + outside)) {
      for (String sql :
          List.of(
              "FROM read_parquet(?)",
              "FROM read_parquet([?])",
              "FROM read_parquet($1)",
              "FROM glob(? || '')",
              "FROM trades, read_blob(?)",
              "FROM query_table(?)",
              "FROM query('FROM ''' || ? || '''')",
              "FROM query('FROM ' || '''' || $1 || '''')",
              "FROM parquet_metadata(coalesce(?, 'x'))",
              "INSERT INTO trades FROM read_parquet(?)",
              "CREATE TABLE stolen AS FROM read_parquet(?)")) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          statement.setString(1, path);
          assertDenied(sql, statement::execute);
          if (sql.startsWith("FROM")) {
            assertDenied(sql, statement::getMetaData);
          }
        }
      }
    }
  }

  private static void assertDenied(String sql, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .as(sql)
        .hasMessageContaining("allowedPaths")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("42501");
  }

  @Test
  void allowedFilesAreReadBesideTemporaryObjects() throws Exception {
    try (Connection connection = connect(store, "?allowedPaths=" + outside)) {
      for (String sql :
          List.of(
              "CREATE TEMP MACRO file(name) AS '{out}/' || name",
              "CREATE TEMP MACRO content(p := '{out}/secret.txt') AS TABLE FROM read_text(p)",
              "SET VARIABLE name = 'secret.csv'",
              "SET VARIABLE many = ['{out}/secret.csv', '{out}/secret.parquet']",
              "CREATE TEMP TYPE mood AS ENUM ('a', 'b')",
              "CREATE TEMP TABLE kept (m mood, n INTEGER[], s STRUCT(a INTEGER, b VARCHAR))",
              "CREATE TEMP VIEW over AS SELECT a FROM read_csv(file(getvariable('name')))",
              "CREATE TEMP VIEW again AS FROM over, trades",
              "CREATE TEMP TABLE copied AS FROM again")) {
        execute(connection, attempt(sql));
      }
      for (String sql :
          List.of(
              "SELECT a FROM over",
              "SELECT a FROM again",
              "SELECT a FROM copied",
              "SELECT content FROM content()",
              "SELECT content FROM content(p := file('secret.txt')), trades",
              "SELECT DISTINCT a FROM read_csv(getvariable('many')[1:1]), trades",
              "FROM trades t POSITIONAL JOIN (FROM over) SELECT a",
              "SELECT a FROM query('FROM read_csv(''{out}/secret.csv'')')",
              "SELECT a FROM '{out}/secret.csv', trades WHERE now() > '2000-01-01'",
              "SELECT a FROM over WHERE random() < 2")) {
        assertThat(rows(connection, attempt(sql))).as(sql).containsExactly(SECRET);
      }
      String sniffed = "SELECT \"Columns\"[1].name FROM sniff_csv('{out}/secret.csv')";
      assertThat(rows(connection, attempt(sniffed))).containsExactly("a");
    }
  }

  /** Null when it was denied in the proper way. */
  private static @Nullable String outcome(Connection connection, String attempt) {
    StringBuilder read = new StringBuilder();
    try {
      for (String sql : attempt.split("; ")) {
        try (Statement statement = connection.createStatement()) {
          if (statement.execute(sql)) {
            read.append(rows(statement.getResultSet()));
          }
        }
      }
      return "gave " + read;
    } catch (SQLException denied) {
      String message = String.valueOf(denied.getMessage());
      boolean tells =
          !"42501".equals(denied.getSQLState())
              || message.contains("allowedPaths")
              || message.contains("setting");
      return DENIALS.contains(denied.getSQLState()) && tells && !message.contains(SECRET)
          ? null
          : denied.getSQLState() + ": " + message;
    }
  }

  /** All files of this test but those of the catalogs and of the tables' metadata. */
  private Set<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      Set<String> names = new TreeSet<>();
      paths
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .filter(name -> !name.contains("catalog.db") && !name.contains("/metadata/"))
          .forEach(names::add);
      return names;
    }
  }

  @Test
  void parametersReachNothingEither() throws Exception {
    try (Connection connection = connect(store, "")) {
      for (String sql :
          List.of(
              "SELECT * FROM read_text(?)",
              "FROM read_text([?])",
              "FROM read_blob(? || '')",
              "SELECT * FROM glob(?)",
              "FROM query('FROM read_text(''' || ? || ''')')",
              "FROM trades POSITIONAL JOIN read_text(?)")) {
        assertThatThrownBy(
                () -> {
                  try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setString(1, outside.resolve("secret.txt").toString());
                    statement.execute();
                  }
                })
            .as(sql)
            .hasMessageContaining("allowedPaths")
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("42501");
      }
    }
  }

  @Test
  void allowedPathsAreRead() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("linkedOutside"), outside);
    String relative = attempt("{relative}");
    for (String allowed : List.of(outside.toString(), link.toString(), relative)) {
      try (Connection connection = connect(store, "?allowedPaths=" + allowed)) {
        for (String sql :
            List.of(
                "FROM '{out}/secret.csv'",
                "FROM \"{out}/secret.csv\"",
                "SELECT a FROM '{out}/*.parquet'",
                "SELECT f.a FROM '{relative}/secret.json' f JOIN trades ON symbol = 'BTC'",
                "SELECT a FROM read_parquet('{out}/secret*.parquet')",
                "SELECT a FROM read_csv('{out}/../outside/sec' || 'ret.csv')",
                "SELECT content FROM read_text('{store}/data/link/secret.txt')",
                "FROM trades POSITIONAL JOIN '{out}/secret.csv' SELECT a",
                "WITH x AS (FROM '{out}/secret.csv') FROM x")) {
          assertThat(rows(connection, attempt(sql))).as(sql).containsExactly(SECRET);
        }
        assertThat(outcome(connection, attempt("FROM read_text('{store}/catalog.db')"))).isNull();
        assertThat(outcome(connection, attempt("COPY trades TO '{out}/written.csv'"))).isNull();
        assertThat(outcome(connection, "FROM '/etc/passwd.csv'")).isNull();
      }
    }
    assertThat(outside.resolve("written.csv")).doesNotExist();
  }

  @Test
  void filesGoIntoTables() throws Exception {
    Path file = outside.resolve("secret.csv");
    try (Connection connection = connect(store, "?allowedPaths=" + file)) {
      execute(connection, attempt("CREATE TABLE copied AS FROM '{out}/secret.csv'"));
      execute(connection, attempt("INSERT INTO copied SELECT a FROM read_csv('{out}/secret.csv')"));
      assertThat(rows(connection, "FROM copied")).containsExactly(SECRET, SECRET);
      assertThat(outcome(connection, attempt("FROM '{out}/secret.json'"))).isNull();
    }
  }

  @Test
  void aStoreIsNeverAllowed() throws Exception {
    Path nested = directory.resolve("above/deep/nested");
    connect(nested, "").close();
    for (Path path :
        List.of(
            other,
            other.resolve("data"),
            nested,
            directory.resolve("above"),
            store,
            directory,
            directory.getRoot())) {
      assertThatThrownBy(() -> connect(store, "?allowedPaths=" + path).close())
          .as("%s", path)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("allowedPaths");
    }
    assertThatThrownBy(() -> connect(store, "?allowedPaths=" + directory.resolve("missing")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void noStoreOpensWhereAnotherReads() throws Exception {
    Path read = Files.createDirectory(directory.resolve("read"));
    try (Connection connection = connect(store, "?allowedPaths=" + read)) {
      assertThatThrownBy(() -> connect(read.resolve("new"), ""))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("allowedPaths");
      assertThat(rows(connection, "SELECT 1")).containsExactly("1");
    }
    connect(read.resolve("new"), "").close();
  }

  @AfterEach
  void secretsStayWhereTheyAre() throws IOException {
    assertThat(Files.readString(outside.resolve("secret.txt"), StandardCharsets.UTF_8))
        .isEqualTo(SECRET);
  }
}
