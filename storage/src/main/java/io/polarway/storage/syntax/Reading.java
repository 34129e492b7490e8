package io.polarway.storage.syntax;

import java.util.List;
import java.util.Set;

/** What the engine's own parser makes of a text. */
public sealed interface Reading {

  /**
   * A query.
   *
   * @param tables every name in FROM that is none of a function: of tables, of what WITH binds, of
   *     files
   * @param columns the names of columns that have more than two parts
   * @param bound the names that WITH binds anywhere in it, in lower case
   * @param lists what it has SHOW list within FROM: {@code tables} for SHOW TABLES, other words for
   *     the other forms
   */
  record Query(
      List<PlacedName> tables, List<PlacedName> columns, Set<String> bound, Set<String> lists)
      implements Reading {
    public Query {
      tables = List.copyOf(tables);
      columns = List.copyOf(columns);
      bound = Set.copyOf(bound);
      lists = Set.copyOf(lists);
    }
  }

  /**
   * A statement that is correct and of which nothing else is known: it changes something, or is a
   * PIVOT whose columns its data decide.
   */
  record Opaque() implements Reading {}

  /**
   * No statement.
   *
   * @param message what is wrong, without the place
   * @param position where, in chars from 0
   */
  record Wrong(String message, int position) implements Reading {}
}
