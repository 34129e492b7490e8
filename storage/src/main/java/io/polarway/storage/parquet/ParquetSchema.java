package io.polarway.storage.parquet;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.math.BigInteger;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** How columns are held in a file (Iceberg table specification, appendix A, "Parquet"). */
final class ParquetSchema {

  private static final int MAX_INT32_PRECISION = 9;
  private static final int UUID_BYTES = 16;

  private ParquetSchema() {}

  static MessageType of(List<FileColumn> columns) {
    Type[] fields = columns.stream().map(ParquetSchema::field).toArray(Type[]::new);
    return new MessageType("table", fields);
  }

  private static PrimitiveType field(FileColumn column) {
    DataType type = column.type();
    PhysicalType physical = physicalType(column);
    PrimitiveTypeName name =
        physical instanceof NumberType number
            ? switch (number.width()) {
              case BIT -> PrimitiveTypeName.BOOLEAN;
              case FOUR_BYTES ->
                  number.isFloating() ? PrimitiveTypeName.FLOAT : PrimitiveTypeName.INT32;
              case EIGHT_BYTES ->
                  number.isFloating() ? PrimitiveTypeName.DOUBLE : PrimitiveTypeName.INT64;
            }
            : physical instanceof WideType
                ? PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                : PrimitiveTypeName.BINARY;
    Types.PrimitiveBuilder<PrimitiveType> builder =
        column.nullable() ? Types.optional(name) : Types.required(name);
    if (physical instanceof WideType wide) {
      builder = builder.length(wide.bytes());
    }
    LogicalTypeAnnotation annotation = annotation(type);
    if (annotation != null) {
      builder = builder.as(annotation);
    }
    return builder.id(column.fieldId()).named(column.name());
  }

  private static @Nullable LogicalTypeAnnotation annotation(DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      return LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision());
    }
    if (type instanceof DataType.Text || type == ScalarType.VARCHAR) {
      return LogicalTypeAnnotation.stringType();
    }
    if (type == ScalarType.DATE) {
      return LogicalTypeAnnotation.dateType();
    }
    if (type == ScalarType.TIME) {
      return LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS);
    }
    if (type == ScalarType.TIMESTAMP || type == ScalarType.TIMESTAMPTZ) {
      return LogicalTypeAnnotation.timestampType(type == ScalarType.TIMESTAMPTZ, TimeUnit.MICROS);
    }
    return type == ScalarType.UUID ? LogicalTypeAnnotation.uuidType() : null;
  }

  static PhysicalType physicalType(FileColumn column) {
    DataType type = column.type();
    if (type instanceof DataType.Decimal decimal) {
      if (decimal.precision() > DataType.Decimal.MAX_LONG_PRECISION) {
        return new WideType(type, decimalBytes(decimal.precision()));
      }
      return new NumberType(
          type,
          decimal.precision() <= MAX_INT32_PRECISION
              ? NumberType.Width.FOUR_BYTES
              : NumberType.Width.EIGHT_BYTES);
    }
    if (type instanceof DataType.Text || type == ScalarType.VARCHAR) {
      return new BytesType(true);
    }
    if (type == ScalarType.BLOB) {
      return new BytesType(false);
    }
    if (type == ScalarType.UUID) {
      return new WideType(type, UUID_BYTES);
    }
    if (type == ScalarType.BOOLEAN) {
      return new NumberType(type, NumberType.Width.BIT);
    }
    if (type == ScalarType.TINYINT
        || type == ScalarType.SMALLINT
        || type == ScalarType.INTEGER
        || type == ScalarType.DATE
        || type == ScalarType.REAL) {
      return new NumberType(type, NumberType.Width.FOUR_BYTES);
    }
    if (type == ScalarType.BIGINT
        || type == ScalarType.DOUBLE
        || type == ScalarType.TIME
        || type == ScalarType.TIMESTAMP
        || type == ScalarType.TIMESTAMPTZ) {
      return new NumberType(type, NumberType.Width.EIGHT_BYTES);
    }
    throw new StorageException(
        Failure.UNSUPPORTED,
        "Cannot store column %s: a table has no columns of type %s. Cast it to another type."
            .formatted(column.name(), type.sqlName()));
  }

  /** The least number of bytes that hold every number of so many digits, with its sign. */
  private static int decimalBytes(int precision) {
    return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / Byte.SIZE + 1;
  }
}
