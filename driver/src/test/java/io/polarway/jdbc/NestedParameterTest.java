package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Struct;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays, structs and maps as parameters and in results (JDBC 4.3, chapter 16). */
class NestedParameterTest {

  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    connection = TestStore.temporary();
    TestStore.execute(connection, "CREATE TABLE t (id INTEGER, name VARCHAR)");
    TestStore.execute(connection, "INSERT INTO t SELECT i, 'n' || i FROM range(10) r(i)");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @Test
  void rowsWhoseIdIsInAnArray() throws SQLException {
    for (String condition :
        List.of("id IN (SELECT unnest(?))", "id = ANY(?)", "list_contains(?, id)")) {
      String sql = "SELECT id FROM t WHERE " + condition + " ORDER BY id";
      for (Object ids :
          List.of(
              new int[] {3, 5, 99},
              new Integer[] {3, 5, 99},
              new Object[] {3, 5L, 99},
              List.of(3, 5, 99),
              connection.createArrayOf("INTEGER", new Object[] {3, "5", 99L}),
              connection.createArrayOf("bigint", new Object[] {3, null, 5}))) {
        assertThat(rows(sql, ids)).as(condition + " " + ids).containsExactly("3", "5");
      }
      assertThat(rows(sql, connection.createArrayOf("INTEGER", new Object[0]))).isEmpty();
    }
    assertThat(rows("SELECT count(*) FROM t WHERE list_contains(?, name)", List.of("n1", "n7")))
        .containsExactly("2");
    assertThat(rows("SELECT count(*) FROM t WHERE list_contains(?, name)", List.of()))
        .containsExactly("0");
  }

  @Test
  void elementsKeepTheirTypesAndValues() throws SQLException {
    UUID uuid = new UUID(1, 2);
    check(List.of(true, false), "BOOLEAN[]", "[true, false]");
    check(new byte[][] {{1}, {2, 3}}, "BLOB[]", "['\\\\x01', '\\\\x02\\\\x03']");
    check(new short[] {1}, "SMALLINT[]", "[1]");
    check(List.of((byte) 1, 2, 3L), "BIGINT[]", "[1, 2, 3]");
    check(List.of(1, 2.5), "DOUBLE[]", "[1.0, 2.5]");
    check(List.of(1.5f), "FLOAT[]", "[1.5]");
    check(List.of(new BigDecimal("1.25"), 7), "DECIMAL(12,2)[]", "[1.25, 7.00]");
    check(Arrays.asList("a", null, "NULL"), "VARCHAR[]", "[a, NULL, 'NULL']");
    check(List.of(uuid), "UUID[]", "[" + uuid + "]");
    check(List.of(LocalDate.of(1500, 2, 28)), "DATE[]", "[1500-02-28]");
    check(List.of(java.sql.Date.valueOf("2026-03-29")), "DATE[]", "[2026-03-29]");
    check(List.of(LocalTime.of(1, 2, 3)), "TIME[]", "['01:02:03']");
    check(List.of(LocalDateTime.of(2026, 1, 2, 3, 4, 5)), "TIMESTAMP[]", "['2026-01-02 03:04:05']");
    check(
        List.of(List.of(1, 2), List.of(), Arrays.asList(3, null)),
        "INTEGER[][]",
        "[[1, 2], [], [3, NULL]]");
    check(Map.of("k", List.of(1)), "MAP(VARCHAR, INTEGER[])", "{k=[1]}");
    check(
        connection.createStruct(
            "STRUCT(a INTEGER, \"b c\" VARCHAR[])", new Object[] {"7", new String[] {"x"}}),
        "STRUCT(a INTEGER, \"b c\" VARCHAR[])",
        "{'a': 7, 'b c': [x]}");
    check(
        connection.createArrayOf(
            "STRUCT(a INTEGER, b VARCHAR)", new Object[] {Map.of("a", 1, "b", "x")}),
        "STRUCT(a INTEGER, b VARCHAR)[]",
        "[{'a': 1, 'b': x}]");
    check(
        connection.createArrayOf("INTEGER", new Integer[][] {{1, 2}, {3}}),
        "INTEGER[][]",
        "[[1, 2], [3]]");
  }

