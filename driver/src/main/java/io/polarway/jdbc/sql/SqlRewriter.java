package io.polarway.jdbc.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts relations in the place of table names, in the user's own text. */
public final class SqlRewriter {
  private SqlRewriter() {}

  /** What takes the place of a range. */
  public record Edit(TextRange range, String replacement) {}

  /**
   * The text of {@code part} with each table's name replaced.
   *
   * @param tables the tables read in it, as the parser found them
   * @param relations for each the SQL that stands in FROM for it, without an alias: it gets that of
   *     the text, or else one under which the columns are found that the text qualifies
   */
  public static String replaceTables(
      String text, TextRange part, List<TableReference> tables, List<String> relations) {
    return replaceTables(text, part, tables, relations, List.of());
  }

  /**
   * As {@link #replaceTables(String, TextRange, List, List)}.
   *
   * @param others edits in other places
   */
  public static String replaceTables(
      String text,
      TextRange part,
      List<TableReference> tables,
      List<String> relations,
      List<Edit> others) {
    List<Edit> edits = new ArrayList<>(others);
    for (int i = 0; i < tables.size(); i++) {
      TableReference table = tables.get(i);
      TableVersion version = table.version();
      TextRange range =
          version == null
              ? table.range()
              : new TextRange(table.range().start(), version.range().end());
      String correlation = Quoted.name(table.correlation());
      String replacement = withParameters(relations.get(i), version, text);
      edits.add(
          new Edit(range, table.hasAlias() ? replacement : replacement + " AS " + correlation));
      for (TextRange qualifier : table.qualifiers()) {
        edits.add(new Edit(qualifier, correlation));
      }
      for (TextRange label : table.labels()) {
        TextRange end = new TextRange(label.end(), label.end());
        edits.add(new Edit(end, " AS " + Quoted.name(label.of(text))));
      }
      if (table.tableWord() != null) {
        edits.add(new Edit(table.tableWord(), "FROM"));
      }
    }
    return replace(text, part, edits);
  }

  /** The relation with the parameters of the version that it replaces, which mean nothing there. */
  private static String withParameters(
      String relation, @Nullable TableVersion version, String text) {
    return version == null || version.parameters().isEmpty()
        ? relation
        : "(FROM %s AS versioned WHERE CAST((%s) AS %s) IS NULL OR TRUE)"
            .formatted(
                relation, version.value().of(text), version.isTime() ? "TIMESTAMPTZ" : "BIGINT");
  }

  /**
   * The text of {@code part} without the versions of the tables in it.
   *
   * @param tables the tables read in it
   */
  public static String withoutVersions(String text, TextRange part, List<TableReference> tables) {
    List<Edit> edits = new ArrayList<>();
    for (TableReference table : tables) {
      if (table.version() != null) {
        edits.add(new Edit(table.version().range(), ""));
      }
    }
    return edits.isEmpty() ? part.of(text) : replace(text, part, edits);
  }

  /** The text of {@code part} with edits made in it, of which no two touch the same characters. */
  public static String replace(String text, TextRange part, List<Edit> edits) {
    List<Edit> ordered = new ArrayList<>(edits);
    ordered.sort(Comparator.comparingInt(edit -> edit.range().start()));
    StringBuilder result = new StringBuilder(text.length() + 64 * ordered.size());
    int position = part.start();
    for (Edit edit : ordered) {
      result.append(text, position, edit.range().start()).append(edit.replacement());
      position = edit.range().end();
    }
    return result.append(text, position, part.end()).toString();
  }
}
