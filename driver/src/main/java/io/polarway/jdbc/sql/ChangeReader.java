package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.DerivedQuery.Slot;
import io.polarway.jdbc.sql.SqlStatement.Delete;
import io.polarway.jdbc.sql.SqlStatement.Update;

/** Reads UPDATE, DELETE and TRUNCATE. */
final class ChangeReader {

  private final Source source;
  private final TokenCursor cursor;
  private final Clauses clauses;

  /** The tokens of WITH before the statement. */
  private final int with;

  /** A reader of the statement behind a WITH of which the cursor has stepped over. */
  ChangeReader(TokenCursor cursor) {
    this.source = cursor.source();
    this.cursor = cursor;
    this.clauses = new Clauses(source);
    this.with = cursor.index();
  }

  /** UPDATE table SET ... [FROM ...] [WHERE ...] [RETURNING ...]. */
  Update update() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("UPDATE");
    if (cursor.isNext("OR")) {
      throw new UnsupportedFeatureException("UPDATE OR " + cursor.peek(1).image());
    }
    TargetTable target = TargetTable.read(cursor, "SET");
    cursor.expect("SET");
    AssignmentReader set = new AssignmentReader(cursor, target, "polarway_set");
    set.read("FROM", "WHERE", "RETURNING");
    Parts parts = parts("FROM");
    DerivedText text = new DerivedText(source).add(0, with).of(target);
    text.add(with > 0 ? " " : "");
    if (parts.hasReturning()) {
      text.add("SELECT ").slot(Slot.Kind.CHANGE, "*").add(", ");
      text.add(parts.returning + 1, source.tokens().size()).add(" FROM (");
    }
    text.add("SELECT ").slot(Slot.Kind.VERSIONS, "*").add(" FROM (");
    text.add("SELECT ").add(parts.once(target)).add(target.column("*"));
    set.addTo(text, "");
    from(text, target, parts);
    text.add(") AS changed");
    if (parts.hasReturning()) {
      text.add(") AS ").add(Quoted.name(target.correlation()));
    }
    return new Update(
        source.text(),
        source.parameterCount(),
        target.name(),
        set.assignments(),
        text.query(),
        parts.hasReturning());
  }

  /** DELETE FROM table [USING ...] [WHERE ...] [RETURNING ...]. */
  Delete delete() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("DELETE", "FROM");
    return deletion(TargetTable.read(cursor, "USING", "WHERE", "RETURNING"));
  }

  /** TRUNCATE [TABLE] table. */
  Delete truncate() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("TRUNCATE");
    if (cursor.peek(1).isName()) {
      cursor.accept("TABLE");
    }
    Name name = cursor.name("the name of a table");
    cursor.expectEnd();
    return deletion(new TargetTable(name, false, name.last()));
  }

  private Delete deletion(TargetTable target)
      throws SqlSyntaxException, UnsupportedFeatureException {
    Parts parts = parts("USING");
    DerivedText text = new DerivedText(source).add(0, with).of(target);
    text.add(with > 0 ? " " : "");
    if (parts.hasReturning()) {
      text.add("SELECT ").add(target.rowId()).add(", ");
      text.add(parts.returning + 1, source.tokens().size());
      text.add(" FROM (SELECT ").add(parts.once(target)).add(target.column("*"));
      from(text, target, parts);
      text.add(") AS ").add(Quoted.name(target.correlation()));
    } else {
      text.add("SELECT ").add(target.rowId());
      from(text, target, parts);
    }
    return new Delete(
        source.text(), source.parameterCount(), target.name(), text.query(), parts.hasReturning());
  }

  /**
   * Where the parts of a statement behind its table begin; each ends where the next begins, and one
   * that is not there begins where the next does.
   */
  private record Parts(int others, int where, int returning, int end) {
    boolean hasOthers() {
      return others < where;
    }

    boolean hasReturning() {
      return returning < end;
    }

    /** Where other tables can repeat a row, and it is returned: that it is returned once. */
    String once(TargetTable target) {
      return hasOthers() && hasReturning() ? "DISTINCT ON (" + target.rowId() + ") " : "";
    }
  }

  private Parts parts(String others) throws SqlSyntaxException {
    int end = source.tokens().size();
    int returning = clauses.find(cursor.index(), "RETURNING");
    int where = Math.min(returning, clauses.find(cursor.index(), "WHERE"));
    int from = Math.min(where, clauses.find(cursor.index(), others));
    if (cursor.index() != from) {
      throw cursor.unexpected("expected " + others + ", WHERE, RETURNING or the end");
    }
    requireMore(from, where);
    requireMore(where, returning);
    requireMore(returning, end);
    return new Parts(from, where, returning, end);
  }

  private void requireMore(int from, int to) throws SqlSyntaxException {
    if (to == from + 1) {
      cursor.moveTo(to);
      throw cursor.unexpected("nothing stands behind " + source.tokens().get(from).image());
    }
  }

  private static void from(DerivedText text, TargetTable target, Parts parts) {
    text.add(" FROM ").add(target.relation());
    if (parts.hasOthers()) {
      text.add(", ").add(parts.others + 1, parts.where);
    }
    text.add(" ").add(parts.where, parts.returning);
  }
}
