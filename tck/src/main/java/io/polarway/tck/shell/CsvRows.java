package io.polarway.tck.shell;

import io.polarway.tck.shell.TextRows.TextColumn;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as comma-separated values (RFC 4180): NULL as nothing, an empty text as {@code ""}.
 */
final class CsvRows {

  private static final int ROWS_AT_A_TIME = 1_000;

  private CsvRows() {}

  /** Writes the labels and all rows; returns how many. */
  static long print(TextRows rows, PrintStream out) throws SQLException {
    out.println(line(rows.columns().stream().map(TextColumn::label).toList()));
    long count = 0;
    List<List<@Nullable String>> read;
    do {
      read = rows.next(ROWS_AT_A_TIME);
      for (List<@Nullable String> row : read) {
        out.println(line(row));
      }
      count += read.size();
    } while (read.size() == ROWS_AT_A_TIME);
    out.flush();
    return count;
  }

  private static String line(List<? extends @Nullable String> values) {
    return values.stream().map(CsvRows::field).collect(Collectors.joining(","));
  }

  private static String field(@Nullable String value) {
    if (value == null) {
      return "";
    }
    boolean plain =
        !value.isEmpty()
            && value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }
}
