package io.polarway.storage.table;

import java.util.List;

/**
 * Columns whose values together are different in every row. A row with a null in one of them is
 * equal to none; a primary key has no nulls.
 *
 * @param name of the constraint; empty as long as none was given
 * @param columns the names, in key order
 * @param enforced whether rows that violate it are refused
 */
public record Key(String name, boolean primary, List<String> columns, boolean enforced) {
  public Key {
    columns = List.copyOf(columns);
  }

  /** What it is in SQL. */
  public String kind() {
    return primary ? "PRIMARY KEY" : "UNIQUE";
  }
}
