package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds where a statement ends. The engine executes all statements of a text but the last one while
 * it prepares, so a text of several must never reach it.
 */
final class StatementText {

  private static final Set<String> QUERY_WORDS =
      Set.of(
          "SELECT",
          "WITH",
          "FROM",
          "VALUES",
          "TABLE",
          "PIVOT",
          "PIVOT_WIDER",
          "PIVOT_LONGER",
          "UNPIVOT",
          "DESCRIBE",
          "DESC",
          "SHOW",
          "SUMMARIZE",
          "EXPLAIN",
          "(");

  private static final Set<String> EXPLAINED_WORDS =
      Set.of("SELECT", "WITH", "FROM", "VALUES", "TABLE", "PIVOT", "UNPIVOT");

  private static final Set<String> ROW_CHANGES =
      Set.of("INSERT", "UPDATE", "DELETE", "TRUNCATE", "MERGE");

  private static final Pattern TEMPORARY =
      Pattern.compile(
          "CREATE (OR REPLACE )?(LOCAL )?(TEMP|TEMPORARY)"
              + " (TABLE|VIEW|MACRO|FUNCTION|SEQUENCE|TYPE)\\b|DROP"
              + " (TABLE|VIEW|MACRO|FUNCTION|SEQUENCE|TYPE)\\b|(SET|RESET) (SESSION"
              + " )?VARIABLE\\b|INSERT (OR (REPLACE|IGNORE) )?INTO\\b|UPDATE\\b|DELETE"
              + " FROM\\b|TRUNCATE\\b|MERGE INTO\\b|ALTER (TABLE|VIEW)\\b");

  private final String sql;
  private int position;

  private StatementText(String sql) {
    this.sql = sql;
  }

  /**
   * The statement without what follows it: blanks, comments and semicolons.
   *
   * @throws StorageException when there is no statement or more than one
   */
  static String single(String sql) {
    return new StatementText(sql).single();
  }

  /**
   * The one statement of a text, which must be a query by its first words. Other statements write
   * files, change settings, or bring in code.
   */
  static String query(String sql) {
    String statement = single(sql);
    List<String> words = firstWords(statement, 3);
    if (!QUERY_WORDS.contains(words.get(0))) {
      throw notAQuery(statement);
    }
    if (words.get(0).equals("EXPLAIN")) {
      int next = words.size() > 1 && words.get(1).equals("ANALYZE") ? 2 : 1;
      if (next >= words.size() || !EXPLAINED_WORDS.contains(words.get(next))) {
        throw notAQuery(statement);
      }
    }
    return statement;
  }

  /**
   * The one statement of a text, which by its first words changes temporary objects, or rows that
   * can only be those of temporary tables.
   */
  static String temporary(String sql) {
    String statement = single(sql);
    if (!TEMPORARY.matcher(String.join(" ", firstWords(statement, 6))).lookingAt()) {
      throw notAQuery(statement);
    }
    return statement;
  }

  /** Whether a statement of {@link #temporary} leaves names as they are. */
  static boolean changesRowsOnly(String statement) {
    return ROW_CHANGES.contains(firstWords(statement, 1).get(0));
  }

  /** Whether a statement makes a view. */
  static boolean makesView(String statement) {
    return makes(statement, "VIEW");
  }

  /** Whether a statement makes a macro. */
  static boolean makesMacro(String statement) {
    return makes(statement, "MACRO") || makes(statement, "FUNCTION");
  }

  private static boolean makes(String statement, String what) {
    List<String> words = firstWords(single(statement), 5);
    return words.get(0).equals("CREATE") && words.contains(what);
  }

  static StorageException notAQuery(String statement) {
    String start = statement.length() <= 40 ? statement : statement.substring(0, 40) + "...";
    return new StorageException(
        Failure.ACCESS_DENIED,
        "The engine runs queries only, and this is none: %s. They read the store's tables and the"
                .formatted(start)
            + " directories of the property allowedPaths; they write no files, attach no databases,"
            + " load no extensions and change no settings.");
  }

  /** The first words, in upper case; any other character is one of its own. */
  private static List<String> firstWords(String statement, int count) {
    List<String> words = new ArrayList<>();
    StatementText text = new StatementText(statement);
    while (text.position < statement.length() && words.size() < count) {
      int start = text.position;
      text.skipToken();
      words.add(statement.substring(start, text.position).toUpperCase(Locale.ROOT));
      text.skipBlanks();
    }
    return words;
  }

  /** The tokens of a text. */
  static Tokens tokens(String sql) {
    return new StatementText(sql).new Tokens();
  }

