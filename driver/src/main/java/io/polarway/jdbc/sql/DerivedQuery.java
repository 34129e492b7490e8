package io.polarway.jdbc.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query that finds the rows which a statement changes, and computes what they become. Its text
 * is made of parts of the statement's; parameters stand in it by their numbers ({@code $1}).
 *
 * <p>It reads the table that is changed under the name {@link #TARGET}, with row ids. What depends
 * on the columns of the tables is left open.
 *
 * @param statement the statement, as its user wrote it
 * @param tables as those of a {@link SqlStatement.Query}, {@link #TARGET} among them
 * @param slots what is left open
 */
public record DerivedQuery(
    String statement, String text, @Nullable List<TableReference> tables, List<Slot> slots) {

  /** The name of the table that the statement changes. */
  public static final String TARGET = "polarway_target";

  public DerivedQuery {
    slots = List.copyOf(slots);
  }

  /** All of the text. */
  public TextRange range() {
    return new TextRange(0, text.length());
  }

  /**
   * A place for SQL that the reader of the statement does not know.
   *
   * @param index tells places of one kind apart
   */
  public record Slot(Kind kind, int index, TextRange range) {

    /** What goes there. */
    public enum Kind {
      /** The columns of the table in their new version, each under its name, and the row id. */
      VERSIONS,
      /** The same for rows that are new or replace others. */
      MERGED,
      /** The columns that the change of the table is given. */
      CHANGE,
      /** The name of the source of inserted rows, with names for its columns. */
      SOURCE,
      /** The row that was to be inserted, as a value of its own. */
      EXCLUDED,
      /** The row of the table before the change, as a value of its own. */
      OLD,
      /** Whether a row that is to be inserted has the keys of one that is there. */
      KEYS,
      /** Behind a query: that of its rows with equal keys only the first count. */
      FIRST_OF_KEY,
      /** The default of the column that value {@code index} of an inserted row is for. */
      DEFAULT
    }
  }
}
