package io.polarway.tck.maintenance;

import static io.polarway.tck.maintenance.Sql.execute;
import static io.polarway.tck.maintenance.Sql.number;
import static io.polarway.tck.maintenance.Sql.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.store.DuckDbView;
import io.polarway.tck.store.IcebergView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random tables of all types have the same rows, bit for bit, before and after OPTIMIZE and VACUUM;
 * also as Iceberg and DuckDB see them.
 */
class SameRowsTest {

  private static final long SEED = Long.getLong("polarway.maintenance.seed", System.nanoTime());
  private static final int TABLES = 16;

  /** Each column, and an expression for its value in row {@code i}. */
  private static final List<String[]> COLUMNS =
      List.of(
          new String[] {"flag", "BOOLEAN", "h % 2 = 0"},
          new String[] {"tiny", "TINYINT", "(h % 256)::INT - 128"},
          new String[] {"small", "SMALLINT", "(h % 65536)::INT - 32768"},
          new String[] {"number", "INTEGER", "(h % 1000)::INT - 500"},
          new String[] {"big", "BIGINT", "(h % 9223372036854775807)::BIGINT - i"},
          new String[] {"money", "DECIMAL(12, 2)", "(h % 100000)::INT / 100"},
          new String[] {"wide", "DECIMAL(38, 5)", "(h::HUGEINT * 1000000007)::DECIMAL(38, 5)"},
          new String[] {
            "single",
            "REAL",
            "CASE h % 9 WHEN 0 THEN 'NaN' WHEN 1 THEN '-0.0' WHEN 2 THEN '-inf' ELSE (h %"
                + " 977)::VARCHAR END::REAL"
          },
          new String[] {
            "real",
            "DOUBLE",
            "CASE h % 9 WHEN 0 THEN 'NaN' WHEN 1 THEN '-0.0' WHEN 2 THEN '0.0' WHEN 3 THEN 'inf'"
                + " ELSE (h % 9973 / 7)::VARCHAR END::DOUBLE"
          },
          new String[] {"code", "CHAR(3)", "'c' || h % 10"},
          new String[] {"name", "VARCHAR(40)", "'näme ' || h % 100 || repeat('x', (h % 20)::INT)"},
          new String[] {"note", "VARCHAR", "md5(h::VARCHAR)"},
          new String[] {"bytes", "BLOB", "unhex(md5(h::VARCHAR))"},
          new String[] {"born", "DATE", "DATE '2025-11-01' + (h % 120)::INT"},
          new String[] {"hour", "TIME", "TIME '00:00:00' + INTERVAL (h % 86400) SECOND"},
          new String[] {"at", "TIMESTAMP", "TIMESTAMP '2026-02-01' + INTERVAL (h % 4000) MINUTE"},
          new String[] {
            "seen",
            "TIMESTAMP WITH TIME ZONE",
            "TIMESTAMPTZ '2026-02-01 00:00:00+00' + INTERVAL (h % 4000) MINUTE"
          },
          new String[] {"id", "UUID", "md5(h::VARCHAR)::UUID"});

  private static final List<String> PARTITIONINGS =
      List.of(
          "",
          "PARTITIONED BY (day(at))",
          "PARTITIONED BY (hour(seen))",
          "PARTITIONED BY (month(born), flag)",
          "PARTITIONED BY (year(at), bucket(3, id))",
          "PARTITIONED BY (truncate(200, number))",
          "PARTITIONED BY (truncate(2, name))",
          "PARTITIONED BY (code)",
          "PARTITIONED BY (bucket(4, big), month(seen))");

  @TempDir private Path directory;
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void rowsAreTheSameBeforeAndAfter() throws SQLException, IOException {
    System.out.println("polarway.maintenance.seed=" + SEED);
    try (Connection connection =
        DriverManager.getConnection("jdbc:polarway:" + directory + "?hot=off&upkeep=off")) {
      for (int i = 0; i < TABLES; i++) {
        check(connection, "t" + i, PARTITIONINGS.get(i % PARTITIONINGS.size()));
      }
    }
  }

  private void check(Connection connection, String table, String partitioning)
      throws SQLException, IOException {
    execute(connection, create(table, partitioning));
    for (int insert = 2 + random.nextInt(4); insert > 0; insert--) {
      execute(connection, insert(table));
    }
    List<String> before = sorted(connection, table);
    execute(connection, "OPTIMIZE " + table);
    assertThat(sorted(connection, table)).as(table + " after OPTIMIZE").isEqualTo(before);
    assertThat(rows(connection, "OPTIMIZE " + table)).as("a second OPTIMIZE").isEmpty();
    execute(
        connection,
        "CALL polarway.vacuum('%s', older_than => INTERVAL '0 seconds')".formatted(table));
    assertThat(sorted(connection, table)).as(table + " after VACUUM").isEqualTo(before);

    List<Path> files = IcebergView.filesOf(directory, "main", table);
    assertThat(files)
        .as("a file for each partition, and no other")
        .containsExactlyInAnyOrderElementsOf(filesOf(table))
        .doesNotHaveDuplicates();
    assertThat(files.stream().map(Path::getParent).distinct()).hasSameSizeAs(files);
    try (Connection duckDb = DuckDbView.open()) {
      DuckDbView.createView(duckDb, table, files);
      assertThat(number(duckDb, "SELECT count(*) FROM " + table)).isEqualTo(before.size());
    }
  }

  private String create(String table, String partitioning) {
    String columns =
        COLUMNS.stream()
            .map(column -> column[0] + " " + column[1])
            .collect(Collectors.joining(", "));
    String order = "";
    if (random.nextInt(3) > 0) {
      List<String> fields = new ArrayList<>();
      for (String[] column : COLUMNS) {
        if (random.nextInt(5) == 0) {
          fields.add(
              column[0]
                  + (random.nextBoolean() ? " DESC" : "")
                  + (random.nextBoolean() ? " NULLS FIRST" : ""));
        }
      }
      order = fields.isEmpty() ? "" : " SORTED BY (" + String.join(", ", fields) + ")";
    }
    return "CREATE TABLE %s (%s) %s%s WITH (\"rest-level\" = 9)"
        .formatted(table, columns, partitioning, order);
  }

  private String insert(String table) {
    int seed = random.nextInt(1_000_000);
    String values =
        COLUMNS.stream()
            .map(
                column ->
                    "CASE WHEN hash(i, '%s') %% 10 = 0 THEN NULL ELSE %s END"
                        .formatted(column[0], column[2]))
            .collect(Collectors.joining(", "));
    return "INSERT INTO %s SELECT %s FROM (SELECT i, hash(i) AS h FROM range(%d, %d) AS r(i))"
        .formatted(table, values, seed, seed + 1 + random.nextInt(1_500));
  }

  private static List<String> sorted(Connection connection, String table) throws SQLException {
    List<String> rows = rows(connection, "SELECT * FROM " + table);
    rows.sort(null);
    return rows;
  }

  private List<Path> filesOf(String table) throws IOException {
    try (var paths = Files.walk(directory.resolve("data/main/" + table + "/data"))) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
