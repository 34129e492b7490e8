package io.polarway.tck.shell;

import io.polarway.jdbc.sql.SqlScript;
import io.polarway.tck.shell.StoreNames.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can stand at the cursor of a statement that is being written. */
final class Completion {

  /** What a suggestion is, for the heading it is listed under. */
  enum Kind {
    COLUMN("columns"),
    TABLE("tables"),
    SCHEMA("schemas"),
    FUNCTION("functions"),
    KEYWORD("keywords");

    private final String plural;

    Kind(String plural) {
      this.plural = plural;
    }

    String plural() {
      return plural;
    }
  }

  /**
   * A way to go on.
   *
   * @param text what takes the place of the whole word, qualifiers included
   */
  record Suggestion(Kind kind, String text) {}

  private static final String PART = "(?:\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";

  /** The name that ends at the cursor: qualifiers and the beginning of its last part. */
  private static final Pattern WORD =
      Pattern.compile("((?:" + PART + "\\.)*)([\\p{L}_][\\p{L}\\p{N}_$]*|)$");

  /** As {@link #WORD}, where the last part is in quotes that are not closed yet. */
  private static final Pattern QUOTED_WORD = Pattern.compile("((?:" + PART + "\\.)*)(\"[^\"]*)$");

  /** A table in FROM with its alias, well enough for suggestions. */
  private static final Pattern FROM_ITEM =
      Pattern.compile(
          "(?:\\b(?:FROM|JOIN|INTO|UPDATE)|,)\\s+(?:(%1$s)\\.)?(%1$s)(?:\\s+(?:AS\\s+)?(%1$s))?"
              .formatted(PART),
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PLAIN_NAME =
      Pattern.compile("[a-z_][a-z0-9_]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern LEXEME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*|\\S");

  private static final Set<String> BEFORE_A_TABLE =
      Set.of("FROM", "JOIN", "INTO", "UPDATE", "TABLE", "DESCRIBE", "SUMMARIZE", "OPTIMIZE");

  /** Behind one of these other names than those of tables follow. */
  private static final Set<String> BEFORE_AN_EXPRESSION =
      Set.of(
          "SELECT",
          "WHERE",
          "BY",
          "ON",
          "HAVING",
          "SET",
          "USING",
          "QUALIFY",
          "AND",
          "OR",
          "WHEN",
          "THEN",
          "ELSE",
          "VALUES",
          "DISTINCT",
          "(");

  private static final List<String> KEYWORDS =
      Arrays.asList(
          ("ALL AND ANTI AS ASC BEGIN BETWEEN BY CASE CAST COMMIT CREATE CROSS CUBE CURRENT_DATE"
                  + " CURRENT_TIMESTAMP DEFAULT DELETE DESC DESCRIBE DISTINCT DROP ELSE END EXCEPT"
                  + " EXCLUDE EXISTS EXPLAIN FALSE FILTER FROM FULL GROUP GROUPING HAVING IF ILIKE"
                  + " IN INNER INSERT INTERSECT INTERVAL INTO IS JOIN KEY LATERAL LEFT LIKE LIMIT"
                  + " MERGE NATURAL NOT NULL NULLS OFFSET ON OPTIMIZE OR ORDER OUTER OVER"
                  + " PARTITION PARTITIONED PIVOT PRECEDING PRIMARY QUALIFY RANGE RECURSIVE REPLACE"
                  + " RESET RIGHT ROLLBACK ROLLUP ROWS SAMPLE SCHEMA SELECT SEMI SET SHOW SUMMARIZE"
                  + " TABLE THEN TRUE UNION UNNEST UPDATE USE USING VALUES VACUUM VIEW WHEN WHERE"
                  + " WINDOW WITH")
              .split(" "));

  private final StoreNames names;

  /** The statement up to the word, without what stands around it. */
  private final String written;

  /** The statement and what follows the cursor. */
  private final String statement;

  private final String qualifier;
  private final String part;

  private Completion(String text, int cursor, StoreNames names) {
    this.names = names;
    Matcher word = wordBefore(text.substring(0, cursor));
    this.qualifier = word.group(1);
    this.part = word.group(2);
    String before = text.substring(0, word.start());
    this.written = SqlScript.of(before).rest();
    this.statement = written.isEmpty() ? "" : text.substring(before.lastIndexOf(written));
  }

  /** Where the word begins that ends at the end of the text. */
  static int wordStart(String text) {
    return wordBefore(text).start();
  }

  private static Matcher wordBefore(String text) {
    boolean inQuotes = SqlScript.of(text).open() == SqlScript.Open.NAME;
    Matcher quoted = QUOTED_WORD.matcher(text);
    if (inQuotes && quoted.find()) {
      return quoted;
    }
    Matcher plain = WORD.matcher(text);
    if (!plain.find()) {
      throw new IllegalStateException("the empty word is at the end of any text");
    }
    return plain;
  }

  /**
   * What can stand at a place.
   *
   * @param text all that was written, also behind the cursor
   */
  static List<Suggestion> at(String text, int cursor, StoreNames names) {
    SqlScript.Open open = SqlScript.of(text.substring(0, cursor)).open();
    if (open == SqlScript.Open.TEXT || open == SqlScript.Open.COMMENT) {
      return List.of();
    }
    return new Completion(text, cursor, names).suggestions();
  }

  private List<Suggestion> suggestions() {
    List<Suggestion> found = new ArrayList<>();
    if (!qualifier.isEmpty()) {
      qualified(found);
    } else {
      List<String> lexemes = lexemes();
      String last = lexemes.isEmpty() ? "" : lexemes.get(lexemes.size() - 1);
      boolean wantsTable = wantsTable(lexemes);
      if (!wantsTable && !lexemes.isEmpty()) {
        columns(found);
        names.functions().forEach(function -> found.add(new Suggestion(Kind.FUNCTION, function)));
      }
      if (wantsTable || !lexemes.isEmpty()) {
        tables(found);
      }
      if (!BEFORE_A_TABLE.contains(last)) {
        keywords(found);
      }
    }
    String prefix = (qualifier + part).toLowerCase(Locale.ROOT);
    return found.stream()
        .distinct()
        .filter(suggestion -> suggestion.text().toLowerCase(Locale.ROOT).startsWith(prefix))
        .toList();
  }

  /** The words and signs before the cursor, in upper case. */
  private List<String> lexemes() {
    return LEXEME
        .matcher(written)
        .results()
        .map(result -> result.group().toUpperCase(Locale.ROOT))
        .toList();
  }

  private static boolean wantsTable(List<String> lexemes) {
    for (int i = lexemes.size() - 1; i >= 0; i--) {
      String lexeme = lexemes.get(i);
      if (BEFORE_A_TABLE.contains(lexeme)) {
        return i == lexemes.size() - 1 || lexemes.get(lexemes.size() - 1).equals(",");
      }
      if (BEFORE_AN_EXPRESSION.contains(lexeme)) {
        return false;
      }
    }
    return false;
  }

  /** Behind a point: the tables of a schema, or the columns of a table or alias. */
  private void qualified(List<Suggestion> found) {
    List<String> parts = parts(qualifier);
    String last = parts.get(parts.size() - 1);
    for (Table table : names.tables().keySet()) {
      if (table.schema().equalsIgnoreCase(last)) {
        found.add(new Suggestion(Kind.TABLE, qualifier + quoted(table.name())));
      }
    }
    Table table = parts.size() > 1 ? names.find(parts.get(parts.size() - 2), last) : aliased(last);
    if (table != null) {
      for (String column : names.tables().getOrDefault(table, List.of())) {
        found.add(new Suggestion(Kind.COLUMN, qualifier + quoted(column)));
      }
    }
  }

  private @Nullable Table aliased(String alias) {
    Matcher item = FROM_ITEM.matcher(statement);
    for (int from = 0; item.find(from); from = item.end(2)) {
      String written = item.group(3) == null ? item.group(2) : item.group(3);
      if (unquoted(written).equalsIgnoreCase(alias)) {
        return table(item);
      }
    }
    return names.find(null, alias);
  }

  private @Nullable Table table(Matcher item) {
    String schema = item.group(1);
    return names.find(schema == null ? null : unquoted(schema), unquoted(item.group(2)));
  }

  /** The columns of the statement's tables, or of all tables where it names none yet. */
  private void columns(List<Suggestion> found) {
    Set<Table> tables = new LinkedHashSet<>();
    Matcher item = FROM_ITEM.matcher(statement);
    for (int from = 0; item.find(from); from = item.end(2)) {
      Table table = table(item);
      if (table != null) {
        tables.add(table);
      }
    }
    for (Table table : tables.isEmpty() ? names.tables().keySet() : tables) {
      for (String column : names.tables().getOrDefault(table, List.of())) {
        found.add(new Suggestion(Kind.COLUMN, quoted(column)));
      }
    }
  }

  private void tables(List<Suggestion> found) {
    for (Table table : names.tables().keySet()) {
      if (table.schema().equalsIgnoreCase(names.currentSchema())) {
        found.add(new Suggestion(Kind.TABLE, quoted(table.name())));
      }
    }
    names.schemas().forEach(schema -> found.add(new Suggestion(Kind.SCHEMA, quoted(schema))));
  }

  /** In the case in which the word was begun. */
  private void keywords(List<Suggestion> found) {
    boolean lowerCase = !part.isEmpty() && part.equals(part.toLowerCase(Locale.ROOT));
    for (String keyword : KEYWORDS) {
      found.add(
          new Suggestion(Kind.KEYWORD, lowerCase ? keyword.toLowerCase(Locale.ROOT) : keyword));
    }
  }

  private static List<String> parts(String qualifier) {
    return Pattern.compile(PART)
        .matcher(qualifier)
        .results()
        .map(part -> unquoted(part.group()))
        .collect(Collectors.toList());
  }

  /** A name as it must be written. */
  static String quoted(String name) {
    boolean plain =
        PLAIN_NAME.matcher(name).matches() && !KEYWORDS.contains(name.toUpperCase(Locale.ROOT));
    return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** The name that stands in quotes or does not. */
  static String unquoted(String written) {
    return written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written;
  }
}
