package io.polarway.storage.syntax;

import java.util.Locale;
import java.util.Set;

/** The names under which the engine tells of its own catalog, which has none of the tables. */
public final class EngineCatalog {

  /** Functions that tell of nothing but the engine, in lower case. */
  public static final Set<String> HARMLESS_FUNCTIONS =
      Set.of(
          "duckdb_coordinate_systems",
          "duckdb_extensions",
          "duckdb_functions",
          "duckdb_keywords",
          "duckdb_optimizers",
          "duckdb_secret_types",
          "duckdb_variables",
          "pragma_collations",
          "pragma_platform",
          "pragma_user_agent",
          "pragma_version");

  private static final Set<String> SCHEMAS = Set.of("information_schema", "pg_catalog");

  private EngineCatalog() {}

  /**
   * Whether a word of a text may be the name of a function, view or schema that tells of tables.
   */
  public static boolean mayTellOfTables(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return SCHEMAS.contains(lower)
        || (isFunctionName(lower) && !HARMLESS_FUNCTIONS.contains(lower))
        || lower.startsWith("sqlite_")
        || (lower.startsWith("pg_") && !lower.equals("pg_timezone_names"));
  }

  /** Whether a table function of this name tells of the engine, or of what is in its catalog. */
  public static boolean isFunctionName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("duckdb_") || lower.startsWith("pragma_");
  }
}
