package io.polarway.tck.shell;

import io.polarway.tck.console.DisplayText;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.shell.TextRows.TextColumn;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints rows as tables to be read by people, within the limits of a display. */
final class RowPrinter {

  /** So many rows share one alignment, and are in memory at a time. */
  private static final int ROWS_PER_TABLE = 1_000;

  private static final String NULL = "NULL";

  /**
   * What was printed.
   *
   * @param more whether there are rows beyond the limit
   */
  record Printed(long rows, boolean more) {}

  private final Display display;
  private final PrintStream out;
  private final Runnable beforeOutput;

  /**
   * @param beforeOutput called each time before something is printed
   */
  RowPrinter(Display display, Runnable beforeOutput) {
    this.display = display;
    this.out = display.out();
    this.beforeOutput = beforeOutput;
  }

  /** Prints the rows up to the display's limit. */
  Printed print(TextRows rows) throws SQLException {
    int limit = display.rowLimit();
    long printed = 0;
    Consumer<List<List<@Nullable String>>> printer = null;
    boolean more = true;
    while (more) {
      boolean last = limit != Display.UNLIMITED && limit - printed <= ROWS_PER_TABLE;
      int wanted = last ? (int) (limit - printed) : ROWS_PER_TABLE;
      List<List<@Nullable String>> read = rows.next(wanted);
      if (printer == null) {
        printer = printer(rows.columns(), read);
      }
      if (!read.isEmpty() || printed == 0) {
        beforeOutput.run();
        printer.accept(read);
      }
      printed += read.size();
      more = read.size() == wanted;
      if (more && last) {
        return new Printed(printed, !rows.next(1).isEmpty());
      }
    }
    return new Printed(printed, false);
  }

  /** Chooses by the first rows how all of them are shown. */
  private Consumer<List<List<@Nullable String>>> printer(
      List<TextColumn> columns, List<List<@Nullable String>> first) {
    boolean expanded =
        switch (display.expanded()) {
          case ON -> true;
          case OFF -> false;
          case AUTO ->
              display.lineWidth() != Display.UNLIMITED
                  && table(columns, first).width() > display.lineWidth();
        };
    return expanded && !first.isEmpty()
        ? new ExpandedRows(columns, out, NULL)::print
        : rows -> table(columns, rows).print(out);
  }

  private TextTable table(List<TextColumn> columns, List<List<@Nullable String>> rows) {
    TextTable table = new TextTable();
    for (TextColumn column : columns) {
      table.column(
          clip(column.label()), column.number() ? TextTable.Align.RIGHT : TextTable.Align.LEFT);
    }
    for (List<@Nullable String> row : rows) {
      table.row(row.stream().map(value -> value == null ? NULL : clip(value)).toList());
    }
    return table;
  }

  private String clip(String text) {
    return DisplayText.clip(DisplayText.visible(text), display.cellWidth());
  }
}
