package io.polarway.storage.filter;

/** What a row is compared with, without its type before it meets a column. */
public sealed interface Operand {

  /** A text, which becomes of the type that it is compared with. */
  record Text(String value) implements Operand {}

  /** A number as written, sign included. */
  record Numeral(String digits) implements Operand {}

  /** TRUE or FALSE. */
  record Bool(boolean value) implements Operand {}

  /** The value of the parameter of this number, counted from 0 through the whole statement. */
  record Parameter(int index) implements Operand {}

  /** A text or parameter, cast. */
  record Cast(Operand operand, Target target) implements Operand {}

  /** A date or timestamp, moved: {@code DATE '2026-01-31' + INTERVAL 1 MONTH}. */
  record Moved(Operand operand, long months, long days, long micros) implements Operand {}

  /** Types that a constant is cast to. */
  enum Target {
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ
  }
}
