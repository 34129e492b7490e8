package io.polarway.storage.table;

/** One part of a table's sort order: the values of the column called {@code column}. */
public record SortField(String column, boolean descending, boolean nullsFirst) {

  /** From the smallest value to the largest, then the nulls. */
  public static SortField ascending(String column) {
    return new SortField(column, false, false);
  }
}
