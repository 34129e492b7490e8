package io.polarway.tck.shell;

import io.polarway.tck.console.ColumnTypes;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a result set as text, some at a time. */
final class TextRows {

  /**
   * A column of the result.
   *
   * @param number whether its values read best to the right
   */
  record TextColumn(String label, boolean number) {}

  private final ResultSet rows;
  private final List<TextColumn> columns = new ArrayList<>();

  TextRows(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData metaData = rows.getMetaData();
    for (int column = 1; column <= metaData.getColumnCount(); column++) {
      columns.add(
          new TextColumn(
              metaData.getColumnLabel(column),
              ColumnTypes.isNumber(metaData.getColumnType(column))));
    }
  }

  List<TextColumn> columns() {
    return columns;
  }

  /** The next rows, fewer than asked for at the end; null stands for NULL. */
  List<List<@Nullable String>> next(int most) throws SQLException {
    List<List<@Nullable String>> read = new ArrayList<>();
    while (read.size() < most && rows.next()) {
      List<@Nullable String> row = new ArrayList<>(columns.size());
      for (int column = 1; column <= columns.size(); column++) {
        row.add(rows.getString(column));
      }
      read.add(row);
    }
    return read;
  }
}
