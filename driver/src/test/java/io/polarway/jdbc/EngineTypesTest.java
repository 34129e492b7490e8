package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every type that the engine has can be read. */
class EngineTypesTest {

  /** The types that are none without others. */
  private static final Map<String, String> WITH_OTHERS =
      Map.of(
          "array", "INTEGER[2]",
          "enum", "ENUM('a', 'b')",
          "list", "INTEGER[]",
          "map", "MAP(VARCHAR, INTEGER)",
          "row", "ROW(a INTEGER)",
          "struct", "STRUCT(a INTEGER)",
          "tuple", "TUPLE(INTEGER, VARCHAR)",
          "union", "UNION(a INTEGER, b VARCHAR)");

  @Test
  void aNullOfEveryType() throws SQLException {
    List<String> failed = new ArrayList<>();
    try (Connection connection = TestStore.temporary()) {
      List<String> types =
          TestStore.rows(connection, "SELECT DISTINCT lower(type_name) FROM duckdb_types()");
      assertThat(types).hasSizeGreaterThan(80);
      for (String type : types) {
        String name = WITH_OTHERS.getOrDefault(type, type.equals("null") ? "\"NULL\"" : type);
        for (String value : List.of("NULL::%s", "[NULL::%s]", "{'a': NULL::%s}")) {
          String query = "SELECT " + value.formatted(name) + " AS v";
          try (Statement statement = connection.createStatement();
              ResultSet result = statement.executeQuery(query)) {
            result.next();
            boolean isNull = value.startsWith("NULL");
            assertThat(result.getObject(1) == null).isEqualTo(isNull);
            assertThat(result.getString(1) == null).isEqualTo(isNull);
            assertThat(result.getMetaData().getColumnTypeName(1)).isNotEmpty();
          } catch (SQLException | AssertionError e) {
            failed.add(query + ": " + e.getMessage());
          }
        }
      }
    }
    assertThat(failed).isEmpty();
  }

  @Test
  void theEnginesOwnSamplesOfAllTypes() throws SQLException {
    try (Connection connection = TestStore.temporary();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM test_all_types()")) {
      int rows = 0;
      for (; result.next(); rows++) {
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          Object value = result.getObject(i);
          String text = result.getString(i);
          assertThat(text == null).isEqualTo(value == null);
        }
      }
      assertThat(rows).isEqualTo(3);
    }
  }

  @Test
  void nanosecondsOfAnInstant() throws SQLException {
    try (Connection connection = TestStore.temporary()) {
      TestStore.execute(connection, "SET TimeZone = 'Europe/Rome'");
      try (Statement statement = connection.createStatement();
          ResultSet result =
              statement.executeQuery(
                  "SELECT v, v::VARCHAR, [v], [v]::VARCHAR FROM (SELECT"
                      + " TIMESTAMPTZ_NS '2026-02-01 00:00:00.123456789+00' AS v)")) {
        result.next();
        assertThat(result.getObject(1)).hasToString("2026-02-01T01:00:00.123456789+01:00");
        assertThat(result.getString(1)).isEqualTo(result.getString(2));
        assertThat(result.getString(3)).isEqualTo(result.getString(4));
        assertThat(result.getTimestamp(1).getNanos()).isEqualTo(123_456_789);
      }
    }
  }
}
