package io.polarway.jdbc.meta;

/** The names and words of the dialect, as DatabaseMetaData lists them. */
final class Dialect {

  static final String CATALOG = "polarway";

  /** The engine's reserved words that SQL:2003 does not have. */
  static final String KEYWORDS =
      "ANALYSE,ANALYZE,ASC,DEFERRABLE,DESC,DESCRIBE,DO,INITIALLY,LAMBDA,LIMIT,OFFSET,PIVOT,"
          + "PIVOT_LONGER,PIVOT_WIDER,PLACING,QUALIFY,RETURNING,SHOW,SUMMARIZE,UNPIVOT,VARIADIC";

  private Dialect() {}
}