  private static void check(Object value, String type, String text) throws SQLException {
    for (int target : new int[] {Types.NULL, Types.OTHER}) {
      try (PreparedStatement query =
          connection.prepareStatement("SELECT typeof(v), v::VARCHAR, v FROM (SELECT ? AS v)")) {
        if (target == Types.NULL) {
          query.setObject(1, value);
        } else {
          query.setObject(1, value, target);
        }
        try (ResultSet result = query.executeQuery()) {
          result.next();
          assertThat(result.getString(1)).isEqualTo(type);
          assertThat(result.getString(2)).isEqualTo(text);
          assertThat(result.getString(3)).isEqualTo(text);
        }
      }
    }
  }

  @Test
  void anArrayThatWasReadCanBeAParameter() throws SQLException {
    List<String> values =
        List.of(
            "[1, NULL]",
            "['a']",
            "[1.25, 2.5]",
            "[DATE '2026-01-01', NULL]",
            "[TIMESTAMPTZ '2026-01-01 00:00:00+00']",
            "[INTERVAL 3 DAY]",
            "[1::HUGEINT]",
            "[[1], NULL]",
            "[{'a': 1, 'b': [2]}]",
            "[MAP {'k': 1}]",
            "[]");
    for (String value : values) {
      try (ResultSet read = connection.createStatement().executeQuery("SELECT " + value)) {
        read.next();
        Array array = read.getArray(1);
        try (PreparedStatement query =
            connection.prepareStatement("SELECT ? IS NOT DISTINCT FROM " + value)) {
          query.setArray(1, array);
          try (ResultSet same = query.executeQuery()) {
            same.next();
            assertThat(same.getBoolean(1)).as(value).isTrue();
          }
        }
      }
    }
  }

