package io.polarway.storage.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a text may read files: calls of functions that do, and names that look like files. Found
 * without a grammar, so that it holds for any text; what is in doubt counts.
 */
final class FileCalls {

  /** Functions whose argument the engine does not look at while it only prepares. */
  static final Set<String> EVALUATED =
      Set.of("json_execute_serialized_sql", "query", "query_table", "sniff_csv");

  /** Variables have the same value wherever the text is prepared. */
  private static final String VARIABLE = "getvariable";

  /** A name that the engine would take for a file's if no table has it. */
  private static final Pattern FILE_NAME =
      Pattern.compile(
          "\\.(?:arrow|avro|csv|db|ddb|duckdb|geojson|json|jsonl|ndjson|parquet|tsv|txt|xlsx)");

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private final String sql;
  private final Supplier<EngineFunctions> functions;
  private final Set<String> macros;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Call> evaluated = new ArrayList<>();
  private int readers;
  private int parameters;
  private boolean any;
  private boolean parametrized;
  private boolean callsMacro;
  private @Nullable String moment;

  /** A parenthesis that is not closed yet; {@code function} null for any but a reader's. */
  private record Open(@Nullable String function, int start, int parametersBefore) {}

  /**
   * A call whose arguments have to be evaluated.
   *
   * @param arguments their text
   * @param firstParameter how many parameters stand before it
   * @param parameters how many are in it
   */
  record Call(String function, String arguments, int firstParameter, int parameters) {
    boolean readsText() {
      return !function.equals("sniff_csv");
    }
  }

  private FileCalls(String sql, Supplier<EngineFunctions> functions, Set<String> macros) {
    this.sql = sql;
    this.functions = functions;
    this.macros = macros;
  }

  /**
   * @param functions asked only when the text calls any
   * @param macros the session's own, in lower case, which may do anything
   */
  static FileCalls of(String sql, Supplier<EngineFunctions> functions, Set<String> macros) {
    FileCalls calls = new FileCalls(sql, functions, macros);
    calls.read();
    return calls;
  }

  /** What in a text is another value at each time, wherever it stands; null when nothing is. */
  static @Nullable String anyMoment(String sql, EngineFunctions functions) {
    FileCalls calls = new FileCalls(sql, () -> functions, Set.of());
    calls.readers = 1;
    calls.read();
    return calls.moment;
  }

  /** Whether there are any. */
  boolean any() {
    return any;
  }

  /** Whether a parameter of the statement is in their arguments. */
  boolean parametrized() {
    return parametrized;
  }

  /** What in their arguments is another value at each time; null when nothing is. */
  @Nullable String moment() {
    return moment;
  }

  boolean callsMacro() {
    return callsMacro;
  }

  List<Call> evaluated() {
    return evaluated;
  }

  private void read() {
    StatementText.Tokens tokens = StatementText.tokens(sql);
    String last = "";
    while (tokens.next()) {
      String token = tokens.text();
      if (token.length() == 1 && OPENING.indexOf(token.charAt(0)) >= 0) {
        open(name(last), tokens.start() + 1);
      } else if (token.length() == 1 && CLOSING.indexOf(token.charAt(0)) >= 0) {
        close(tokens.start());
      } else {
        value(token, last);
      }
      last = token;
    }
  }

  /** The name that a token is, in lower case; null when it is none. */
  static @Nullable String name(String token) {
    if (token.length() > 1 && token.charAt(0) == '"') {
      return token.substring(1, token.length() - 1).replace("\"\"", "\"").toLowerCase(Locale.ROOT);
    }
    return !token.isEmpty() && Character.isJavaIdentifierStart(token.charAt(0)) && !isText(token)
        ? token.toLowerCase(Locale.ROOT)
        : null;
  }

  private void open(@Nullable String called, int start) {
    boolean reads =
        called != null && (functions.get().readsFiles(called) || macros.contains(called));
    if (called != null && readers > 0 && functions.get().isOfMoment(called, true)) {
      note(called);
    }
    any |= reads;
    callsMacro |= called != null && macros.contains(called);
    readers += reads ? 1 : 0;
    open.push(new Open(reads ? called : null, start, parameters));
  }

  private void close(int end) {
    if (open.isEmpty()) {
      return;
    }
    Open closed = open.pop();
    String function = closed.function();
    if (function != null) {
      readers--;
      if (EVALUATED.contains(function)) {
        evaluated.add(
            new Call(
                function,
                sql.substring(closed.start(), end),
                closed.parametersBefore(),
                parameters - closed.parametersBefore()));
      }
    }
  }

  private void value(String token, String last) {
    if (token.equals("?") || token.equals("$")) {
      parameters++;
      parametrized |= readers > 0;
    } else if (isText(token)) {
      // Escapes, and texts that go on behind a line's end, can hide what they say.
      any |=
          isText(last)
              || last.equals("&")
              || token.charAt(0) == 'e'
              || token.charAt(0) == 'E'
              || namesFile(token);
    } else if (token.charAt(0) == '"') {
      any |= namesFile(token);
    } else if (readers > 0 && functions.get().isOfMoment(token.toLowerCase(Locale.ROOT), false)) {
      note(token);
    }
  }

  private static boolean isText(String token) {
    return (token.indexOf('\'') >= 0 && "'eE".indexOf(token.charAt(0)) >= 0)
        || (token.length() > 1 && token.charAt(0) == '$');
  }

  private static boolean namesFile(String token) {
    return token.indexOf('.') >= 0 && FILE_NAME.matcher(token.toLowerCase(Locale.ROOT)).find();
  }

  private void note(String name) {
    if (!name.equals(VARIABLE)) {
      moment = name;
    }
  }
}
