package io.polarway.tck.shell;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/**
 * How results are shown, as the user has set it. One thread.
 *
 * <p>The limits of a terminal, the width of its lines above all, hold for what is written to it and
 * not for a file of {@code \o}.
 */
final class Display {

  /** Whether each row is shown as a table of its own. */
  enum Expanded {
    ON,
    OFF,
    /** Where the columns do not fit next to each other. */
    AUTO
  }

  /** How rows are written. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  /** No limit of rows or cells. */
  static final int UNLIMITED = 0;

  private static final int TERMINAL_ROWS = 200;
  private static final int TERMINAL_CELLS = 60;

  private final PrintStream standard;
  private final IntSupplier terminalWidth;
  private PrintStream out;
  private Format format = Format.TABLE;
  private Expanded expanded;
  private boolean timing = true;
  private int rowLimit;

  /**
   * @param terminalWidth the cells of a line; {@link #UNLIMITED} where it is no terminal
   */
  Display(PrintStream standard, IntSupplier terminalWidth) {
    this.standard = standard;
    this.terminalWidth = terminalWidth;
    this.out = standard;
    boolean onTerminal = terminalWidth.getAsInt() != UNLIMITED;
    this.expanded = onTerminal ? Expanded.AUTO : Expanded.OFF;
    this.rowLimit = onTerminal ? TERMINAL_ROWS : UNLIMITED;
  }

  /** Where rows and counts go. */
  PrintStream out() {
    return out;
  }

  /** Sends rows and counts to a file, until the next call; the file before is closed. */
  void redirect(PrintStream file) {
    closeFile();
    out = file;
  }

  /** Sends rows and counts to where they went at first. */
  void restore() {
    closeFile();
    out = standard;
  }

  private void closeFile() {
    if (isRedirected()) {
      out.close();
    }
  }

  boolean isRedirected() {
    return out != standard;
  }

  /** The rows to show of a result, or {@link #UNLIMITED}. */
  int rowLimit() {
    return isRedirected() || format != Format.TABLE ? UNLIMITED : rowLimit;
  }

  void setRowLimit(int limit) {
    rowLimit = limit;
  }

  /** The cells of a line, or {@link #UNLIMITED}. */
  int lineWidth() {
    return isRedirected() ? UNLIMITED : terminalWidth.getAsInt();
  }

  /** The cells of the terminal's line, whatever rows go to; {@link #UNLIMITED} without one. */
  int terminalWidth() {
    return terminalWidth.getAsInt();
  }

  /** The cells to show of a value next to others, or {@link #UNLIMITED}. */
  int cellWidth() {
    return lineWidth() == UNLIMITED ? UNLIMITED : TERMINAL_CELLS;
  }

  Format format() {
    return format;
  }

  void setFormat(Format newFormat) {
    format = newFormat;
  }

  Expanded expanded() {
    return expanded;
  }

  void setExpanded(Expanded newExpanded) {
    expanded = newExpanded;
  }

  boolean timing() {
    return timing;
  }

  void setTiming(boolean on) {
    timing = on;
  }
}
