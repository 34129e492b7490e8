package io.polarway.storage.engine;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ColumnBatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions whose result does not follow from their arguments and the session's settings alone:
 * what the engine's own list calls volatile, or consistent within one query only, and what is
 * defined by them.
 */
public final class EngineFunctions {

  /** What a function's result depends on beside its arguments. */
  public enum Dependence {
    NONE,
    /** The clock, chance, or the engine's state. */
    MOMENT,
    /** Files, or the engine's own catalog. */
    OTHER_SOURCES
  }

  /** Table functions that make their rows of their arguments. */
  private static final Set<String> PURE_TABLE_FUNCTIONS =
      Set.of(
          "generate_series", "json_each", "json_tree", "range", "repeat", "repeat_row", "unnest");

  /** Table functions that read neither files nor tables of which a text tells them. */
  private static final Set<String> WITHOUT_FILES =
      Set.of(
          "icu_calendar_names",
          "pg_timezone_names",
          "test_all_types",
          "test_vector_types",
          "which_secret");

  /** Functions that read the clock although the engine's list calls them consistent. */
  private static final Set<String> CLOCKS =
      Set.of("age", "current_localtime", "current_localtimestamp", "getenv");

  /** Words that are calls without parentheses. */
  private static final Set<String> CALLING_WORDS =
      Set.of(
          "current_catalog",
          "current_date",
          "current_role",
          "current_schema",
          "current_time",
          "current_timestamp",
          "current_user",
          "localtime",
          "localtimestamp",
          "session_user",
          "user");

  private static final String LIST =
      "SELECT DISTINCT lower(function_name),"
          + " CASE WHEN function_type IN ('table', 'pragma') THEN 'table'"
          + " WHEN function_type = 'table_macro' THEN 'table macro'"
          + " WHEN macro_definition IS NOT NULL THEN 'macro'"
          + " WHEN coalesce(stability, 'VOLATILE') = 'CONSISTENT' THEN 'consistent'"
          + " ELSE 'volatile' END AS kind, coalesce(macro_definition, '')"
          + " FROM duckdb_functions() ORDER BY kind";

  private final Map<String, Dependence> dependences;
  private final Set<String> readers;

  private EngineFunctions(Map<String, Dependence> dependences, Set<String> readers) {
    this.dependences = Map.copyOf(dependences);
    this.readers = Set.copyOf(readers);
  }

  /** Asks the engine. */
  static EngineFunctions read(Engine engine) {
    Map<String, Dependence> dependences = new HashMap<>();
    CLOCKS.forEach(name -> dependences.put(name, Dependence.MOMENT));
    Map<String, Set<StatementWords>> macros = new HashMap<>();
    Set<String> consistent = new HashSet<>();
    Set<String> readers = new HashSet<>();
    try (EngineSession session = engine.openSession();
        BatchStream functions = session.query(LIST, List.of(), Duration.ZERO)) {
      for (ColumnBatch batch = functions.next(); batch != null; batch = functions.next()) {
        BytesColumn names = (BytesColumn) batch.column(0);
        BytesColumn kinds = (BytesColumn) batch.column(1);
        BytesColumn definitions = (BytesColumn) batch.column(2);
        for (int row = 0; row < batch.size(); row++) {
          String name = names.getString(row);
          String kind = kinds.getString(row);
          if (kind.startsWith("table") && mayReadFiles(name)) {
            readers.add(name);
          }
          switch (kind) {
            case "table" -> {
              if (!PURE_TABLE_FUNCTIONS.contains(name)) {
                dependences.putIfAbsent(name, Dependence.OTHER_SOURCES);
              }
            }
            case "macro", "table macro" -> {
              // An aggregate such as histogram; its namesake reads a table by a text.
              if (!consistent.contains(name)) {
                macros
                    .computeIfAbsent(name, ignored -> new HashSet<>())
                    .add(StatementWords.of(definitions.getString(row)));
              }
            }
            case "volatile" -> dependences.put(name, Dependence.MOMENT);
            default -> consistent.add(name);
          }
        }
      }
    }
    addMacros(dependences, macros);
    return new EngineFunctions(dependences, readers);
  }

  /** What a function does that is not known here is open, so it may. */
  private static boolean mayReadFiles(String tableFunction) {
    return !PURE_TABLE_FUNCTIONS.contains(tableFunction)
        && !WITHOUT_FILES.contains(tableFunction)
        && !tableFunction.startsWith("duckdb_")
        && !tableFunction.startsWith("pragma_");
  }

  /** Whether a function of this name, in lower case, may read files that its arguments name. */
  boolean readsFiles(String name) {
    return readers.contains(name);
  }

  /** Whether a call of this function, or this word, means another value at each time. */
  boolean isOfMoment(String name, boolean called) {
    return called ? of(name) == Dependence.MOMENT : CALLING_WORDS.contains(name);
  }

  /** A macro depends on what it calls; some call each other. */
  private static void addMacros(
      Map<String, Dependence> dependences, Map<String, Set<StatementWords>> macros) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<String, Set<StatementWords>> macro : macros.entrySet()) {
        if (!dependences.containsKey(macro.getKey())) {
          Dependence dependence =
              new EngineFunctions(dependences, Set.of()).ofAll(macro.getValue());
          if (dependence != Dependence.NONE) {
            dependences.put(macro.getKey(), dependence);
            changed = true;
          }
        }
      }
    }
  }

  private Dependence ofAll(Set<StatementWords> definitions) {
    for (StatementWords words : definitions) {
      Dependence dependence = of(words);
      if (dependence != Dependence.NONE) {
        return dependence;
      }
    }
    return Dependence.NONE;
  }

  /** Whether a statement has a word such as CURRENT_DATE. */
  public static boolean isMomentNamed(StatementWords statement) {
    return statement.words().stream().anyMatch(CALLING_WORDS::contains);
  }

  /** What the functions depend on that a statement calls. */
  public Dependence of(StatementWords statement) {
    if (isMomentNamed(statement)) {
      return Dependence.MOMENT;
    }
    Dependence strongest = Dependence.NONE;
    for (String name : statement.called()) {
      Dependence dependence = of(name);
      if (dependence == Dependence.MOMENT) {
        return dependence;
      }
      if (dependence == Dependence.OTHER_SOURCES) {
        strongest = dependence;
      }
    }
    return strongest;
  }

  private Dependence of(String name) {
    return dependences.getOrDefault(name, Dependence.NONE);
  }
}
