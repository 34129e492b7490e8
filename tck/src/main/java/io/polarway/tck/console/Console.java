package io.polarway.tck.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Where a tool prints to. Always UTF-8, whatever the locale says, for the tables are drawn with it.
 *
 * @param terminal whether someone watches, so that a line may be drawn over
 */
public record Console(PrintStream out, PrintStream errors, boolean terminal) {

  /** The process's own output; the launcher says whether it is a terminal. */
  public static Console ofProcess() {
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
        Boolean.getBoolean("polarway.terminal"));
  }

  public void line(String text) {
    out.println(text);
  }

  public void heading(String text) {
    out.println();
    out.println(text);
    out.println("═".repeat(text.length()));
  }
}
