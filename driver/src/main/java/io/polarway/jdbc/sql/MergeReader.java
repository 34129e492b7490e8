package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.DerivedQuery.Slot;
import io.polarway.jdbc.sql.SqlStatement.Merge;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads MERGE.
 *
 * <p>Its query joins the table with the source. In that join stand the conditions and values of
 * clauses for rows of the table; those for new rows stand in a query around it, in which only the
 * source has names. Each row carries the number of the clause that it takes.
 */
final class MergeReader {

  private static final String ROW_ID = TargetTable.ROW_ID;

  private final Source source;
  private final List<Token> tokens;
  private final TokenCursor cursor;
  private final Clauses words;
  private final int with;
  private final int end;

  /** A reader of the statement behind a WITH of which the cursor has stepped over. */
  MergeReader(TokenCursor cursor) {
    this.source = cursor.source();
    this.tokens = source.tokens();
    this.cursor = cursor;
    this.words = new Clauses(source);
    this.with = cursor.index();
    this.end = tokens.size();
  }

  Merge read() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("MERGE", "INTO");
    TargetTable target = TargetTable.read(cursor, "USING");
    cursor.expect("USING");
    int from = cursor.index();
    int on = words.find(from, "ON", "USING");
    int when = words.find(on, "WHEN");
    cursor.moveTo(on);
    if (on == from || on == end || when <= on + 1) {
      throw cursor.unexpected("expected a table or query, ON and a condition");
    }
    int returning = words.find(when, "RETURNING");
    if (returning + 1 == end) {
      cursor.moveTo(end);
      throw cursor.unexpected("nothing stands behind RETURNING");
    }
    MergeSource merged = new MergeSource(source, from, on);
    cursor.moveTo(when);
    List<MergeClauseReader> clauses = new ArrayList<>();
    while (cursor.index() < returning) {
      MergeClauseReader clause = new MergeClauseReader(cursor, target, clauses.size());
      clause.read();
      clauses.add(clause);
    }
    if (clauses.isEmpty()) {
      throw cursor.unexpected("expected WHEN");
    }
    DerivedText text = new DerivedText(source).add(0, with).of(target);
    text.add(with > 0 ? " " : "");
    if (returning < end) {
      text.add("SELECT ").slot(Slot.Kind.CHANGE, "*").add(", ");
      returning(text, returning + 1);
      text.add(" FROM (");
    }
    text.add("SELECT ").slot(Slot.Kind.MERGED, "*").add(" FROM (SELECT *");
    add(text, clauses, MergeMatch.NOT_MATCHED_BY_TARGET, ROW_ID + " IS NULL");
    text.add(" FROM (SELECT ").add(merged.alias()).add(".*, ");
    text.slot(Slot.Kind.OLD, "NULL AS polarway_old").add(", ").add(target.rowId());
    boolean hasMark = hasAny(clauses, MergeMatch.NOT_MATCHED_BY_SOURCE);
    String found = target.rowId() + " IS NOT NULL";
    String isMatch = hasMark ? found + " AND " + merged.mark() + " IS NOT NULL" : found;
    add(text, clauses, MergeMatch.MATCHED, isMatch);
    add(text, clauses, MergeMatch.NOT_MATCHED_BY_SOURCE, merged.mark() + " IS NULL");
    text.add(" FROM ").add(target.relation()).add(join(clauses));
    merged.addTo(text, hasMark);
    text.add(" ").add(on, when);
    text.add(") AS ").add(merged.alias()).add(") AS merged WHERE ");
    text.add(number(clauses)).add(" IN (").add(effective(clauses)).add(")");
    if (returning < end) {
      text.add(") AS ").add(Quoted.name(target.correlation()));
    }
    return new Merge(
        source.text(),
        source.parameterCount(),
        target.name(),
        Quoted.name(target.correlation()),
        clauses.stream().map(MergeClauseReader::action).toList(),
        number(clauses),
        text.query(),
        merged.query(with),
        returning < end);
  }

  private static boolean hasAny(List<MergeClauseReader> clauses, MergeMatch match) {
    return clauses.stream().anyMatch(clause -> clause.match() == match);
  }

  /** The join that has the rows of all clauses. */
  private static String join(List<MergeClauseReader> clauses) {
    boolean hasTarget = hasAny(clauses, MergeMatch.NOT_MATCHED_BY_SOURCE);
    boolean hasSource = hasAny(clauses, MergeMatch.NOT_MATCHED_BY_TARGET);
    if (hasTarget) {
      return hasSource ? " FULL JOIN " : " LEFT JOIN ";
    }
    return hasSource ? " RIGHT JOIN " : " INNER JOIN ";
  }

  /** Adds the conditions and values of the clauses for one kind of rows. */
  private static void add(
      DerivedText text, List<MergeClauseReader> clauses, MergeMatch match, String test) {
    String before = "";
    for (MergeClauseReader clause : clauses) {
      if (clause.match() == match) {
        before = clause.addTo(text, before, test);
      }
    }
  }

  /** The number of the clause that a row takes, as an expression; null when it takes none. */
  private static String number(List<MergeClauseReader> clauses) {
    List<String> last = new ArrayList<>();
    for (MergeMatch match : MergeMatch.values()) {
      clauses.stream()
          .filter(clause -> clause.match() == match)
          .reduce((first, second) -> second)
          .ifPresent(clause -> last.add(clause.number()));
    }
    return "COALESCE(" + String.join(", ", last) + ")";
  }

  /** The numbers of the clauses that do something. */
  private static String effective(List<MergeClauseReader> clauses) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      if (!(clauses.get(i).action() instanceof SqlStatement.MergeAction.Nothing)) {
        numbers.add(i);
      }
    }
    return numbers.isEmpty()
        ? "-1"
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The RETURNING list, in which {@code merge_action} is what was done to the row. */
  private void returning(DerivedText text, int first) {
    int from = first;
    for (int i = first; i < end; i++) {
      boolean isAction =
          tokens.get(i).is("MERGE_ACTION")
              && !tokens.get(i - 1).isAny(".", "AS")
              && !(i + 1 < end && tokens.get(i + 1).isAny(".", "("));
      if (isAction) {
        boolean isAll =
            (i == first || tokens.get(i - 1).is(","))
                && (i + 1 == end || tokens.get(i + 1).is(","));
        text.add(from, i).add(i > from ? " " : "").add("polarway_action");
        text.add(isAll ? " AS merge_action" : " ");
        from = i + 1;
      }
    }
    text.add(from, end);
  }
}
