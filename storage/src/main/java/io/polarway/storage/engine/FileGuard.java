package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.syntax.EngineCatalog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps statements from the files of the store itself, which the engine has to read for its tables.
 * A statement that may read files is prepared on another instance first, which may read the allowed
 * paths alone, with tables that have no rows: the engine resolves every path while it prepares,
 * whatever macro, variable, parameter or text within the text it comes from, and denies it there.
 *
 * <p>What would resolve to another path the second time is refused, and what the engine looks at
 * only when it runs is evaluated here.
 */
final class FileGuard {

  private static final int DEEPEST = 8;

  /** A table that is not there, in the place of files that a view must not read. */
  private static final String OUT_OF_REACH = "polarway_out_of_reach";

  /** A number behind the sign of a parameter, or its name. */
  private static final Pattern NUMBERED = Pattern.compile("\\$|\\?[0-9]");

  /** Statements that EXPLAIN takes only within a query. */
  private static final Pattern WITHIN_QUERY =
      Pattern.compile(
          "\\(.*|(DESCRIBE|DESC|SHOW|SUMMARIZE)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern PREPARED_ONLY =
      Pattern.compile(
          "(SELECT|FROM|WITH|VALUES|TABLE|INSERT|UPDATE|DELETE|MERGE|PIVOT|UNPIVOT"
              + "|CREATE\\s.*\\bTABLE)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final DuckDb duckDb;
  private final Cursor cursor;
  private final EngineFunctions functions;
  private final Set<String> macros;
  private @Nullable StorageException cause;
  private @Nullable String momentOfMacros;
  private boolean mayUseViews;

  /**
   * @param cursor of the instance that may read the allowed paths alone, with the session's
   *     settings, its objects, and tables without rows
   * @param macros the session's own, in lower case
   */
  FileGuard(DuckDb duckDb, Cursor cursor, EngineFunctions functions, Set<String> macros) {
    this.duckDb = duckDb;
    this.cursor = cursor;
    this.functions = functions;
    this.macros = macros;
  }

  /** Makes the session's objects stand here. A view that cannot fails those who use it. */
  void define(SessionObjects.Copy objects) {
    mayUseViews = !objects.views().isEmpty();
    for (String statement : objects.statements()) {
      if (StatementText.makesMacro(statement) && momentOfMacros == null) {
        momentOfMacros = FileCalls.anyMoment(statement, functions);
      }
    }
    List<String> all = new ArrayList<>(objects.statements());
    all.addAll(objects.views().values());
    List<String> failed = runAll(all);
    if (failed.isEmpty()) {
      return;
    }
    cursor.run("CREATE TEMP TABLE " + OUT_OF_REACH + " (a INTEGER)");
    objects
        .views()
        .forEach(
            (name, definition) -> {
              if (failed.contains(definition)) {
                cursor.run(
                    "CREATE TEMP VIEW " + SqlText.identifier(name) + " AS FROM " + OUT_OF_REACH);
              }
            });
    cursor.run("DROP TABLE " + OUT_OF_REACH);
    failed.removeAll(objects.views().values());
    if (!runAll(failed).isEmpty() && cause != null) {
      throw cause;
    }
  }

  /** Runs statements that may need each other; gives those that cannot be run. */
  private List<String> runAll(List<String> statements) {
    List<String> waiting = statements;
    while (!waiting.isEmpty()) {
      List<String> failed = new ArrayList<>();
      for (String statement : waiting) {
        try {
          cursor.run(statement);
        } catch (StorageException e) {
          cause = e;
          failed.add(statement);
        }
      }
      if (failed.size() == waiting.size()) {
        return failed;
      }
      waiting = failed;
    }
    return new ArrayList<>();
  }

  /**
   * Fails when a statement may not run.
   *
   * @param text the user's own
   * @param sql what the engine would run, on tables without rows
   * @param parameters null as long as they have no values
   */
  void check(String text, String sql, @Nullable List<? extends @Nullable Object> parameters) {
    checkText(text, parameters, 0);
    String statement = StatementText.single(sql);
    try {
      execute(prepared(statement), parameters);
    } catch (StorageException e) {
      throw cause != null && String.valueOf(e.getMessage()).contains(OUT_OF_REACH) ? cause : e;
    }
  }

  /** What has the engine prepare a statement; the statement where there is nothing to run. */
  private static String prepared(String statement) {
    if (WITHIN_QUERY.matcher(statement).matches()) {
      return "EXPLAIN FROM (" + statement + "\n)";
    }
    return PREPARED_ONLY.matcher(statement).matches() ? "EXPLAIN " + statement : statement;
  }

  private void checkText(
      String text, @Nullable List<? extends @Nullable Object> parameters, int depth) {
    FileCalls calls = FileCalls.of(text, () -> functions, macros);
    String moment = calls.moment();
    if (moment == null && (calls.callsMacro() || mayUseViews)) {
      moment = momentOfMacros;
    }
    if (moment != null) {
      throw denied("the path of a file must not depend on " + moment);
    }
    boolean isForLater = StatementText.makesView(text) || StatementText.makesMacro(text);
    for (FileCalls.Call call : calls.evaluated()) {
      if (depth >= DEEPEST || (call.parameters() > 0 && parameters == null)) {
        throw denied(call.function() + "() is too deep, or its parameters have no values yet");
      }
      if (isForLater && !isPlainText(call.arguments())) {
        throw denied(call.function() + "() of a computed text in a macro or view");
      }
      List<? extends @Nullable Object> values = valuesOf(call, parameters);
      if (call.readsText()) {
        checkInner(call, values, depth);
      } else {
        execute("SELECT count(*) FROM " + call.function() + "(" + call.arguments() + ")", values);
      }
    }
  }

  private void checkInner(FileCalls.Call call, List<? extends @Nullable Object> values, int depth) {
    for (List<@Nullable String> row :
        rows("SELECT CAST((" + call.arguments() + "\n) AS VARCHAR)", values, 1)) {
      String inner = row.get(0);
      if (inner == null) {
        continue;
      }
      if (call.function().equals("query_table")) {
        checkNames(call, inner);
      } else if (call.function().equals("query")) {
        checkNames(call, inner);
        checkText(inner, List.of(), depth + 1);
      } else {
        for (String word : inner.split("[^A-Za-z0-9_]+", -1)) {
          String name = word.toLowerCase(Locale.ROOT);
          if (functions.isOfMoment(name, true) || FileCalls.EVALUATED.contains(name)) {
            throw denied("a serialized statement with files must not call " + word);
          }
        }
      }
    }
  }

  /** The engine's catalog has none of the tables; in a text that it alone sees, it would answer. */
  private static void checkNames(FileCalls.Call call, String inner) {
    StatementText.Tokens tokens = StatementText.tokens(inner);
    String last = "";
    while (tokens.next()) {
      String name = FileCalls.name(tokens.text());
      if (name != null) {
        checkName(call, name);
        if (name.equals("show") && last.equals("(")) {
          throw unsupported("SHOW", call);
        }
      }
      last = tokens.text();
    }
  }

  private static void checkName(FileCalls.Call call, String name) {
    if (EngineCatalog.mayTellOfTables(name)) {
      throw unsupported(name, call);
    }
  }

  private static StorageException unsupported(String name, FileCalls.Call call) {
    return new StorageException(
        Failure.UNSUPPORTED,
        "%s within the text of %s() is not supported, as only the engine sees it there: name it in the query itself."
            .formatted(name, call.function()));
  }

  private static boolean isPlainText(String arguments) {
    String text = arguments.strip();
    return text.length() > 1 && text.startsWith("'") && text.indexOf('\'', 1) == text.length() - 1;
  }

  private static List<? extends @Nullable Object> valuesOf(
      FileCalls.Call call, @Nullable List<? extends @Nullable Object> parameters) {
    if (call.parameters() == 0 || parameters == null) {
      return List.of();
    }
    if (NUMBERED.matcher(call.arguments()).find()) {
      throw denied("the parameters of " + call.function() + "() must not have numbers or names");
    }
    return parameters.subList(call.firstParameter(), call.firstParameter() + call.parameters());
  }

  /** Runs a statement to its end, where errors show. */
  private void execute(String sql, @Nullable List<? extends @Nullable Object> parameters) {
    rows(sql, parameters, 0);
  }

  private List<List<@Nullable String>> rows(
      String sql, @Nullable List<? extends @Nullable Object> parameters, int columns) {
    ByteBuffer statement = cursor.prepare(sql);
    try {
      List<String> types = duckDb.statementMeta(statement).parameterTypes();
      @Nullable Object[] bound =
          parameters == null
              ? new @Nullable Object[types.size()]
              : new ParameterBinder(duckDb).bind(parameters, types);
      return TextRows.read(duckDb, duckDb.execute(statement, bound), columns);
    } finally {
      duckDb.release(statement);
    }
  }

  static StorageException denied(String what) {
    return new StorageException(
        Failure.ACCESS_DENIED,
        "A statement that reads files beside the store's own is checked before it runs, and here it"
            + " cannot be: %s. Queries read the store's tables and the directories of the property"
                .formatted(what)
            + " allowedPaths, and nothing else.");
  }
}
