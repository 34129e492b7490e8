package io.polarway.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What analysts ask of tables, in the forms of SQL that DuckDB's users write: its own answers. */
class QuestionsTest {

  /** DuckDB's driver writes a fraction behind whole seconds. */
  private static final Pattern WHOLE_SECONDS = Pattern.compile("(\\d\\d:\\d\\d:\\d\\d)\\.0\\b");

  private static final Pattern EXPLAINED =
      Pattern.compile("(select|with|from|values|pivot|unpivot)\\b", Pattern.CASE_INSENSITIVE);

  /** What can stand behind DESCRIBE. */
  private static final Pattern QUERY =
      Pattern.compile("(select|with|from|values)\\b", Pattern.CASE_INSENSITIVE);

  @Test
  void answersAreThoseOfDuckDb() throws SQLException, IOException {
    try (Connection store = DriverManager.getConnection("jdbc:polarway:?hot=off");
        Connection oracle = DriverManager.getConnection("jdbc:duckdb:")) {
      answer(oracle, "ATTACH ':memory:' AS polarway");
      answer(oracle, "USE polarway");
      for (String table : statements("tables.sql")) {
        answer(store, table);
        answer(oracle, table);
      }
      List<String> questions = statements("questions.sql");
      assertThat(questions).hasSizeGreaterThan(120);
      for (String question : questions) {
        assertThat(answer(store, question)).as(question).isEqualTo(answer(oracle, question));
        if (EXPLAINED.matcher(question).lookingAt()) {
          assertThat(answer(store, "EXPLAIN " + question)).as(question).hasSizeGreaterThan(1);
        }
        if (QUERY.matcher(question).lookingAt()) {
          String described = "DESCRIBE " + question;
          assertThat(answer(store, described)).as(described).isEqualTo(answer(oracle, described));
        }
      }
    }
  }

  /** The labels, and the rows in an order of their own. */
  private static List<String> answer(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return rows;
      }
      try (ResultSet resultSet = statement.getResultSet()) {
        ResultSetMetaData columns = resultSet.getMetaData();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          labels.add(columns.getColumnLabel(i));
        }
        while (resultSet.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= labels.size(); i++) {
            String value = String.valueOf(resultSet.getString(i));
            values.add(WHOLE_SECONDS.matcher(value).replaceAll("$1"));
          }
          rows.add(String.join("|", values));
        }
        Collections.sort(rows);
        rows.add(0, String.join("|", labels));
      }
    }
    return rows;
  }

  private static List<String> statements(String resource) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(QuestionsTest.class.getResourceAsStream(resource))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      List<String> statements = new ArrayList<>();
      for (String statement : text.split(";\\s*(?:\\n|$)", -1)) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
      return statements;
    }
  }
}
