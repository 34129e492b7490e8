package io.polarway.storage.filter;

/** What is compared of a row. */
public sealed interface Term {

  /** The column. */
  Column column();

  /** The same of another column. */
  Term of(Column other);

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

    @Override
    public Term of(Column other) {
      return other;
    }
  }

  /** {@code CAST(column AS DATE)}. */
  record DateOf(Column column) implements Term {
    @Override
    public Term of(Column other) {
      return new DateOf(other);
    }
  }

  /** {@code date_trunc('unit', column)}. */
  record Truncated(Unit unit, Column column) implements Term {
    @Override
    public Term of(Column other) {
      return new Truncated(unit, other);
    }
  }

  /** {@code year(column)}. */
  record YearOf(Column column) implements Term {
    @Override
    public Term of(Column other) {
      return new YearOf(other);
    }
  }

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
