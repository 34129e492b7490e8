package io.polarway.jdbc.meta;

import io.polarway.jdbc.type.SqlTypeInfo;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.ForeignKey;
import io.polarway.storage.table.Identity;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of DatabaseMetaData's results, in the order of {@link ResultShapes}' columns. */
final class MetadataRows {

  /** The size of text and bytes without a limit, as most clients expect it. */
  private static final int UNLIMITED = Integer.MAX_VALUE;

  /** UTF-8 bytes of a character at most. */
  private static final int BYTES_PER_CHARACTER = 4;

  private MetadataRows() {}

  /** A table, or what else stands among tables. */
  static List<@Nullable Object> table(TableName name, String type) {
    return row(
        Dialect.CATALOG, name.schema(), name.name(), type, null, null, null, null, null, null);
  }

  /**
   * @param position counted from 1
   */
  static List<@Nullable Object> column(
      TableDefinition table, ColumnDefinition column, int position) {
    SqlTypeInfo type = SqlTypeInfo.of(column.type());
    return row(
        Dialect.CATALOG,
        table.name().schema(),
        table.name().name(),
        column.name(),
        type.jdbcType(),
        type.typeName(),
        size(type),
        null,
        decimalDigits(type),
        type.isNumber() ? 10 : null,
        column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        null,
        column.defaultExpression(),
        null,
        null,
        octets(type),
        position,
        column.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        column.identity() == null ? "NO" : "YES",
        column.identity() == Identity.ALWAYS ? "YES" : "NO");
  }

  /**
   * The columns of the primary key in the order of their names, if it is enforced: clients change
   * single rows by it.
   */
  static Stream<List<@Nullable Object>> primaryKey(TableDefinition table) {
    Key key = table.constraints().primaryKey();
    return key == null || !key.enforced()
        ? Stream.empty()
        : key.columns().stream()
            .sorted()
            .map(
                column ->
                    row(
                        Dialect.CATALOG,
                        table.name().schema(),
                        table.name().name(),
                        column,
                        key.columns().indexOf(column) + 1,
                        key.name()));
  }

  /** The keys that are enforced, as the unique indexes that they would be elsewhere. */
  static Stream<List<@Nullable Object>> uniqueIndexes(TableDefinition table) {
    return table.constraints().enforcedKeys().stream()
        .sorted(Comparator.comparing(Key::name))
        .flatMap(
            key ->
                key.columns().stream()
                    .map(
                        column ->
                            row(
                                Dialect.CATALOG,
                                table.name().schema(),
                                table.name().name(),
                                false,
                                null,
                                key.name(),
                                DatabaseMetaData.tableIndexOther,
                                key.columns().indexOf(column) + 1,
                                column,
                                null,
                                null,
                                null,
                                null)));
  }

  /**
   * The columns of a foreign key.
   *
   * @param table whose key it is
   * @param parent the table that it references; null when that is gone
   */
  static Stream<List<@Nullable Object>> foreignKey(
      TableDefinition table, ForeignKey key, @Nullable TableDefinition parent) {
    return IntStream.range(0, key.columns().size())
        .mapToObj(
            i ->
                row(
                    Dialect.CATALOG,
                    key.references().schema(),
                    key.references().name(),
                    key.referencedColumns().get(i),
                    Dialect.CATALOG,
                    table.name().schema(),
                    table.name().name(),
                    key.columns().get(i),
                    i + 1,
                    DatabaseMetaData.importedKeyNoAction,
                    DatabaseMetaData.importedKeyNoAction,
                    key.name(),
                    parent == null ? null : referencedName(key, parent),
                    DatabaseMetaData.importedKeyNotDeferrable));
  }

  private static @Nullable String referencedName(ForeignKey key, TableDefinition parent) {
    for (Key candidate : parent.constraints().keys()) {
      if (candidate.columns().equals(key.referencedColumns())) {
        return candidate.name();
      }
    }
    return null;
  }

  /** The columns of an enforced key without nulls, the primary one if there is, or of none. */
  static Stream<List<@Nullable Object>> rowIdentifier(TableDefinition table) {
    return table.constraints().enforcedKeys().stream()
        .filter(key -> key.columns().stream().noneMatch(name -> column(table, name).nullable()))
        .min(Comparator.comparing(key -> !key.primary()))
        .map(Key::columns)
        .orElse(List.of())
        .stream()
        .map(
            name -> {
              SqlTypeInfo type = SqlTypeInfo.of(column(table, name).type());
              return row(
                  DatabaseMetaData.bestRowSession,
                  name,
                  type.jdbcType(),
                  type.typeName(),
                  size(type),
                  null,
                  decimalDigits(type),
                  DatabaseMetaData.bestRowNotPseudo);
            });
  }

  private static ColumnDefinition column(TableDefinition table, String name) {
    return table.columns().get(table.indexOf(name));
  }

  /** The types that a table column can have, in the order of their JDBC codes. */
  static List<List<@Nullable Object>> types() {
    List<DataType> types = new ArrayList<>();
    for (ScalarType type : ScalarType.values()) {
      if (type.isStorable()) {
        types.add(type);
      }
    }
    types.add(new DataType.Decimal(DataType.Decimal.MAX_PRECISION, 0));
    types.add(new DataType.Text(true, UNLIMITED));
    return types.stream()
        .map(SqlTypeInfo::of)
        .sorted(Comparator.comparingInt(SqlTypeInfo::jdbcType))
        .map(MetadataRows::type)
        .toList();
  }

  private static List<@Nullable Object> type(SqlTypeInfo type) {
    boolean decimal = type.jdbcType() == Types.DECIMAL;
    String parameters =
        decimal
            ? "precision,scale"
            : type.jdbcType() == Types.CHAR || type.jdbcType() == Types.VARCHAR ? "length" : null;
    return row(
        type.typeName(),
        type.jdbcType(),
        size(type),
        type.literalPrefix(),
        type.literalSuffix(),
        parameters,
        DatabaseMetaData.typeNullable,
        type.caseSensitive(),
        DatabaseMetaData.typeSearchable,
        type.isNumber() && !type.signed(),
        false,
        isIdentity(type),
        null,
        decimal ? 0 : type.scale(),
        decimal ? DataType.Decimal.MAX_PRECISION : type.scale(),
        null,
        null,
        type.isNumber() ? 10 : null);
  }

  /** Whether an identity column can have the type. */
  private static boolean isIdentity(SqlTypeInfo type) {
    return switch (type.jdbcType()) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> true;
      default -> false;
    };
  }

  static int size(SqlTypeInfo type) {
    return type.precision() == 0 ? UNLIMITED : type.precision();
  }

  static @Nullable Integer decimalDigits(SqlTypeInfo type) {
    return switch (type.jdbcType()) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.NUMERIC,
          Types.TIME,
          Types.TIMESTAMP,
          Types.TIMESTAMP_WITH_TIMEZONE ->
          type.scale();
      default -> null;
    };
  }

  static @Nullable Integer octets(SqlTypeInfo type) {
    return switch (type.jdbcType()) {
      case Types.CHAR, Types.VARCHAR ->
          (int) Math.min(UNLIMITED, (long) BYTES_PER_CHARACTER * size(type));
      case Types.VARBINARY -> size(type);
      default -> null;
    };
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
