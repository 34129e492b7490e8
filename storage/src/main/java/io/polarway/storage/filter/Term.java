package io.polarway.storage.filter;

/** What is compared of a row. */
public sealed interface Term {

  /** The column. */
  Column column();

  /**
   * A column.
   *
   * @param name in any case; of a column that the table does not have nothing is known
   */
  record Column(String name) implements Term {
    @Override
    public Column column() {
      return this;
    }
  }

  /** {@code CAST(column AS DATE)}. */
  record DateOf(Column column) implements Term {}

  /** {@code date_trunc('unit', column)}. */
  record Truncated(Unit unit, Column column) implements Term {}

  /** {@code year(column)}. */
  record YearOf(Column column) implements Term {}

  /** What a time is truncated to. */
  enum Unit {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR
  }
}
