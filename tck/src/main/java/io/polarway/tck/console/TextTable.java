package io.polarway.tck.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Rows of text in a box, the columns aligned; in monospaced type. */
public final class TextTable {

  /** Where a column's text stands. */
  public enum Align {
    LEFT,
    RIGHT
  }

  private final List<String> titles = new ArrayList<>();
  private final List<Align> aligns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column with its text to the left. */
  public TextTable left(String title) {
    return column(title, Align.LEFT);
  }

  /** Adds a column with its text to the right, as for numbers. */
  public TextTable right(String title) {
    return column(title, Align.RIGHT);
  }

  public TextTable column(String title, Align align) {
    titles.add(DisplayText.visible(title));
    aligns.add(align);
    return this;
  }

  /** Adds a row: one text for each column. */
  public TextTable row(List<String> cells) {
    if (cells.size() != titles.size()) {
      throw new IllegalArgumentException(
          "a row of %d cells for %d columns".formatted(cells.size(), titles.size()));
    }
    rows.add(cells.stream().map(DisplayText::visible).toList());
    return this;
  }

  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  public List<String> titles() {
    return Collections.unmodifiableList(titles);
  }

  public List<Align> aligns() {
    return Collections.unmodifiableList(aligns);
  }

  public List<List<String>> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** The cells that a line of the table takes. */
  public int width() {
    return Arrays.stream(widths()).map(width -> width + 3).sum() + 1;
  }

  private int[] widths() {
    int[] widths = new int[titles.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = DisplayText.width(titles.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], DisplayText.width(row.get(i)));
      }
    }
    return widths;
  }

  public void print(PrintStream out) {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    rule(text, widths, "┌", "┬", "┐");
    line(text, widths, titles);
    rule(text, widths, "├", "┼", "┤");
    for (List<String> row : rows) {
      line(text, widths, row);
    }
    rule(text, widths, "└", "┴", "┘");
    out.print(text);
    out.flush();
  }

  private static void rule(
      StringBuilder text, int[] widths, String left, String middle, String right) {
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? left : middle).append("─".repeat(widths[i] + 2));
    }
    text.append(right).append('\n');
  }

  private void line(StringBuilder text, int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - DisplayText.width(cell));
      text.append("│ ");
      text.append(aligns.get(i) == Align.RIGHT ? padding + cell : cell + padding);
      text.append(' ');
    }
    text.append("│\n");
  }
}
