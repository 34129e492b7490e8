package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.column.ResultColumn;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of columns by their labels, in any case; the first of several. Not thread-safe. */
final class ColumnLabels {

  private final List<ResultColumn> columns;

  /** By label as it was asked for, so that a label is brought to lower case once. */
  private final Map<String, Integer> asked = new HashMap<>();

  private @Nullable Map<String, Integer> lowerCase;

  ColumnLabels(List<ResultColumn> columns) {
    this.columns = columns;
  }

  int find(@Nullable String label) throws SQLException {
    Integer number = label == null ? null : asked.get(label);
    return number == null ? findNew(label) : number;
  }

  private int findNew(@Nullable String label) throws SQLException {
    Map<String, Integer> all = lowerCase;
    if (all == null) {
      all = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        all.putIfAbsent(columns.get(i).name().toLowerCase(Locale.ROOT), i + 1);
      }
      lowerCase = all;
    }
    Integer number = label == null ? null : all.get(label.toLowerCase(Locale.ROOT));
    if (label == null || number == null) {
      throw SqlErrors.columnLabel(label, columns.stream().map(ResultColumn::name).toList());
    }
    asked.put(label, number);
    return number;
  }
}
