package io.polarway.jdbc.meta;

import java.sql.Types;
import java.util.Set;

/** Which types the function CONVERT takes and gives (JDBC 4.3, appendix C.5). */
final class Conversions {

  private static final Set<Integer> NUMBERS =
      Set.of(
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC,
          Types.BIT,
          Types.BOOLEAN);

  private static final Set<Integer> TEXTS =
      Set.of(
          Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB);

  private static final Set<Integer> BYTES =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

  private static final Set<Integer> TIMES = Set.of(Types.DATE, Types.TIME, Types.TIMESTAMP);

  private Conversions() {}

  static boolean isOffered(int from, int to) {
    if (isText(from)) {
      return isText(to) || NUMBERS.contains(to) || TIMES.contains(to) || BYTES.contains(to);
    }
    if (isText(to)) {
      return NUMBERS.contains(from) || TIMES.contains(from) || BYTES.contains(from);
    }
    if (TIMES.contains(from)) {
      return from == to
          || (from == Types.TIMESTAMP && TIMES.contains(to))
          || (from == Types.DATE && to == Types.TIMESTAMP);
    }
    return (NUMBERS.contains(from) && NUMBERS.contains(to))
        || (BYTES.contains(from) && BYTES.contains(to));
  }

  private static boolean isText(int type) {
    return TEXTS.contains(type);
  }
}
