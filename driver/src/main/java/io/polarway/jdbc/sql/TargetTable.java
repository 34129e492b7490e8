package io.polarway.jdbc.sql;

/**
 * The table that a statement changes.
 *
 * @param correlation what qualifies its columns: its alias, or the last part of its name
 */
record TargetTable(Name name, boolean hasAlias, String correlation) {

  /** The table as it stands in FROM of a {@link DerivedQuery}. */
  String relation() {
    return DerivedQuery.TARGET + " AS " + Quoted.name(correlation);
  }

  /** A column of it. */
  String column(String column) {
    return Quoted.name(correlation) + "." + column;
  }

  /** Its row id. */
  String rowId() {
    return column(ROW_ID);
  }

  /** The name of the row id among its columns. */
  static final String ROW_ID = "polarway_rowid";

  /**
   * Reads a name and an alias.
   *
   * @param what may follow it in place of an alias
   */
  static TargetTable read(TokenCursor cursor, String... what) throws SqlSyntaxException {
    Name name = cursor.name("the name of a table");
    boolean hasAlias = cursor.accept("AS");
    boolean isOther = cursor.atEnd() || !cursor.peek().isName();
    for (String word : what) {
      isOther |= cursor.isNext(word);
    }
    if (hasAlias || !isOther) {
      return new TargetTable(name, true, cursor.simpleName("an alias"));
    }
    return new TargetTable(name, false, name.last());
  }
}