  @Test
  void gettersOfNestedValues() throws SQLException {
    try (ResultSet result =
        connection
            .createStatement()
            .executeQuery(
                "SELECT [1, 2] AS l, [{'a': [1], 'b': {'c': 2}}] AS s, MAP {'k': [1]} AS m,"
                    + " {'a': 1, 'b': 'x'} AS st, ['x', NULL] AS texts, NULL::INTEGER[] AS n")) {
      result.next();
      assertThat(result.getObject(1)).isInstanceOf(Array.class);
      assertThat((List<?>) result.getObject(1, List.class)).isEqualTo(List.of(1, 2));
      assertThat(result.getObject(1, Object[].class)).containsExactly(1, 2);
      assertThat(result.getObject(1, int[].class)).containsExactly(1, 2);
      assertThat(result.getObject(5, String[].class)).containsExactly("x", null);
      assertThat(result.getObject(6, Object[].class)).isNull();
      assertThat(result.getArray(6)).isNull();
      Struct first = (Struct) ((Object[]) result.getArray(2).getArray())[0];
      assertThat((Object[]) first.getAttributes()[0]).containsExactly(1);
      assertThat(((Struct) first.getAttributes()[1]).getAttributes()).containsExactly(2);
      assertThat((Map<?, ?>) result.getObject(3, Map.class)).isEqualTo(Map.of("k", List.of(1)));
      assertThat((Map<?, ?>) result.getObject(4, Map.class)).isEqualTo(Map.of("a", 1, "b", "x"));
      assertThat(result.getObject(4, Struct.class).getAttributes()).containsExactly(1, "x");
      try (ResultSet elements = result.getArray(5).getResultSet()) {
        assertThat(TestStore.rows(elements)).containsExactly("1|x", "2|null");
      }
      TestStore.assertFails("22018", () -> result.getObject(5, int[].class));
      TestStore.assertFails("07006", () -> result.getObject(4, Object[].class));
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> result.getArray(1).getArray(Map.of("INTEGER", Long.class))))
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining("type map");
    }
  }

  @Test
  void whatCannotBeBoundIsToldAtOnce() throws SQLException {
    TestStore.assertFails("22023", () -> connection.createArrayOf("FOO", new Object[] {1}))
        .hasMessageContaining("FOO");
    TestStore.assertFails("22023", () -> connection.createArrayOf(null, new Object[0]));
    TestStore.assertFails("22023", () -> connection.createArrayOf("INTEGER", null));
    TestStore.assertFails(
        "22018", () -> connection.createArrayOf("INTEGER", new Object[] {"seven"}));
    TestStore.assertFails("22003", () -> connection.createArrayOf("TINYINT", new Object[] {300}));
    TestStore.assertFails("22023", () -> connection.createStruct("INTEGER", new Object[] {1}))
        .hasMessageContaining("STRUCT");
    TestStore.assertFails(
        "22023", () -> connection.createStruct("STRUCT(a INTEGER)", new Object[] {1, 2}));
    TestStore.assertFails(
        "22023", () -> connection.createArrayOf("INTEGER); DROP TABLE t; --", new Object[] {1}));
    try (PreparedStatement query = connection.prepareStatement("SELECT ?")) {
      TestStore.assertFails("07006", () -> query.setObject(1, List.of(1, "a")))
          .hasMessageContaining("createArrayOf");
      TestStore.assertFails("07006", () -> query.setObject(1, "text", Types.ARRAY));
      List<@Nullable Object> itself = new ArrayList<>();
      itself.add(itself);
      TestStore.assertFails("22023", () -> query.setObject(1, itself));
      query.setArray(1, null);
      try (ResultSet result = query.executeQuery()) {
        result.next();
        assertThat(result.getObject(1)).isNull();
      }
    }
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, 'x')")) {
      TestStore.assertFails("07006", () -> insert.setObject(1, List.of(1)));
    }
    TestStore.assertFails(
        "0A000", () -> TestStore.execute(connection, "CREATE TABLE lists (a INTEGER[])"));
  }

  @Test
  void anInstantKeepsItsTime() throws SQLException {
    OffsetDateTime instant = OffsetDateTime.parse("2026-06-01T12:00:00.123456+02:00");
    try (PreparedStatement query =
        connection.prepareStatement("SELECT list_contains(?, ?), ?[1] = ?")) {
      query.setObject(1, List.of(instant));
      query.setObject(2, instant);
      query.setObject(3, new Object[] {instant.toInstant()});
      query.setObject(4, instant);
      assertThat(TestStore.rows(query.executeQuery())).containsExactly("true|true");
    }
  }

  @Test
  void aMillionElements() throws SQLException {
    int[] numbers = IntStream.range(0, 1_000_000).toArray();
    assertThat(rows("SELECT sum(n) FROM (SELECT unnest(?) AS n)", numbers))
        .containsExactly("499999500000");
  }

  @Test
  void changesTakeArrays() throws SQLException {
    TestStore.execute(connection, "CREATE TABLE c (id INTEGER)");
    TestStore.execute(connection, "INSERT INTO c SELECT i FROM range(10) r(i)");
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM c WHERE id IN (SELECT unnest(?))")) {
      delete.setObject(1, List.of(1, 2));
      assertThat(delete.executeUpdate()).isEqualTo(2);
    }
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO c SELECT unnest(?)")) {
      insert.setArray(1, connection.createArrayOf("INTEGER", new Object[] {20, 21}));
      assertThat(insert.executeUpdate()).isEqualTo(2);
    }
    assertThat(TestStore.rows(connection, "SELECT count(*) FROM c")).containsExactly("10");
  }

  @Test
  void pathsInAnArrayAreDeniedLikeAnyOther(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("secret.csv"), "a\n1\n");
    for (String sql : List.of("SELECT * FROM read_csv(?)", "SELECT * FROM read_text(?)")) {
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setObject(1, List.of(file.toString()));
        TestStore.assertFails("42501", query::executeQuery);
      }
    }
  }

  @Test
  void sameArraysAreAnsweredFromTheCache() throws SQLException {
    String sql = "SELECT count(*) FROM t WHERE list_contains(?, id)";
    assertThat(rows(sql, List.of(1, 2))).containsExactly("2");
    assertThat(rows(sql, List.of(1, 2))).containsExactly("2");
    assertThat(rows(sql, List.of(1))).containsExactly("1");
    assertThat(rows(sql, Collections.nCopies(2, 1L))).containsExactly("1");
  }

  private static List<String> rows(String sql, Object parameter) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setObject(1, parameter);
      try (ResultSet result = query.executeQuery()) {
        return TestStore.rows(result);
      }
    }
  }
}
