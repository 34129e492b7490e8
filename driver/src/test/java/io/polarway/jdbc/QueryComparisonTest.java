package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every form of DuckDB's SELECT gives DuckDB's answer: labels, values, and their order. */
class QueryComparisonTest {

  private static final String FAILED = "failed: ";

  @Test
  void everyQueryGivesDuckDbsAnswer() throws Exception {
    List<String> queries = statements("comparison-queries.sql");
    List<String> differences = new ArrayList<>();
    try (Connection ours = TestStore.temporary();
        Connection theirs = duckDb()) {
      for (String table : statements("comparison-tables.sql")) {
        TestStore.execute(ours, table);
        TestStore.execute(theirs, table);
      }
      for (String query : queries) {
        String expected = answer(theirs, query);
        String actual = expected.startsWith(FAILED) ? "not asked" : answer(ours, query);
        if (!actual.equals(expected)) {
          differences.add(query + "\n    DuckDB: " + expected + "\n    here:   " + actual);
        }
      }
    }
    assertThat(queries).hasSizeGreaterThanOrEqualTo(300);
    assertThat(differences).as("%d queries", queries.size()).isEmpty();
  }

  private static Connection duckDb() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    TestStore.execute(connection, "ATTACH ':memory:' AS polarway");
    TestStore.execute(connection, "USE polarway");
    return connection;
  }

  /** A statement a line, or more lines of which all but the first begin with a blank. */
  private static List<String> statements(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(QueryComparisonTest.class.getResourceAsStream("sql/" + resource))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n(?! )")).filter(line -> !line.isBlank()).toList();
    }
  }

  private static String answer(Connection connection, String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      List<String> labels = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        labels.add(label(rows.getMetaData().getColumnLabel(i)));
      }
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(shown(rows.getObject(i)));
        }
        lines.add(String.join("|", values));
      }
      if (!query.toUpperCase(Locale.ROOT).contains("ORDER BY")) {
        Collections.sort(lines);
      }
      return labels + " " + lines;
    } catch (SQLException | RuntimeException e) {
      return FAILED + e.getMessage();
    }
  }

  /**
   * A label, but for those that show tables: there the user's own words stand where DuckDB writes
   * its own.
   */
  private static String label(String label) {
    return label.contains("FROM ") ? "a query" : label.replace("\"temp\".main.", "polarway.main.");
  }

  /** A value as text, the same for the classes that the two drivers have for a type. */
  private static String shown(@Nullable Object value) throws SQLException {
    if (value instanceof Double number) {
      return "%.9g".formatted(number);
    }
    if (value instanceof LocalTime time) {
      return Time.valueOf(time).toString();
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Array array) {
      return shown(Arrays.asList((Object[]) array.getArray()));
    }
    if (value instanceof Struct struct) {
      return "(" + shown(Arrays.asList(struct.getAttributes())) + ")";
    }
    if (value instanceof Object[] array) {
      return shown(Arrays.asList(array));
    }
    if (value instanceof Blob blob) {
      return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        sorted.put(shown(entry.getKey()), shown(entry.getValue()));
      }
      return sorted.toString();
    }
    if (value instanceof List<?> list) {
      List<String> elements = new ArrayList<>();
      for (Object element : list) {
        elements.add(shown(element));
      }
      return elements.stream().collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }
}
