package io.polarway.jdbc.type;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine itself, asked for what the conversions here have to agree with. */
final class DuckDb implements AutoCloseable {

  private final Connection connection;

  DuckDb(String timeZone) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = '" + timeZone + "'");
    }
  }

  /** The texts that expressions are cast to. */
  List<@Nullable String> texts(List<String> expressions) throws SQLException {
    List<@Nullable String> texts = new ArrayList<>();
    for (int from = 0; from < expressions.size(); from += 200) {
      List<String> part = expressions.subList(from, Math.min(expressions.size(), from + 200));
      String sql =
          "SELECT unnest(["
              + String.join(
                  ", ", part.stream().map(text -> "CAST((" + text + ") AS VARCHAR)").toList())
              + "])";
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }

  /** The text of an expression; null when it fails. */
  @Nullable String textOrNull(String expression) {
    try {
      return texts(List.of(expression)).get(0);
    } catch (SQLException e) {
      return null;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
