package io.polarway.storage.hot;

import io.polarway.storage.column.RowPositions;
import io.polarway.storage.engine.SqlText;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The hot rows of a table that live in one snapshot, as the engine has them.
 *
 * @param copy the name of their copy
 * @param number the snapshot's commit, or that of any later one that changed none of them; as SQL
 */
public record HotRelation(String copy, TableDefinition table, String number) {

  /**
   * The engine's optimizer does not move conditions past it: with those of outer joins moved into a
   * table in memory, some plans failed to bind their columns.
   */
  private static final String BARRIER = " LIMIT " + Long.MAX_VALUE + ")";

  /**
   * The same with a parameter in the place of the number, so that the text stays the same from
   * commit to commit.
   */
  public HotRelation withNumber(String parameter) {
    return new HotRelation(copy, table, parameter);
  }

  /**
   * A query for columns of the table by their names.
   *
   * @param without the ids of rows that are left out
   */
  public String select(List<ColumnDefinition> columns, RowPositions without) {
    return select(columns, without, "", "");
  }

  /** A query for all columns, of those that a commit behind this one added. */
  public String selectSince(long since, RowPositions without) {
    return select(table.columns(), without, "", " AND " + HotMirror.begunSince(since));
  }

  /** A query for all columns, with a further one for what a row's id is plus a number. */
  public String select(RowPositions without, String idColumn, long addend) {
    return select(
        table.columns(),
        without,
        ", %d + %s AS %s".formatted(addend, HotMirror.ROW_ID, SqlText.identifier(idColumn)),
        "");
  }

  private String select(
      List<ColumnDefinition> columns,
      RowPositions without,
      String furtherColumn,
      String furtherCondition) {
    return columns.stream()
            .map(
                column -> HotMirror.columnName(column) + " AS " + SqlText.identifier(column.name()))
            .collect(Collectors.joining(", ", "(SELECT ", furtherColumn + " FROM " + copy))
        + " WHERE "
        + HotMirror.visible(number)
        + furtherCondition
        + (without.isEmpty() ? "" : " AND " + HotMirror.ROW_ID + " NOT IN " + list(without))
        + BARRIER;
  }

  private static String list(RowPositions rows) {
    String numbers =
        Arrays.stream(rows.toArray()).mapToObj(Long::toString).collect(Collectors.joining(","));
    return "(SELECT unnest(%s))".formatted(SqlText.numbers(numbers));
  }
}
