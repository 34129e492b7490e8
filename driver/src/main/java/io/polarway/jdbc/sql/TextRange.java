package io.polarway.jdbc.sql;

/** Characters {@code start} to {@code end - 1} of a statement's text. */
public record TextRange(int start, int end) {
  /** The part of {@code text} that it covers. */
  public String of(String text) {
    return text.substring(start, end);
  }

  /** Whether the other range lies in this one. */
  public boolean contains(TextRange other) {
    return start <= other.start && other.end <= end;
  }
}
