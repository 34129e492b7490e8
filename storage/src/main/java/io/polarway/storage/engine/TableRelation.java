package io.polarway.storage.engine;

import io.polarway.storage.column.RowPositions;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.SortField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as SQL that can stand in FROM, before an alias: those of its files, without
 * the ones that were deleted, and those of further queries.
 */
public final class TableRelation {

  private TableRelation() {}

  /**
   * The relation. Files without deletions come first, then the others, then the queries.
   *
   * @param columns at least one, each with its field id
   * @param rowIdColumn the name of a further column with the rows' ids; null for none
   * @param queries for further rows, with the same columns
   */
  public static String sql(
      List<ScannedFile> files,
      List<ColumnDefinition> columns,
      @Nullable String rowIdColumn,
      List<String> queries) {
    List<ScannedFile> clean = new ArrayList<>();
    List<ScannedFile> few = new ArrayList<>();
    List<ScannedFile> many = new ArrayList<>();
    for (ScannedFile file : files) {
      RowPositions deleted = file.deleted();
      (deleted.isEmpty() ? clean : DeletionFilter.isFew(deleted) ? few : many).add(file);
    }
    if (clean.size() == files.size() && queries.isEmpty() && rowIdColumn == null) {
      return ParquetRelation.sql(paths(clean), columns);
    }
    StringJoiner union = new StringJoiner(" UNION ALL ", "(", ")").setEmptyValue("");
    if (!clean.isEmpty()) {
      union.add(select(clean, columns, rowIdColumn));
    }
    if (!few.isEmpty()) {
      union.add(select(few, columns, rowIdColumn) + DeletionFilter.byList(few));
    }
    if (!many.isEmpty()) {
      union.add(select(many, columns, rowIdColumn) + DeletionFilter.byBits(many));
    }
    queries.forEach(union::add);
    String sql = union.toString();
    return sql.isEmpty() ? empty(columns, rowIdColumn) : sql;
  }

  /**
   * A query for all rows of files in an order; without one, in the order of {@link #sql}.
   *
   * @param rowIdColumn the name of a further column with the rows' ids; null for none
   */
  public static String sorted(
      List<ScannedFile> files,
      List<ColumnDefinition> columns,
      @Nullable String rowIdColumn,
      List<SortField> order) {
    return "SELECT * FROM "
        + sql(files, columns, rowIdColumn, List.of())
        + ParquetRelation.orderBy(order);
  }

  private static String select(
      List<ScannedFile> files, List<ColumnDefinition> columns, @Nullable String rowIdColumn) {
    // By other names than the table's: file_index and file_row_number could be among those.
    List<ColumnDefinition> byFieldId =
        columns.stream()
            .map(
                column ->
                    new ColumnDefinition(
                        column.fieldId(), fieldName(column), column.type(), true, null))
            .toList();
    String selected =
        columns.stream()
            .map(column -> fieldName(column) + " AS " + SqlText.identifier(column.name()))
            .collect(Collectors.joining(", "));
    String rowId =
        rowIdColumn == null ? "" : ", " + rowId(files) + " AS " + SqlText.identifier(rowIdColumn);
    return "SELECT "
        + selected
        + rowId
        + " FROM "
        + ParquetRelation.readParquet(paths(files), byFieldId);
  }

  private static String rowId(List<ScannedFile> files) {
    long first = files.get(0).firstRowId();
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).firstRowId() != first + i * ScannedFile.ROW_ID_STEP) {
        String firstIds =
            files.stream()
                .map(file -> Long.toString(file.firstRowId()))
                .collect(Collectors.joining(","));
        return SqlText.numbers(firstIds) + "[file_index::BIGINT + 1] + file_row_number";
      }
    }
    return "%d + file_index::BIGINT * %d + file_row_number"
        .formatted(first, ScannedFile.ROW_ID_STEP);
  }

  private static String fieldName(ColumnDefinition column) {
    return "f" + column.fieldId();
  }

  private static String empty(List<ColumnDefinition> columns, @Nullable String rowIdColumn) {
    List<ColumnDefinition> all = new ArrayList<>(columns);
    if (rowIdColumn != null) {
      all.add(new ColumnDefinition(0, rowIdColumn, ScalarType.BIGINT, true, null));
    }
    return ParquetRelation.sql(List.of(), all);
  }

  private static List<Path> paths(List<ScannedFile> files) {
    return files.stream().map(ScannedFile::path).toList();
  }
}
