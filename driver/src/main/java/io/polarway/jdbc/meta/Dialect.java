package io.polarway.jdbc.meta;

/** The names and words of the dialect, as DatabaseMetaData lists them. */
final class Dialect {

  static final String CATALOG = "polarway";

  /** The engine's reserved words that SQL:2003 does not have. */
  static final String KEYWORDS =
      "ANALYSE,ANALYZE,ASC,DEFERRABLE,DESC,DESCRIBE,DO,INITIALLY,LAMBDA,LIMIT,OFFSET,PIVOT,"
          + "PIVOT_LONGER,PIVOT_WIDER,PLACING,QUALIFY,RETURNING,SHOW,SUMMARIZE,UNPIVOT,VARIADIC";

  static final String NUMERIC_FUNCTIONS =
      "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,POWER,RADIANS,"
          + "ROUND,SIGN,SIN,SQRT,TAN";

  static final String STRING_FUNCTIONS =
      "ASCII,CONCAT,LCASE,LEFT,LENGTH,LTRIM,REPEAT,REPLACE,RIGHT,RTRIM,SUBSTRING,UCASE";

  static final String SYSTEM_FUNCTIONS = "";

  static final String TIME_FUNCTIONS =
      "DAYNAME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,HOUR,MINUTE,MONTH,MONTHNAME,QUARTER,SECOND,WEEK,YEAR";

  private Dialect() {}
}
