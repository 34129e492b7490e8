package io.polarway.jdbc.sql;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.util.Map;

/** Reads the declared type of a column. */
final class TypeReader {
  private static final int DEFAULT_PRECISION = 18;
  private static final int DEFAULT_SCALE = 3;
  private static final int REAL_BITS = 24;
  private static final int MICROSECOND_DIGITS = 6;

  /** Names of types without parameters. Unsigned and wider ones are kept in what holds them. */
  private static final Map<String, DataType> TYPES =
      Map.ofEntries(
          Map.entry("BOOLEAN", ScalarType.BOOLEAN),
          Map.entry("BOOL", ScalarType.BOOLEAN),
          Map.entry("LOGICAL", ScalarType.BOOLEAN),
          Map.entry("TINYINT", ScalarType.TINYINT),
          Map.entry("INT1", ScalarType.TINYINT),
          Map.entry("SMALLINT", ScalarType.SMALLINT),
          Map.entry("INT2", ScalarType.SMALLINT),
          Map.entry("INT16", ScalarType.SMALLINT),
          Map.entry("SHORT", ScalarType.SMALLINT),
          Map.entry("UTINYINT", ScalarType.SMALLINT),
          Map.entry("UINT8", ScalarType.SMALLINT),
          Map.entry("INTEGER", ScalarType.INTEGER),
          Map.entry("INT", ScalarType.INTEGER),
          Map.entry("INT4", ScalarType.INTEGER),
          Map.entry("INT32", ScalarType.INTEGER),
          Map.entry("SIGNED", ScalarType.INTEGER),
          Map.entry("USMALLINT", ScalarType.INTEGER),
          Map.entry("UINT16", ScalarType.INTEGER),
          Map.entry("BIGINT", ScalarType.BIGINT),
          Map.entry("INT8", ScalarType.BIGINT),
          Map.entry("INT64", ScalarType.BIGINT),
          Map.entry("LONG", ScalarType.BIGINT),
          Map.entry("OID", ScalarType.BIGINT),
          Map.entry("UINTEGER", ScalarType.BIGINT),
          Map.entry("UINT32", ScalarType.BIGINT),
          Map.entry("UBIGINT", new DataType.Decimal(20, 0)),
          Map.entry("UINT64", new DataType.Decimal(20, 0)),
          Map.entry("HUGEINT", new DataType.Decimal(38, 0)),
          Map.entry("INT128", new DataType.Decimal(38, 0)),
          Map.entry("UHUGEINT", new DataType.Decimal(38, 0)),
          Map.entry("UINT128", new DataType.Decimal(38, 0)),
          Map.entry("REAL", ScalarType.REAL),
          Map.entry("FLOAT4", ScalarType.REAL),
          Map.entry("DOUBLE", ScalarType.DOUBLE),
          Map.entry("FLOAT8", ScalarType.DOUBLE),
          Map.entry("BLOB", ScalarType.BLOB),
          Map.entry("BYTEA", ScalarType.BLOB),
          Map.entry("VARBINARY", ScalarType.BLOB),
          Map.entry("BINARY", ScalarType.BLOB),
          Map.entry("DATE", ScalarType.DATE),
          Map.entry("TIMESTAMPTZ", ScalarType.TIMESTAMPTZ),
          Map.entry("TIMESTAMP_US", ScalarType.TIMESTAMP),
          Map.entry("TIMESTAMP_MS", ScalarType.TIMESTAMP),
          Map.entry("TIMESTAMP_S", ScalarType.TIMESTAMP),
          Map.entry("UUID", ScalarType.UUID),
          Map.entry("GUID", ScalarType.UUID),
          Map.entry("JSON", ScalarType.VARCHAR));

  private final TokenCursor cursor;

  TypeReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  DataType read() throws SqlSyntaxException, UnsupportedFeatureException {
    DataType type = readScalar();
    if (cursor.isNext("[") || cursor.isNext("ARRAY")) {
      throw new UnsupportedFeatureException("a column of a LIST or ARRAY type");
    }
    return type;
  }

