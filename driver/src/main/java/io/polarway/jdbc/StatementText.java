package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.FunctionCall;
import io.polarway.jdbc.sql.NativeText;
import io.polarway.jdbc.sql.SqlParser;
import io.polarway.jdbc.sql.SqlScript;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.SqlSyntaxException;
import io.polarway.jdbc.type.SurrogatePairs;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a user gives to a JDBC method as SQL, and checks that it fits that method. */
final class StatementText {

  private StatementText() {}

  /**
   * All statements of a text, at least one, none with parameters.
   *
   * @param escapes whether it may have JDBC escapes in it
   */
  static List<SqlStatement> script(@Nullable String sql, boolean escapes) throws SQLException {
    List<SqlStatement> statements = parsed(sql, escapes);
    for (SqlStatement statement : statements) {
      if (statement.parameterCount() > 0) {
        throw SqlErrors.of(
            SqlState.WRONG_PARAMETER_COUNT,
            "%s has parameters; call prepareStatement and set them"
                .formatted(SqlErrors.shown(statement.text())));
      }
    }
    return statements;
  }

  /** The only statement of a text. */
  static SqlStatement single(@Nullable String sql) throws SQLException {
    List<SqlStatement> statements = parsed(sql, true);
    if (statements.size() > 1) {
      throw SqlErrors.unsupported(
          "Preparing %d statements in one text (prepare each, or use Statement.execute)"
              .formatted(statements.size()));
    }
    return statements.get(0);
  }

  /** Fails unless the text is one statement that gives rows. */
  static void checkGivesRows(List<SqlStatement> statements) throws SQLException {
    if (statements.size() != 1 || !givesRows(statements.get(0))) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "executeQuery takes one statement that gives rows; call execute or executeUpdate for "
              + SqlErrors.shown(statements.get(0).text()));
    }
  }

  /** Fails if any statement gives rows. */
  static void checkGivesNoRows(List<SqlStatement> statements) throws SQLException {
    for (SqlStatement statement : statements) {
      if (givesRows(statement)) {
        throw SqlErrors.of(
            SqlState.INVALID_STATEMENT,
            "executeUpdate takes no statement that gives rows; call executeQuery or execute for "
                + SqlErrors.shown(statement.text()));
      }
    }
  }

  static boolean givesRows(SqlStatement statement) {
    return statement instanceof SqlStatement.Query
        || statement instanceof SqlStatement.Show
        || statement instanceof SqlStatement.Describe
        || statement instanceof SqlStatement.Call
        || statement instanceof SqlStatement.Explain
        || isReturning(statement);
  }

  /** Whether a change of a table has RETURNING. */
  private static boolean isReturning(SqlStatement statement) {
    return (statement instanceof SqlStatement.Insert insert && insert.returning())
        || (statement instanceof SqlStatement.Update update && update.returning())
        || (statement instanceof SqlStatement.Delete delete && delete.returning())
        || (statement instanceof SqlStatement.Merge merge && merge.returning());
  }

  /** The query that gives the value of {@code {? = call f(...)}}; null for any other text. */
  static @Nullable String functionQuery(@Nullable String sql) throws SQLException {
    if (sql == null) {
      throw SqlErrors.invalidArgument("The SQL text is null");
    }
    try {
      return FunctionCall.query(sql);
    } catch (SqlSyntaxException unreadable) {
      throw syntaxError(unreadable);
    }
  }

  /** A text with its JDBC escapes put into the dialect ({@link java.sql.Connection#nativeSQL}). */
  static String nativeText(@Nullable String sql) throws SQLException {
    if (sql == null) {
      throw SqlErrors.invalidArgument("The SQL text is null");
    }
    try {
      return NativeText.mayHaveEscapes(sql) ? NativeText.of(sql).text() : sql;
    } catch (SqlSyntaxException unreadable) {
      throw syntaxError(unreadable);
    }
  }

  private static List<SqlStatement> parsed(@Nullable String sql, boolean escapes)
      throws SQLException {
    if (sql == null) {
      throw SqlErrors.invalidArgument("The SQL text is null");
    }
    if (escapes && NativeText.mayHaveEscapes(sql)) {
      return parsedWithEscapes(sql);
    }
    SqlStatement kept = SqlParser.kept(sql);
    return kept == null ? parsedScript(sql) : List.of(kept);
  }

  private static List<SqlStatement> parsedWithEscapes(String sql) throws SQLException {
    return CallGuard.translated(
        () -> {
          try {
            checkCharacters(sql);
            NativeText text = NativeText.of(sql);
            if (SqlScript.split(text.text()).size() != 1) {
              return parsedScript(text.text());
            }
            return parsedSingle(sql, text);
          } catch (SqlSyntaxException unreadable) {
            throw syntaxError(unreadable);
          }
        });
  }

  private static List<SqlStatement> parsedSingle(String sql, NativeText text)
      throws SqlSyntaxException {
    try {
      return List.of(SqlParser.parse(text.text()));
    } catch (SqlSyntaxException unreadable) {
      throw unreadable.in(sql, text.origin(unreadable.position()));
    }
  }

  private static List<SqlStatement> parsedScript(String sql) throws SQLException {
    return CallGuard.translated(
        () -> {
          checkCharacters(sql);
          List<SqlStatement> statements = new ArrayList<>();
          for (String text : SqlScript.split(sql)) {
            statements.add(parsedStatement(text));
          }
          if (statements.isEmpty()) {
            throw SqlErrors.of(SqlState.SYNTAX_ERROR, "The SQL text has no statement in it");
          }
          return statements;
        });
  }

  /** The engine's texts end at U+0000, and are UTF-8. */
  private static void checkCharacters(String sql) throws SQLException {
    int end = sql.indexOf('\0');
    if (end >= 0) {
      throw syntaxError(
          SqlSyntaxException.wrong(
              sql, end, "SQL cannot have the character U+0000 in it (pass it as a parameter)"));
    }
    SurrogatePairs.check(sql, "the statement");
  }

  private static SqlStatement parsedStatement(String text) throws SQLException {
    try {
      return SqlParser.parse(text);
    } catch (SqlSyntaxException unreadable) {
      throw syntaxError(unreadable);
    }
  }

  private static SQLException syntaxError(SqlSyntaxException unreadable) {
    return SqlErrors.of(SqlState.SYNTAX_ERROR, String.valueOf(unreadable.getMessage()), unreadable);
  }
}
