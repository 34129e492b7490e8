package io.polarway.tck.console;

import io.polarway.tck.console.TextTable.Align;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Prints a result set of a few rows as a table. */
public final class ResultTable {

  private static final int DECIMALS = 4;

  private ResultTable() {}

  /** Prints all rows, floating point numbers rounded to read well. Returns the number of rows. */
  public static long printRounded(Console console, ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int columnCount = columns.getColumnCount();
    TextTable table = emptyTable(columns);
    long count = 0;
    while (rows.next()) {
      List<String> cells = new ArrayList<>(columnCount);
      for (int column = 1; column <= columnCount; column++) {
        cells.add(cell(rows, column, columns.getColumnType(column)));
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
          ColumnTypes.isNumber(columns.getColumnType(column)) ? Align.RIGHT : Align.LEFT);
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
}