  /** Reads a type up to brackets behind it. */
  DataType readScalar() throws SqlSyntaxException, UnsupportedFeatureException {
    Token token = cursor.peek();
    if (!token.isName()) {
      throw cursor.unexpected("expected a type");
    }
    String name = token.name(cursor.source().text()).toUpperCase(java.util.Locale.ROOT);
    cursor.next();
    return type(token, name);
  }

  private DataType type(Token token, String name)
      throws SqlSyntaxException, UnsupportedFeatureException {
    switch (name) {
      case "DECIMAL", "NUMERIC", "DEC" -> {
        return decimal();
      }
      case "FLOAT" -> {
        int bits = length();
        return bits > REAL_BITS ? ScalarType.DOUBLE : ScalarType.REAL;
      }
      case "VARCHAR", "TEXT", "STRING", "NVARCHAR" -> {
        return text(false);
      }
      case "CHAR", "CHARACTER", "BPCHAR", "NCHAR" -> {
        return text(!cursor.accept("VARYING"));
      }
      case "TIME" -> {
        microseconds(name);
        if (withTimeZone()) {
          throw new UnsupportedFeatureException("a column of type TIME WITH TIME ZONE");
        }
        return ScalarType.TIME;
      }
      case "TIMESTAMP", "DATETIME" -> {
        microseconds(name);
        return withTimeZone() ? ScalarType.TIMESTAMPTZ : ScalarType.TIMESTAMP;
      }
      case "TIMETZ" ->
          throw new UnsupportedFeatureException("a column of type TIME WITH TIME ZONE");
      case "INTERVAL",
          "BIT",
          "BITSTRING",
          "VARBIT",
          "UNION",
          "STRUCT",
          "ROW",
          "MAP",
          "ENUM",
          "VARIANT",
          "GEOMETRY",
          "BIGNUM",
          "VARINT",
          "TIMESTAMP_NS",
          "TIMESTAMPTZ_NS",
          "TIME_NS",
          "LIST",
          "ARRAY" ->
          throw new UnsupportedFeatureException("a column of type " + name);
      default -> {
        DataType type = TYPES.get(name);
        if (type == null) {
          throw cursor.source().wrong(token.start(), "There is no type " + name);
        }
        if (name.equals("DOUBLE")) {
          cursor.accept("PRECISION");
        } else if (type == ScalarType.BLOB) {
          length();
        }
        return type;
      }
    }
  }

  private DataType decimal() throws SqlSyntaxException {
    int precision = DEFAULT_PRECISION;
    int scale = DEFAULT_SCALE;
    int start = cursor.peek().start();
    if (cursor.accept("(")) {
      precision = cursor.integer("the number of digits");
      scale = cursor.accept(",") ? cursor.integer("the number of digits behind the point") : 0;
      cursor.expect(")");
    }
    if (precision < 1 || precision > DataType.Decimal.MAX_PRECISION || scale > precision) {
      throw cursor
          .source()
          .wrong(
              start,
              "DECIMAL(%d,%d): the number of digits is 1 to 38, and no less than those behind the point"
                  .formatted(precision, scale));
    }
    return new DataType.Decimal(precision, scale);
  }

  private DataType text(boolean fixed) throws SqlSyntaxException {
    int start = cursor.peek().start();
    boolean declared = cursor.isNext("(");
    int length = length();
    if (declared && length < 1) {
      throw cursor.source().wrong(start, "A length of " + length + "; the least is 1");
    }
    return declared ? new DataType.Text(fixed, length) : ScalarType.VARCHAR;
  }

  /** What stands in parentheses, or 0. */
  private int length() throws SqlSyntaxException {
    if (!cursor.accept("(")) {
      return 0;
    }
    int length = cursor.integer("a length");
    cursor.expect(")");
    return length;
  }

  private void microseconds(String name) throws SqlSyntaxException, UnsupportedFeatureException {
    int digits = length();
    if (digits > MICROSECOND_DIGITS) {
      throw new UnsupportedFeatureException(
          "a column of type %s(%d), finer than microseconds".formatted(name, digits));
    }
  }

  private boolean withTimeZone() throws SqlSyntaxException {
    if (cursor.accept("WITHOUT", "TIME", "ZONE")) {
      return false;
    }
    if (cursor.isNext("WITH", "TIME")) {
      cursor.expect("WITH", "TIME", "ZONE");
      return true;
    }
    return false;
  }
}
