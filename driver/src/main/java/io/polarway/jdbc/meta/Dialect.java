package io.polarway.jdbc.meta;

/** The names and words of the dialect, as DatabaseMetaData lists them. */
final class Dialect {

  static final String CATALOG = "polarway";

  /** The words that are names in quotes alone, without those that SQL:2003 reserves. */
  static final String KEYWORDS =
      "ANALYSE,ANALYZE,ANTI,ASC,ASOF,CONCURRENTLY,DEFERRABLE,DESC,DESCRIBE,DO,FREEZE,GLOB,ILIKE,"
          + "INITIALLY,ISNULL,LAMBDA,LIMIT,NOTNULL,OFFSET,PIVOT,PIVOT_LONGER,PIVOT_WIDER,PLACING,"
          + "POSITIONAL,QUALIFY,RETURNING,SEMI,SHOW,SUMMARIZE,UNPACK,UNPIVOT,VARIADIC,VERBOSE";

  private Dialect() {}
}
