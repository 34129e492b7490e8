package io.polarway.tck.shell;

import io.polarway.tck.console.DisplayText;
import io.polarway.tck.shell.TextRows.TextColumn;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints each row as lines of column and value, the values uncut. */
final class ExpandedRows {

  private static final int RULE_WIDTH = 40;

  private final List<String> labels;
  private final int labelWidth;
  private final PrintStream out;
  private final String nullText;
  private long count;

  ExpandedRows(List<TextColumn> columns, PrintStream out, String nullText) {
    this.labels = columns.stream().map(column -> DisplayText.visible(column.label())).toList();
    this.labelWidth = labels.stream().mapToInt(DisplayText::width).max().orElse(0);
    this.out = out;
    this.nullText = nullText;
  }

  void print(List<List<@Nullable String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<@Nullable String> row : rows) {
      String title = "─[ row " + ++count + " ]";
      text.append(title).append("─".repeat(Math.max(1, RULE_WIDTH - title.length()))).append('\n');
      for (int column = 0; column < labels.size(); column++) {
        String label = labels.get(column);
        String value = row.get(column);
        text.append(label)
            .append(" ".repeat(labelWidth - DisplayText.width(label)))
            .append(" │ ")
            .append(value == null ? nullText : DisplayText.visible(value))
            .append('\n');
      }
    }
    out.print(text);
    out.flush();
  }
}
