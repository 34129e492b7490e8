package io.polarway.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random conditions, each asked of a store as it stands, within CASE, which leaves out no file, and
 * of DuckDB over the same rows: three times the same answer.
 */
class PrunedAnswersTest {

  private static final int CONDITIONS = Integer.getInteger("polarway.pruning.answers", 60);
  private static final long SEED = Long.getLong("polarway.pruning.seed", System.nanoTime());
  private static final int COMMITS = 2;
  private static final int ROWS = 8;
  private static final int CONDITIONS_IN_A_ZONE = 10;

  /** One text, so that both drivers show a row alike. */
  private static final String ROW =
      Stream.of("i", "l", "d", "x", "f", "s", "dt", "ts", "tz", "b", "u")
          .map("coalesce(CAST(%s AS VARCHAR), 'NULL')"::formatted)
          .collect(Collectors.joining(" || '|' || "));

  private final RandomConditions random = new RandomConditions(SEED);

  @Test
  void answersArePrunedAndUnprunedThoseOfDuckDb() throws SQLException, IOException {
    System.out.println("PrunedAnswersTest: -Dpolarway.pruning.seed=" + SEED);
    List<String> tables = new ArrayList<>();
    int accepted = 0;
    int leavesOut = 0;
    try (Connection store =
            DriverManager.getConnection("jdbc:polarway:?hot=off&upkeep=off&cache=off");
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String partitioning : RandomConditions.PARTITIONINGS) {
        tables.add(create(store, duckDb, "t" + tables.size(), partitioning));
      }
      for (int n = 0; n < CONDITIONS; n++) {
        if (n % CONDITIONS_IN_A_ZONE == 0) {
          String zone = "SET TimeZone = '" + random.any(RandomConditions.ZONES) + "'";
          execute(store, zone);
          execute(duckDb, zone);
        }
        String table = random.any(tables);
        RandomConditions.Predicate predicate = random.predicate(2);
        String all = "SELECT " + ROW + " FROM " + table + " WHERE ";
        String pruned = all + predicate.sql();
        List<String> expected = answerIfAny(duckDb, pruned, predicate.parameters());
        if (expected == null) {
          continue;
        }
        accepted++;
        String unpruned = all + "CASE WHEN " + predicate.sql() + " THEN true ELSE false END";
        for (String sql : List.of(pruned, unpruned)) {
          assertThat(answer(store, sql, predicate.parameters()))
              .as("%s with %s, seed %d", sql, predicate.parameters(), SEED)
              .isEqualTo(expected);
        }
        if (predicate.parameters().isEmpty()) {
          assertThat(readsAllFiles(store, unpruned)).as(unpruned).isTrue();
          leavesOut += readsAllFiles(store, pruned) ? 0 : 1;
        }
      }
    }
    assertThat(accepted).isGreaterThan(CONDITIONS / 2);
    assertThat(leavesOut).isGreaterThan(CONDITIONS / 10);
  }

  private String create(Connection store, Connection duckDb, String name, String partitioning)
      throws SQLException {
    String table = "CREATE TABLE " + name + " (" + RandomConditions.COLUMNS + ")";
    execute(store, table + " " + partitioning);
    execute(duckDb, table);
    for (Connection connection : List.of(store, duckDb)) {
      execute(connection, "SET TimeZone = 'UTC'");
    }
    for (int commit = 0; commit < COMMITS; commit++) {
      String insert = "INSERT INTO " + name + " VALUES " + random.rows(ROWS);
      execute(store, insert);
      execute(duckDb, insert);
    }
    return name;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean readsAllFiles(Connection store, String sql)
      throws SQLException, IOException {
    List<String> json = answer(store, "EXPLAIN (FORMAT json) " + sql, List.of());
    JsonNode table = new ObjectMapper().readTree(json.get(0)).at("/tables/0");
    assertThat(table.path("files_of_all").asInt()).as(sql).isPositive();
    return table.path("files").asInt() == table.path("files_of_all").asInt();
  }

  /** Null when the statement fails. */
  private static @Nullable List<String> answerIfAny(
      Connection connection, String sql, List<Object> parameters) {
    try {
      return answer(connection, sql, parameters);
    } catch (SQLException failed) {
      return null;
    }
  }

  /** The rows in an order of their own. */
  private static List<String> answer(Connection connection, String sql, List<Object> parameters)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet resultSet = statement.executeQuery()) {
        while (resultSet.next()) {
          rows.add(resultSet.getString(resultSet.getMetaData().getColumnCount()));
        }
      }
    }
    Collections.sort(rows);
    return rows;
  }
}
