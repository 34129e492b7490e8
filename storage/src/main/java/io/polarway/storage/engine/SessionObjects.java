package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes on another connection what stands on a session's: macros, types and sequences by their own
 * texts, variables with their values, views, and tables without their rows.
 */
final class SessionObjects {

  private static final Pattern DEFINITION =
      Pattern.compile(
          "(CREATE|DROP)\\b.*?\\b(MACRO|FUNCTION|TYPE|SEQUENCE)\\s+(IF\\s+(?:NOT\\s+)?EXISTS\\s+)?"
              + "(?:(?:\"(?:[^\"]|\"\")+\"|\\w+)\\s*\\.\\s*)*(\"(?:[^\"]|\"\")+\"|[^\\s(;.]+).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String TABLES =
      """
      SELECT table_name, 'CREATE TEMP TABLE "' || replace(table_name, '"', '""') || '" ('
        || string_agg('"' || replace(column_name, '"', '""') || '" ' || data_type, ', '
             ORDER BY column_index) || ')'
      FROM duckdb_columns() WHERE database_name = 'temp' AND NOT internal GROUP BY table_name
      """;

  private static final String VIEWS =
      "SELECT view_name, sql FROM duckdb_views() WHERE temporary AND NOT internal";

  private static final String VARIABLES =
      "SELECT name, value, type FROM duckdb_variables() ORDER BY name";

  /** Types whose values a text tells exactly. */
  private static final Pattern PLAIN_TYPE = Pattern.compile("[A-Z_ 0-9]+|DECIMAL\\([0-9, ]+\\)");

  private final Map<String, String> definitions = new LinkedHashMap<>();

  /**
   * What makes all of it.
   *
   * @param statements in any order
   * @param views statements by the names of what they make; they may need the others, and each
   *     other
   */
  record Copy(List<String> statements, Map<String, String> views) {
    static final Copy EMPTY = new Copy(List.of(), Map.of());
  }

  /** Takes note of a statement that was carried out. */
  void changed(String statement) {
    Matcher matcher = DEFINITION.matcher(statement);
    if (!matcher.matches()) {
      return;
    }
    String kind = matcher.group(2).toUpperCase(Locale.ROOT).replace("FUNCTION", "MACRO");
    String name = matcher.group(4).toLowerCase(Locale.ROOT).replace("\"", "");
    String key = kind + ' ' + name;
    if (matcher.group(1).equalsIgnoreCase("DROP")) {
      definitions.remove(key);
    } else if (matcher.group(3) == null || !definitions.containsKey(key)) {
      definitions.remove(key);
      definitions.put(key, statement);
    }
  }

  /**
   * What makes it elsewhere.
   *
   * @param boundTables the views that are tables of the store
   * @param without the tables of the store that stand there already
   */
  Copy copy(DuckDb duckDb, Cursor cursor, Set<String> boundTables, Set<String> without) {
    List<String> statements = new ArrayList<>(definitions.values());
    Map<String, String> views = new LinkedHashMap<>();
    for (List<@Nullable String> row : TextRows.read(duckDb, cursor, VIEWS, 2)) {
      String name = Objects.requireNonNull(row.get(0));
      if (!boundTables.contains(name)) {
        views.put(name, Objects.requireNonNull(row.get(1)));
      }
    }
    for (List<@Nullable String> row : TextRows.read(duckDb, cursor, TABLES, 2)) {
      String name = Objects.requireNonNull(row.get(0));
      if (!views.containsKey(name) && without.stream().noneMatch(name::equalsIgnoreCase)) {
        statements.add(Objects.requireNonNull(row.get(1)));
      }
    }
    for (List<@Nullable String> row : TextRows.read(duckDb, cursor, VARIABLES, 3)) {
      statements.add(
          variable(
              duckDb,
              cursor,
              Objects.requireNonNull(row.get(0)),
              row.get(1),
              Objects.requireNonNull(row.get(2))));
    }
    return new Copy(statements, views);
  }

  private static String variable(
      DuckDb duckDb, Cursor cursor, String name, @Nullable String value, String type) {
    String set = "SET VARIABLE " + SqlText.identifier(name) + " = ";
    if (PLAIN_TYPE.matcher(type).matches()) {
      return set
          + (value == null ? "NULL" : "CAST(" + SqlText.literal(value) + " AS " + type + ")");
    }
    if (!type.equals("VARCHAR[]") || value == null) {
      throw new StorageException(
          Failure.UNSUPPORTED,
          "Files cannot be read beside the variable %s of type %s; reset it".formatted(name, type));
    }
    List<String> elements = new ArrayList<>();
    for (List<@Nullable String> row :
        TextRows.read(
            duckDb, cursor, "SELECT unnest(getvariable(" + SqlText.literal(name) + "))", 1)) {
      String element = row.get(0);
      elements.add(element == null ? "NULL" : SqlText.literal(element));
    }
    return set + "CAST([" + String.join(", ", elements) + "] AS VARCHAR[])";
  }
}
