package io.polarway.jdbc.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogOptions;
import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.pruning.FileSelector;
import io.polarway.storage.pruning.SessionRules;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random conditions on files of random values: DuckDB tells which files have rows that fulfil them,
 * and no such file may be left out.
 */
class PruningSoundnessTest {

  private static final int CONDITIONS = Integer.getInteger("polarway.pruning.conditions", 3_000);
  private static final long SEED = Long.getLong("polarway.pruning.seed", System.nanoTime());
  private static final int COMMITS = 3;
  private static final int ROWS = 8;

  @TempDir private static Path store;
  private static Connection oracle;
  private static final List<Case> TABLES = new ArrayList<>();
  private static final RandomConditions RANDOM = new RandomConditions(SEED);

  /** A table, with its files by number. */
  private record Case(String name, TableSnapshot table, Map<Path, Integer> numbers) {}

  @BeforeAll
  static void createTables() throws SQLException {
    System.out.println("PruningSoundnessTest: -Dpolarway.pruning.seed=" + SEED);
    try (Connection connection =
            DriverManager.getConnection("jdbc:polarway:" + store + "?hot=off&upkeep=off");
        Statement statement = connection.createStatement()) {
      for (int t = 0; t < RandomConditions.PARTITIONINGS.size(); t++) {
        statement.execute(
            "CREATE TABLE t%d (%s) %s"
                .formatted(t, RandomConditions.COLUMNS, RandomConditions.PARTITIONINGS.get(t)));
        for (int commit = 0; commit < COMMITS; commit++) {
          statement.execute("INSERT INTO t%d VALUES %s".formatted(t, RANDOM.rows(ROWS)));
        }
      }
    }
    oracle = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    CatalogOptions options = new CatalogOptions(true, false, Duration.ofSeconds(10));
    try (Catalog catalog = Catalog.open(store, options);
        Statement statement = oracle.createStatement()) {
      for (TableSnapshot table : catalog.snapshot().tables()) {
        Map<Path, Integer> numbers = new HashMap<>();
        table.files().forEach(file -> numbers.put(file.path(), numbers.size()));
        String sources =
            numbers.entrySet().stream()
                .map(
                    file ->
                        "SELECT *, %d AS file FROM read_parquet('%s', hive_partitioning = false)"
                            .formatted(file.getValue(), file.getKey()))
                .collect(Collectors.joining(" UNION ALL "));
        statement.execute("CREATE TABLE " + table.name().name() + " AS " + sources);
        TABLES.add(new Case(table.name().name(), table, numbers));
      }
    }
  }

  @AfterAll
  static void close() throws SQLException {
    oracle.close();
  }

  @Test
  void noFileWithARowThatIsAskedForIsLeftOut() throws SQLException, SqlSyntaxException {
    int failed = 0;
    int pruned = 0;
    long filesOfAll = 0;
    long filesSelected = 0;
    String zone = "UTC";
    for (int n = 0; n < CONDITIONS; n++) {
      if (n % 50 == 0) {
        zone = RANDOM.any(RandomConditions.ZONES);
        try (Statement statement = oracle.createStatement()) {
          statement.execute("SET TimeZone = '" + zone + "'");
        }
      }
      Case table = RANDOM.any(TABLES);
      RandomConditions.Predicate predicate = RANDOM.predicate(2);
      String sql = "SELECT DISTINCT file FROM " + table.name + " WHERE " + predicate.sql();
      Set<Integer> needed = needed(sql, predicate.parameters());
      if (needed == null) {
        failed++;
        continue;
      }
      SqlStatement.Query query = (SqlStatement.Query) SqlParser.parse(sql);
      List<StoredFile> files = table.table.files();
      List<StoredFile> selected =
          FileSelector.select(
                  files,
                  table.table.definition(),
                  requireNonNull(query.tables()).get(0).conditions().stream()
                      .map(TableCondition::condition)
                      .toList(),
                  predicate.parameters(),
                  SessionRules.of(Map.of("TimeZone", zone), false))
              .files();
      Set<Integer> numbers = new TreeSet<>();
      selected.forEach(file -> numbers.add(table.numbers.get(file.path())));
      assertThat(numbers)
          .as("%s in %s with %s, seed %d", sql, zone, predicate.parameters(), SEED)
          .containsAll(needed);
      filesOfAll += files.size();
      filesSelected += selected.size();
      pruned += selected.size() < files.size() ? 1 : 0;
    }
    System.out.printf(
        "%d conditions, %d not accepted by DuckDB, %d pruned, %d of %d files%n",
        CONDITIONS, failed, pruned, filesSelected, filesOfAll);
    assertThat(failed).isLessThan(CONDITIONS / 4);
    assertThat(pruned).isGreaterThan(CONDITIONS / 4);
  }

  /** The files with rows that fulfil the condition; null when DuckDB does not accept it. */
  private static @Nullable Set<Integer> needed(String sql, List<Object> parameters) {
    try (PreparedStatement statement = oracle.prepareStatement(sql)) {
      for (int p = 0; p < parameters.size(); p++) {
        statement.setObject(p + 1, parameters.get(p));
      }
      Set<Integer> files = new TreeSet<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          files.add(result.getInt(1));
        }
      }
      return files;
    } catch (SQLException e) {
      return null;
    }
  }
}
