package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.Assignment;
import io.polarway.jdbc.sql.SqlStatement.MergeAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a clause of MERGE: WHEN ... THEN .... */
final class MergeClauseReader {

  private final Source source;
  private final TokenCursor cursor;
  private final Clauses words;
  private final int index;
  private final AssignmentReader set;
  private MergeMatch match = MergeMatch.MATCHED;
  private int condition;
  private int then;
  private @Nullable MergeAction action;

  /** Values of INSERT, or the message of ERROR. */
  private final List<int[]> values = new ArrayList<>();

  /**
   * @param index the number of the clause, from 0
   */
  MergeClauseReader(TokenCursor cursor, TargetTable target, int index) {
    this.source = cursor.source();
    this.cursor = cursor;
    this.words = new Clauses(source);
    this.index = index;
    this.set = new AssignmentReader(cursor, target, "polarway_set" + index + "_");
  }

  /** Reads up to the next clause. */
  void read() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("WHEN");
    boolean not = cursor.accept("NOT");
    cursor.expect("MATCHED");
    if (not) {
      match = MergeMatch.NOT_MATCHED_BY_TARGET;
      if (cursor.accept("BY", "SOURCE")) {
        match = MergeMatch.NOT_MATCHED_BY_SOURCE;
      } else {
        cursor.accept("BY", "TARGET");
      }
    }
    then = words.find(cursor.index(), "THEN");
    condition = then;
    if (cursor.accept("AND")) {
      condition = cursor.index();
    }
    cursor.moveTo(then);
    cursor.expect("THEN");
    int end = words.find(cursor.index(), "WHEN", "RETURNING");
    action = readAction(end);
    if (cursor.index() != end) {
      throw cursor.unexpected("expected WHEN, RETURNING or the end of the statement");
    }
  }

  private MergeAction readAction(int end) throws SqlSyntaxException, UnsupportedFeatureException {
    boolean isNew = match == MergeMatch.NOT_MATCHED_BY_TARGET;
    if (cursor.accept("DO", "NOTHING")) {
      return new MergeAction.Nothing();
    }
    if (cursor.accept("ERROR")) {
      return error(end);
    }
    if (cursor.isNext("INSERT") != isNew) {
      throw cursor.unexpected(
          isNew
              ? "a row that is not there can be inserted: expected INSERT, DO NOTHING or ERROR"
              : "expected UPDATE, DELETE, DO NOTHING or ERROR");
    }
    if (cursor.accept("DELETE")) {
      return new MergeAction.Delete();
    }
    if (cursor.accept("UPDATE")) {
      return update();
    }
    cursor.expect("INSERT");
    return insert(end);
  }

  private MergeAction error(int end) {
    if (cursor.index() < end) {
      values.add(new int[] {cursor.index(), end});
      cursor.moveTo(end);
      return new MergeAction.Raise(value(0));
    }
    return new MergeAction.Raise(null);
  }

  private MergeAction update() throws SqlSyntaxException, UnsupportedFeatureException {
    if (cursor.isNext("SET") && !cursor.peek(1).is("*")) {
      cursor.next();
      set.read("WHEN", "RETURNING");
      return new MergeAction.Update(set.assignments());
    }
    if (match == MergeMatch.NOT_MATCHED_BY_SOURCE) {
      throw cursor.unexpected("expected SET: there is no row of the source");
    }
    boolean isAll = cursor.accept("SET", "*");
    return new MergeAction.UpdateAll(!isAll && byName());
  }

  private boolean byName() {
    if (cursor.accept("BY", "NAME")) {
      return true;
    }
    cursor.accept("BY", "POSITION");
    return false;
  }

  private MergeAction insert(int end) throws SqlSyntaxException {
    boolean byName = byName();
    if (cursor.accept("*") || cursor.index() == end) {
      return new MergeAction.InsertAll(null, byName);
    }
    if (cursor.accept("DEFAULT", "VALUES")) {
      return new MergeAction.Insert(List.of());
    }
    List<String> columns = cursor.isNext("(") ? cursor.nameList("the name of a column") : null;
    if (cursor.index() == end) {
      return new MergeAction.InsertAll(columns, byName);
    }
    cursor.expect("VALUES", "(");
    List<@Nullable String> inserted = new ArrayList<>();
    do {
      int to = words.find(cursor.index(), ",");
      if (to == cursor.index() + 1 && cursor.isNext("DEFAULT")) {
        inserted.add(null);
      } else {
        inserted.add(value(values.size()));
        values.add(new int[] {cursor.index(), to});
      }
      cursor.moveTo(to);
    } while (cursor.accept(","));
    cursor.expect(")");
    return inserts(columns, inserted);
  }

  private MergeAction inserts(@Nullable List<String> columns, List<@Nullable String> inserted)
      throws SqlSyntaxException {
    if (columns == null) {
      return new MergeAction.InsertValues(inserted);
    }
    if (columns.size() != inserted.size()) {
      throw source.wrong(
          source.tokens().get(then).start(),
          "INSERT of MERGE gives %d values for %d columns"
              .formatted(inserted.size(), columns.size()));
    }
    List<Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      assignments.add(new Assignment(columns.get(i), inserted.get(i)));
    }
    return new MergeAction.Insert(assignments);
  }

  private String value(int number) {
    return "polarway_value" + index + "_" + number;
  }

  MergeMatch match() {
    return match;
  }

  MergeAction action() {
    return Objects.requireNonNull(action, "not read");
  }

  /**
   * The column that has the number of this clause, or of one before it for the same rows; null for
   * rows that take none of them.
   */
  String number() {
    return "polarway_when" + index;
  }

  /**
   * Adds the condition and the values to a SELECT list, each behind a comma.
   *
   * @param before the column of the clause before for the same rows; empty when there is none
   * @param test whether a row is one of those rows
   * @return the column of this clause
   */
  String addTo(DerivedText text, String before, String test) {
    text.add(", CASE ");
    if (!before.isEmpty()) {
      text.add("WHEN ").add(before).add(" IS NOT NULL THEN ").add(before).add(" ");
    }
    text.add("WHEN ").add(test).add(" THEN ");
    if (condition < then) {
      text.add("CASE WHEN (").add(condition, then).add(") THEN " + index + " END");
    } else {
      text.add(String.valueOf(index));
    }
    text.add(" END AS ").add(number());
    String taken = number() + " = " + index;
    set.addTo(text, taken);
    for (int i = 0; i < values.size(); i++) {
      int[] value = values.get(i);
      text.add(", CASE WHEN ").add(taken).add(" THEN (").add(value[0], value[1]);
      text.add(") END AS ").add(value(i));
    }
    return number();
  }
}
