package io.polarway.storage.engine;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.SortField;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows of Parquet files as SQL that can stand in FROM, before an alias. Columns are found in
 * the files by Iceberg's field id; one that a file does not have is null in all of its rows.
 */
public final class ParquetRelation {

  private static final String GLOB_CHARACTERS = "*?[";

  private ParquetRelation() {}

  /**
   * The relation.
   *
   * @param files absolute paths, which may have any characters; none gives no rows
   * @param columns at least one, each with its field id
   */
  public static String sql(List<Path> files, List<ColumnDefinition> columns) {
    return files.isEmpty() ? empty(columns) : scan(files, columns);
  }

  /** ORDER BY with a space before; empty for no order. */
  public static String orderBy(List<SortField> order) {
    return order.isEmpty()
        ? ""
        : order.stream()
            .map(
                field ->
                    "%s %s NULLS %s"
                        .formatted(
                            SqlText.identifier(field.column()),
                            field.descending() ? "DESC" : "ASC",
                            field.nullsFirst() ? "FIRST" : "LAST"))
            .collect(Collectors.joining(", ", " ORDER BY ", ""));
  }

  /** Names the first of some files and how many more there are, for people to read. */
  public static String shortened(List<Path> files, int shown) {
    StringBuilder sql = new StringBuilder("read_parquet([");
    for (int i = 0; i < Math.min(shown, files.size()); i++) {
      sql.append(i == 0 ? "" : ", ");
      appendPath(sql, files.get(i).toString());
    }
    int more = files.size() - shown;
    return sql.append(more > 0 ? ", ... %d more])".formatted(more) : "])").toString();
  }

  private static String empty(List<ColumnDefinition> columns) {
    return columns.stream()
        .map(
            column ->
                "CAST(NULL AS %s) AS %s"
                    .formatted(typeName(column.type()), SqlText.identifier(column.name())))
        .collect(Collectors.joining(", ", "(SELECT ", " WHERE false)"));
  }

  /**
   * A query within FROM, which has the table's columns only: the scan itself has its files' too.
   */
  private static String scan(List<Path> files, List<ColumnDefinition> columns) {
    return "(FROM " + readParquet(files, columns) + ")";
  }

  /** The call, which has the files' virtual columns, too. */
  static String readParquet(List<Path> files, List<ColumnDefinition> columns) {
    StringBuilder sql = new StringBuilder(100 * files.size());
    sql.append("read_parquet([");
    for (int i = 0; i < files.size(); i++) {
      sql.append(i == 0 ? "" : ", ");
      appendPath(sql, files.get(i).toString());
    }
    sql.append("], schema = MAP {");
    for (int i = 0; i < columns.size(); i++) {
      ColumnDefinition column = columns.get(i);
      sql.append(i == 0 ? "" : ", ")
          .append(column.fieldId())
          .append(": {'name': ")
          .append(SqlText.literal(column.name()))
          .append(", 'type': ")
          .append(SqlText.literal(typeName(column.type())))
          .append(", 'default_value': NULL}");
    }
    return sql.append("}, hive_partitioning = false)").toString();
  }

  /** A path in quotes, with the characters that stand for others put into sets of one. */
  private static void appendPath(StringBuilder sql, String path) {
    sql.append('\'');
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\'') {
        sql.append("''");
      } else if (GLOB_CHARACTERS.indexOf(c) >= 0) {
        sql.append('[').append(c).append(']');
      } else {
        sql.append(c);
      }
    }
    sql.append('\'');
  }

  /** The engine has no lengths of texts. */
  static String typeName(DataType type) {
    return type instanceof DataType.Text ? ScalarType.VARCHAR.sqlName() : type.sqlName();
  }
}
