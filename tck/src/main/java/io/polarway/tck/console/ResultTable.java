package io.polarway.tck.console;

import io.polarway.tck.console.TextTable.Align;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Prints a result set as a table. */
public final class ResultTable {

  /** So many rows share one alignment, and are in memory at a time. */
  private static final int ROWS_PER_TABLE = 1_000;

  private static final int DECIMALS = 4;

  private ResultTable() {}

  /** Prints all rows as the driver gives them as text, NULL as NULL. Returns their number. */
  public static long print(Console console, ResultSet rows) throws SQLException {
    return print(console, rows, false);
  }

  /** As {@link #print}, but with floating point numbers rounded to read well. */
  public static long printRounded(Console console, ResultSet rows) throws SQLException {
    return print(console, rows, true);
  }

  private static long print(Console console, ResultSet rows, boolean rounded) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int columnCount = columns.getColumnCount();
    TextTable table = emptyTable(columns);
    long count = 0;
    while (rows.next()) {
      if (count > 0 && count % ROWS_PER_TABLE == 0) {
        table.print(console.out());
        table = emptyTable(columns);
      }
      List<String> cells = new ArrayList<>(columnCount);
      for (int column = 1; column <= columnCount; column++) {
        cells.add(cell(rows, column, rounded ? columns.getColumnType(column) : Types.VARCHAR));
      }
      table.row(cells);
      count++;
    }
    table.print(console.out());
    return count;
  }

  private static TextTable emptyTable(ResultSetMetaData columns) throws SQLException {
    TextTable table = new TextTable();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      table.column(
          columns.getColumnLabel(column),
          isNumber(columns.getColumnType(column)) ? Align.RIGHT : Align.LEFT);
    }
    return table;
  }

  private static String cell(ResultSet rows, int column, int type) throws SQLException {
    if (type == Types.DOUBLE || type == Types.REAL || type == Types.FLOAT) {
      double number = rows.getDouble(column);
      return rows.wasNull() ? "NULL" : Numbers.fixed(number, DECIMALS);
    }
    if (type == Types.BIGINT) {
      long number = rows.getLong(column);
      return rows.wasNull() ? "NULL" : Numbers.count(number);
    }
    String text = rows.getString(column);
    return text == null ? "NULL" : text;
  }

  private static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }
}
