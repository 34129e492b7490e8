package io.polarway.jdbc.type;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata of results, parameters and tables says of a type.
 *
 * <p>BLOB is reported as VARBINARY with {@code byte[]}, not as BLOB with a locator: the bytes are
 * in memory anyway, and every client reads them so. Integers beyond 64 bits are NUMERIC with
 * BigDecimal. UUID, INTERVAL and what else SQL has no type for is OTHER.
 *
 * @param jdbcType the code of {@link Types}
 * @param typeName the type's name without its parameters
 * @param precision decimal digits, the greatest length of text (0 for no limit), or the characters
 *     of a date or time
 * @param scale digits behind the point, of a number or of seconds
 * @param displaySize the characters of the longest value
 * @param javaClass what getObject gives
 * @param literalPrefix what stands before a literal, null for nothing
 */
public record SqlTypeInfo(
    int jdbcType,
    String typeName,
    int precision,
    int scale,
    int displaySize,
    Class<?> javaClass,
    boolean signed,
    @Nullable String literalPrefix,
    @Nullable String literalSuffix) {

  /** The display size of text without a limit. */
  private static final int UNLIMITED = Integer.MAX_VALUE;

  /** What is said of a type. */
  public static SqlTypeInfo of(DataType type) {
    if (type instanceof ScalarType scalar) {
      return of(scalar);
    }
    if (type instanceof DataType.Decimal decimal) {
      return number(
          Types.DECIMAL,
          "DECIMAL",
          decimal.precision(),
          decimal.scale(),
          decimal.precision()
              + (decimal.scale() == 0 ? 1 : decimal.scale() == decimal.precision() ? 3 : 2),
          BigDecimal.class);
    }
    if (type instanceof DataType.Text text) {
      return new SqlTypeInfo(
          text.fixed() ? Types.CHAR : Types.VARCHAR,
          text.fixed() ? "CHAR" : "VARCHAR",
          text.length(),
          0,
          text.length(),
          String.class,
          false,
          "'",
          "'");
    }
    if (type instanceof DataType.Enumeration values) {
      int longest = values.values().stream().mapToInt(String::length).max().orElse(0);
      return new SqlTypeInfo(
          Types.VARCHAR, "ENUM", longest, 0, longest, String.class, false, "'", "'");
    }
    if (type instanceof DataType.ListOf || type instanceof DataType.ArrayOf) {
      return nested(Types.ARRAY, type.sqlName(), Array.class);
    }
    if (type instanceof DataType.Struct) {
      return nested(Types.STRUCT, type.sqlName(), Struct.class);
    }
    if (type instanceof DataType.MapOf) {
      return nested(Types.JAVA_OBJECT, type.sqlName(), Map.class);
    }
    return nested(Types.OTHER, type.sqlName(), Object.class);
  }

  /** Whether values are compared with regard to the case of letters. */
  public boolean caseSensitive() {
    return javaClass == String.class;
  }

  /** Whether it is a number, whose precision is in digits. */
  public boolean isNumber() {
    return Number.class.isAssignableFrom(javaClass);
  }

  private static SqlTypeInfo of(ScalarType type) {
    return switch (type) {
      case BOOLEAN ->
          new SqlTypeInfo(Types.BOOLEAN, "BOOLEAN", 1, 0, 5, Boolean.class, false, null, null);
      case TINYINT -> number(Types.TINYINT, "TINYINT", 3, 0, 4, Integer.class);
      case SMALLINT -> number(Types.SMALLINT, "SMALLINT", 5, 0, 6, Integer.class);
      case INTEGER -> number(Types.INTEGER, "INTEGER", 10, 0, 11, Integer.class);
      case BIGINT -> number(Types.BIGINT, "BIGINT", 19, 0, 20, Long.class);
      case HUGEINT -> number(Types.NUMERIC, "HUGEINT", 39, 0, 40, BigDecimal.class);
      case BIGNUM -> number(Types.NUMERIC, "BIGNUM", 0, 0, UNLIMITED, BigDecimal.class);
      case UTINYINT -> unsigned(Types.SMALLINT, "UTINYINT", 3, Integer.class);
      case USMALLINT -> unsigned(Types.INTEGER, "USMALLINT", 5, Integer.class);
      case UINTEGER -> unsigned(Types.BIGINT, "UINTEGER", 10, Long.class);
      case UBIGINT -> unsigned(Types.NUMERIC, "UBIGINT", 20, BigDecimal.class);
      case UHUGEINT -> unsigned(Types.NUMERIC, "UHUGEINT", 39, BigDecimal.class);
      case REAL -> number(Types.REAL, "REAL", 7, 0, 15, Float.class);
      case DOUBLE -> number(Types.DOUBLE, "DOUBLE", 15, 0, 25, Double.class);
      case VARCHAR -> quoted(Types.VARCHAR, "VARCHAR", 0, 0, UNLIMITED, String.class);
      case JSON -> quoted(Types.VARCHAR, "JSON", 0, 0, UNLIMITED, String.class);
      case BLOB -> quoted(Types.VARBINARY, "BLOB", 0, 0, UNLIMITED, byte[].class);
      case DATE -> time(Types.DATE, "DATE", 10, 0, Date.class, "DATE '");
      case TIME -> time(Types.TIME, "TIME", 15, 6, Time.class, "TIME '");
      case TIME_NS -> time(Types.TIME, "TIME_NS", 18, 9, Time.class, "TIME_NS '");
      case TIMETZ ->
          time(
              Types.TIME_WITH_TIMEZONE, "TIME WITH TIME ZONE", 21, 6, OffsetTime.class, "TIMETZ '");
      case TIMESTAMP -> time(Types.TIMESTAMP, "TIMESTAMP", 26, 6, Timestamp.class, "TIMESTAMP '");
      case TIMESTAMP_S ->
          time(Types.TIMESTAMP, "TIMESTAMP_S", 19, 0, Timestamp.class, "TIMESTAMP_S '");
      case TIMESTAMP_MS ->
          time(Types.TIMESTAMP, "TIMESTAMP_MS", 23, 3, Timestamp.class, "TIMESTAMP_MS '");
      case TIMESTAMP_NS ->
          time(Types.TIMESTAMP, "TIMESTAMP_NS", 29, 9, Timestamp.class, "TIMESTAMP_NS '");
      case TIMESTAMPTZ ->
          time(
              Types.TIMESTAMP_WITH_TIMEZONE,
              "TIMESTAMP WITH TIME ZONE",
              32,
              6,
              OffsetDateTime.class,
              "TIMESTAMPTZ '");
      case TIMESTAMPTZ_NS ->
          time(
              Types.TIMESTAMP_WITH_TIMEZONE,
              "TIMESTAMPTZ_NS",
              35,
              9,
              OffsetDateTime.class,
              "TIMESTAMPTZ_NS '");
      case UUID -> quoted(Types.OTHER, "UUID", 36, 0, 36, UUID.class);
      case INTERVAL -> quoted(Types.OTHER, "INTERVAL", 0, 0, UNLIMITED, String.class);
      case BIT -> quoted(Types.OTHER, "BIT", 0, 0, UNLIMITED, String.class);
      case VARIANT -> quoted(Types.OTHER, "VARIANT", 0, 0, UNLIMITED, Object.class);
      case GEOMETRY -> quoted(Types.OTHER, "GEOMETRY", 0, 0, UNLIMITED, String.class);
      case TYPE -> quoted(Types.OTHER, "TYPE", 0, 0, UNLIMITED, String.class);
      case NULL -> new SqlTypeInfo(Types.NULL, "NULL", 0, 0, 4, Object.class, false, null, null);
    };
  }

  private static SqlTypeInfo number(
      int jdbcType, String name, int precision, int scale, int displaySize, Class<?> javaClass) {
    return new SqlTypeInfo(
        jdbcType, name, precision, scale, displaySize, javaClass, true, null, null);
  }

  private static SqlTypeInfo unsigned(
      int jdbcType, String name, int precision, Class<?> javaClass) {
    return new SqlTypeInfo(jdbcType, name, precision, 0, precision, javaClass, false, null, null);
  }

  private static SqlTypeInfo quoted(
      int jdbcType, String name, int precision, int scale, int displaySize, Class<?> javaClass) {
    return new SqlTypeInfo(
        jdbcType, name, precision, scale, displaySize, javaClass, false, "'", "'");
  }

  private static SqlTypeInfo time(
      int jdbcType, String name, int characters, int scale, Class<?> javaClass, String prefix) {
    return new SqlTypeInfo(
        jdbcType, name, characters, scale, characters, javaClass, false, prefix, "'");
  }

  private static SqlTypeInfo nested(int jdbcType, String name, Class<?> javaClass) {
    return new SqlTypeInfo(jdbcType, name, 0, 0, UNLIMITED, javaClass, false, null, null);
  }
}
