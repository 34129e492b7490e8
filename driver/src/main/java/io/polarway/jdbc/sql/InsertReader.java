package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.DerivedQuery.Slot;
import io.polarway.jdbc.sql.SqlStatement.Conflict;
import io.polarway.jdbc.sql.SqlStatement.Insert;
import io.polarway.jdbc.sql.SqlStatement.InsertSource;
import io.polarway.jdbc.sql.SqlStatement.Overriding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads INSERT. */
final class InsertReader {
  private final Source source;
  private final TokenCursor cursor;
  private final Clauses clauses;

  /** The tokens of WITH before the statement. */
  private final int with;

  private final int end;

  /** A reader of the statement behind a WITH of which the cursor has stepped over. */
  InsertReader(TokenCursor cursor) {
    this.source = cursor.source();
    this.cursor = cursor;
    this.clauses = new Clauses(source);
    this.with = cursor.index();
    this.end = source.tokens().size();
  }

  Insert read() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("INSERT");
    Conflict conflict = orElse();
    cursor.expect("INTO");
    Name table = cursor.name("the name of a table");
    boolean hasAlias = cursor.accept("AS");
    TargetTable target =
        new TargetTable(table, hasAlias, hasAlias ? cursor.simpleName("an alias") : table.last());
    List<String> columns = columns();
    boolean byName = cursor.accept("BY", "NAME");
    if (!byName) {
      cursor.accept("BY", "POSITION");
    }
    Overriding overriding = overriding();
    int first = cursor.index();
    int returning = clauses.find(first, "RETURNING");
    int onConflict = Math.min(returning, onConflict(first));
    AssignmentReader set = new AssignmentReader(cursor, target, "polarway_set");
    int where = returning;
    if (onConflict < returning) {
      if (conflict != null) {
        throw new UnsupportedFeatureException("INSERT OR ... with ON CONFLICT");
      }
      cursor.moveTo(onConflict + 2);
      conflict = conflict(set);
      where = cursor.index();
      if (where < returning) {
        cursor.expect("WHERE");
      }
    }
    cursor.moveTo(first);
    if (returning < end && returning + 1 == end) {
      cursor.moveTo(end);
      throw cursor.unexpected("nothing stands behind RETURNING");
    }
    InsertedRows rows = new InsertedRows(cursor, first, onConflict, with, byName);
    if (conflict == null && returning == end) {
      InsertSource plain = rows.plain();
      if (plain != null) {
        return new Insert(
            source.text(),
            source.parameterCount(),
            table,
            columns,
            byName,
            overriding,
            plain,
            null,
            false);
      }
    }
    DerivedText text = new DerivedText(source).add(0, with).of(target);
    text.add(with > 0 ? " SELECT " : "SELECT ").slot(Slot.Kind.CHANGE, "*");
    if (returning < end) {
      text.add(", ").add(returning + 1, end);
    }
    text.add(" FROM (");
    if (conflict == null) {
      rows.addTo(text);
    } else {
      merged(text, rows, target, conflict, set, where, returning);
    }
    text.add(") AS ").add(Quoted.name(target.correlation()));
    return new Insert(
        source.text(),
        source.parameterCount(),
        table,
        columns,
        byName,
        overriding,
        rows.rows(text.query()),
        conflict,
        returning < end);
  }

  private @Nullable Conflict orElse() throws UnsupportedFeatureException {
    if (!cursor.accept("OR")) {
      return null;
    }
    if (cursor.accept("REPLACE")) {
      return new Conflict(List.of(), new Conflict.Replace());
    }
    if (cursor.accept("IGNORE")) {
      return new Conflict(List.of(), new Conflict.Nothing());
    }
    throw new UnsupportedFeatureException("INSERT OR " + cursor.peek().image());
  }

  private @Nullable Overriding overriding() throws SqlSyntaxException {
    if (!cursor.isNext("OVERRIDING")) {
      return null;
    }
    cursor.next();
    boolean system = cursor.accept("SYSTEM");
    if (!system) {
      cursor.expect("USER");
    }
    cursor.expect("VALUE");
    return system ? Overriding.SYSTEM_VALUE : Overriding.USER_VALUE;
  }

  private @Nullable List<String> columns() throws SqlSyntaxException {
    return cursor.isNext("(") && !cursor.peek(1).beginsQuery()
        ? cursor.nameList("the name of a column")
        : null;
  }

  /** Where ON CONFLICT begins; the number of tokens when it is not there. */
  private int onConflict(int from) {
    int on = clauses.find(from, "ON");
    while (on < end && !(on + 1 < end && source.tokens().get(on + 1).is("CONFLICT"))) {
      on = clauses.find(on + 1, "ON");
    }
    return on;
  }

  /** What stands between ON CONFLICT and the WHERE of DO UPDATE. */
  private Conflict conflict(AssignmentReader set)
      throws SqlSyntaxException, UnsupportedFeatureException {
    if (cursor.isNext("ON", "CONSTRAINT")) {
      throw new UnsupportedFeatureException(
          "ON CONFLICT ON CONSTRAINT (name the columns: ON CONFLICT (a, b))");
    }
    List<String> keys =
        cursor.isNext("(") ? cursor.nameList("the name of a column of the key") : List.of();
    if (cursor.isNext("WHERE")) {
      throw new UnsupportedFeatureException("ON CONFLICT ... WHERE before DO, for a partial index");
    }
    cursor.expect("DO");
    if (cursor.accept("NOTHING")) {
      if (!cursor.atEnd() && !cursor.isNext("RETURNING")) {
        throw cursor.unexpected("expected RETURNING or the end of the statement");
      }
      return new Conflict(keys, new Conflict.Nothing());
    }
    cursor.expect("UPDATE", "SET");
    set.read("WHERE", "RETURNING");
    return new Conflict(keys, new Conflict.Update(set.assignments()));
  }

  /** Rows of which some may have the key of one that is there. */
  private void merged(
      DerivedText text,
      InsertedRows rows,
      TargetTable target,
      Conflict conflict,
      AssignmentReader set,
      int where,
      int returning) {
    if (conflict.outcome() instanceof Conflict.Nothing) {
      text.add("SELECT excluded.* FROM (");
      rows.addTo(text);
      text.add(") AS excluded WHERE NOT EXISTS (SELECT 1 FROM ").add(DerivedQuery.TARGET);
      text.add(" WHERE ").slot(Slot.Kind.KEYS, "TRUE").add(")").slot(Slot.Kind.FIRST_OF_KEY, "");
      return;
    }
    String correlation = Quoted.name(target.correlation());
    text.add("SELECT ").slot(Slot.Kind.MERGED, "*").add(" FROM (");
    text.add("SELECT ").add(target.column("*"));
    set.addTo(text, target.rowId() + " IS NOT NULL");
    text.add(" FROM (SELECT ").add(DerivedQuery.TARGET).add(".*, ");
    text.slot(Slot.Kind.EXCLUDED, "NULL AS excluded").add(" FROM (");
    rows.addTo(text);
    text.add(") AS excluded LEFT JOIN ").add(DerivedQuery.TARGET);
    text.add(" ON ").slot(Slot.Kind.KEYS, "TRUE").slot(Slot.Kind.FIRST_OF_KEY, "");
    text.add(") AS ").add(correlation);
    if (where < returning) {
      text.add(" WHERE ").add(target.rowId()).add(" IS NULL OR (");
      text.add(where + 1, returning).add(")");
    }
    text.add(") AS ").add(correlation);
  }
}
