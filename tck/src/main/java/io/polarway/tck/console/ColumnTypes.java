package io.polarway.tck.console;

import java.sql.Types;

/** What JDBC types mean for the look of a column. */
public final class ColumnTypes {

  private ColumnTypes() {}

  /** Whether values of a type of {@link Types} read best to the right. */
  public static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }
}
