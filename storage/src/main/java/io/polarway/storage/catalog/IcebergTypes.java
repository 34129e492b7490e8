package io.polarway.storage.catalog;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The types of columns in Iceberg and here (Iceberg table specification, "Schemas and Data Types").
 */
public final class IcebergTypes {

  private static final Pattern TEXT = Pattern.compile("(VARCHAR|CHAR)\\((\\d{1,9})\\)");

  private IcebergTypes() {}

  /** The Iceberg type that holds a storable type. */
  public static Type toIceberg(DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      return Types.DecimalType.of(decimal.precision(), decimal.scale());
    }
    if (type instanceof DataType.Text) {
      return Types.StringType.get();
    }
    if (type instanceof ScalarType scalar && scalar.isStorable()) {
      return ofScalar(scalar);
    }
    throw notStorable(type);
  }

  private static Type ofScalar(ScalarType type) {
    return switch (type) {
      case BOOLEAN -> Types.BooleanType.get();
      case TINYINT, SMALLINT, INTEGER -> Types.IntegerType.get();
      case BIGINT -> Types.LongType.get();
      case REAL -> Types.FloatType.get();
      case DOUBLE -> Types.DoubleType.get();
      case VARCHAR -> Types.StringType.get();
      case BLOB -> Types.BinaryType.get();
      case DATE -> Types.DateType.get();
      case TIME -> Types.TimeType.get();
      case TIMESTAMP -> Types.TimestampType.withoutZone();
      case TIMESTAMPTZ -> Types.TimestampType.withZone();
      case UUID -> Types.UUIDType.get();
      default -> throw notStorable(type);
    };
  }

  private static IllegalArgumentException notStorable(DataType type) {
    return new IllegalArgumentException(type.sqlName() + " cannot be stored");
  }

  /** The type that an Iceberg type reads as; it is storable where values of it can be read. */
  static DataType fromIceberg(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> ScalarType.BOOLEAN;
      case INTEGER -> ScalarType.INTEGER;
      case LONG -> ScalarType.BIGINT;
      case FLOAT -> ScalarType.REAL;
      case DOUBLE -> ScalarType.DOUBLE;
      case DATE -> ScalarType.DATE;
      case TIME -> ScalarType.TIME;
      case TIMESTAMP ->
          ((Types.TimestampType) type).shouldAdjustToUTC()
              ? ScalarType.TIMESTAMPTZ
              : ScalarType.TIMESTAMP;
      case TIMESTAMP_NANO -> ScalarType.TIMESTAMP_NS;
      case STRING -> ScalarType.VARCHAR;
      case UUID -> ScalarType.UUID;
      case FIXED, BINARY -> ScalarType.BLOB;
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        yield new DataType.Decimal(decimal.precision(), decimal.scale());
      }
      case GEOMETRY, GEOGRAPHY -> ScalarType.GEOMETRY;
      case VARIANT -> ScalarType.VARIANT;
      case UNKNOWN -> ScalarType.NULL;
      case LIST -> new DataType.ListOf(fromIceberg(type.asListType().elementType()));
      case MAP ->
          new DataType.MapOf(
              fromIceberg(type.asMapType().keyType()), fromIceberg(type.asMapType().valueType()));
      case STRUCT ->
          new DataType.Struct(
              type.asStructType().fields().stream()
                  .map(field -> new DataType.Field(field.name(), fromIceberg(field.type())))
                  .toList());
    };
  }

  /** What has to be kept beside the Iceberg type for a column to read as declared; null if none. */
  static @Nullable String declaredName(DataType type) {
    return type.equals(fromIceberg(toIceberg(type))) ? null : type.sqlName();
  }

  /**
   * The type of a column whose declared name was kept. A name that does not go with the Iceberg
   * type, which another engine may have changed, counts for nothing.
   */
  static DataType fromIceberg(Type type, @Nullable String declaredName) {
    DataType declared = declaredName == null ? null : parseDeclared(declaredName);
    return declared != null && toIceberg(declared).equals(type) ? declared : fromIceberg(type);
  }

  private static @Nullable DataType parseDeclared(String name) {
    if (name.equals(ScalarType.TINYINT.sqlName())) {
      return ScalarType.TINYINT;
    }
    if (name.equals(ScalarType.SMALLINT.sqlName())) {
      return ScalarType.SMALLINT;
    }
    Matcher text = TEXT.matcher(name);
    if (text.matches()) {
      int length = Integer.parseInt(text.group(2));
      return length < 1 ? null : new DataType.Text(text.group(1).equals("CHAR"), length);
    }
    return null;
  }
}
