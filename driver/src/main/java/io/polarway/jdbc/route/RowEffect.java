package io.polarway.jdbc.route;

/** What the rows of a query do to a table, and in which columns they tell it. */
public enum RowEffect {
  /** They are new: the table's columns. */
  ADD(0, true),
  /** They replace rows: the row id, null for a row that is new, and the table's columns. */
  REPLACE(1, true),
  /**
   * As {@link #REPLACE}, with the number of rows that have the same key behind the row id: there
   * may be one.
   */
  REPLACE_ONCE(2, true),
  /** They delete rows: the row id. */
  DELETE(1, false),
  /**
   * They do what they say: the row id, {@code INSERT}, {@code UPDATE} or {@code DELETE}, the
   * message of an error or null, and the table's columns.
   */
  MERGE(3, true),
  /** They are kept as they are until the transaction ends: the row id, as the last column. */
  KEEP(0, false);

  private final int leading;
  private final boolean hasVersions;

  RowEffect(int leading, boolean hasVersions) {
    this.leading = leading;
    this.hasVersions = hasVersions;
  }

  /** How many columns stand before those of the table. */
  int leading() {
    return leading;
  }

  /** How many columns tell what is done, of a table with so many columns. */
  int columns(int ofTable) {
    return leading + (hasVersions ? ofTable : 0);
  }

  /** Whether the rows have the table's columns. */
  boolean hasVersions() {
    return hasVersions;
  }
}