  /** Goes from token to token; any character that is no word or quote is a token of its own. */
  final class Tokens {
    private int start;
    private int end;

    /** Goes on to the next one; false when there is none. */
    boolean next() {
      end = position;
      skipBlanks();
      start = position;
      if (position == sql.length()) {
        return false;
      }
      skipToken();
      return true;
    }

    String text() {
      return sql.substring(start, position);
    }

    /** Where it begins, in chars from 0. */
    int start() {
      return start;
    }

    /** Whether blanks or comments stand before it. */
    boolean follows() {
      return start > end;
    }

    /** Whether a line ends before it. */
    boolean followsLine() {
      for (int i = end; i < start; i++) {
        if (sql.charAt(i) == '\n' || sql.charAt(i) == '\r') {
          return true;
        }
      }
      return false;
    }
  }

  private String single() {
    skipBlanks();
    while (position < sql.length() && sql.charAt(position) == ';') {
      position++;
      skipBlanks();
    }
    if (position == sql.length()) {
      throw new StorageException(Failure.SYNTAX, "There is no statement in the text.");
    }
    int start = position;
    int end = start;
    while (position < sql.length() && sql.charAt(position) != ';') {
      skipToken();
      end = position;
      skipBlanks();
    }
    while (position < sql.length() && sql.charAt(position) == ';') {
      position++;
      skipBlanks();
    }
    if (position < sql.length()) {
      throw new StorageException(
          Failure.UNSUPPORTED,
          "The text has more than one statement; execute them one by one. The second one begins"
              + " at character "
              + (position + 1)
              + ".");
    }
    return sql.substring(start, end);
  }

  private void skipBlanks() {
    while (position < sql.length()) {
      if (isBlank(sql.charAt(position))) {
        position++;
      } else if (sql.startsWith("--", position)) {
        skipLine();
      } else if (sql.startsWith("/*", position)) {
        skipComment();
      } else {
        return;
      }
    }
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  private void skipLine() {
    while (position < sql.length()
        && sql.charAt(position) != '\n'
        && sql.charAt(position) != '\r') {
      position++;
    }
  }

  /** Comments nest. */
  private void skipComment() {
    int depth = 0;
    while (position < sql.length()) {
      if (sql.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (sql.startsWith("*/", position)) {
        depth--;
        position += 2;
        if (depth == 0) {
          return;
        }
      } else {
        position++;
      }
    }
    throw new StorageException(Failure.SYNTAX, "A comment that begins with /* does not end.");
  }

  private void skipToken() {
    char c = sql.charAt(position);
    if (c == '\'' || c == '"') {
      skipQuoted(c, false);
    } else if ((c == 'e' || c == 'E')
        && position + 1 < sql.length()
        && sql.charAt(position + 1) == '\'') {
      position++;
      skipQuoted('\'', true);
    } else if (c == '$') {
      skipDollar();
    } else if (isNamePart(c)) {
      while (position < sql.length() && isNamePart(sql.charAt(position))) {
        position++;
      }
    } else {
      position++;
    }
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '$' || Character.isLetterOrDigit(c) || (c >= 0x80 && !isBlank(c));
  }

  private void skipQuoted(char quote, boolean escapes) {
    int start = position++;
    while (position < sql.length()) {
      char c = sql.charAt(position++);
      if (escapes && c == '\\') {
        position++;
      } else if (c == quote) {
        if (position < sql.length() && sql.charAt(position) == quote) {
          position++;
        } else {
          return;
        }
      }
    }
    throw new StorageException(
        Failure.SYNTAX, "The quote %c at character %d has no end.".formatted(quote, start + 1));
  }

  /**
   * Skips a string such as {@code $tag$...$tag$}, or the sign of a parameter such as {@code $1}.
   */
  private void skipDollar() {
    int tagEnd = position + 1;
    while (tagEnd < sql.length() && sql.charAt(tagEnd) != '$' && isNamePart(sql.charAt(tagEnd))) {
      tagEnd++;
    }
    boolean isTag =
        tagEnd < sql.length()
            && sql.charAt(tagEnd) == '$'
            && !Character.isDigit(sql.charAt(position + 1));
    if (!isTag) {
      position++;
      return;
    }
    String tag = sql.substring(position, tagEnd + 1);
    int end = sql.indexOf(tag, tagEnd + 1);
    if (end < 0) {
      throw new StorageException(Failure.SYNTAX, "The string " + tag + "... has no end.");
    }
    position = end + tag.length();
  }
}
