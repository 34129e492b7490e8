package io.polarway.jdbc.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result columns of a query that reads one table row by row: {@code SELECT items FROM table},
 * with conditions, order and limit or without, but nothing that makes other rows of the table's.
 *
 * @param table where the table's name stands
 * @param correlation what qualifies the table's columns: an alias, or the last part of its name
 */
public record PlainSelect(TextRange table, String correlation, boolean hasAlias, List<Item> items) {

  public PlainSelect {
    items = List.copyOf(items);
  }

  /** An element of the SELECT list. */
  public sealed interface Item {

    /** {@code *}: all columns of the table in its order. */
    record AllColumns() implements Item {}

    /**
     * What can be a column of the table.
     *
     * @param label its name in the result, null for its own
     */
    record Column(String name, @Nullable String label) implements Item {}

    /** One result column that is computed. */
    record Expression() implements Item {}
  }
}
