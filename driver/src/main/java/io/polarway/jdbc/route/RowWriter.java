package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.RowChange;
import io.polarway.storage.Session;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes the rows of a query into a table, as its {@link RowEffect} says. One statement. */
final class RowWriter {

  /** What the names of columns begin with that are not the user's. */
  private static final String OWN_PREFIX = "polarway_";

  private final TableDefinition table;
  private final RowEffect effect;
  private final Set<String> kept;
  private final KeptRows returned;
  private final KeptRows keys;
  private long sent;

  /**
   * @param returned takes the columns behind those that tell the change
   * @param keys takes the table's columns that were asked for
   */
  RowWriter(Route.ChangeRows change, KeptRows returned, KeptRows keys) {
    this.table = change.table();
    this.effect = change.effect();
    this.kept = change.kept();
    this.returned = returned;
    this.keys = keys;
  }

  /** The result columns of a query with this effect: its further columns, but for ours. */
  static List<Integer> returnedColumns(
      TableDefinition table, RowEffect effect, List<ResultColumn> columns) {
    List<Integer> positions = new ArrayList<>();
    for (int i = effect.columns(table.columns().size()); i < columns.size(); i++) {
      if (!columns.get(i).name().startsWith(OWN_PREFIX)) {
        positions.add(i);
      }
    }
    return positions;
  }

  /** Writes all rows and gives their number. */
  long write(Session session, BatchStream stream) throws SQLException {
    try (RowChange change = session.change(table, kept)) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        write(change, batch);
        returned.add(batch);
        if (effect.hasVersions()) {
          keys.add(versions(batch));
        }
      }
      long rows = change.finish();
      if (rows < sent && (effect == RowEffect.MERGE || effect == RowEffect.REPLACE_ONCE)) {
        throw twice("a row of the table");
      }
      return rows;
    }
  }

  private void write(RowChange change, ColumnBatch batch) throws SQLException {
    sent += batch.size();
    switch (effect) {
      case ADD -> change.add(versions(batch));
      case REPLACE -> change.replace(rowIds(batch, 0), versions(batch));
      case REPLACE_ONCE -> {
        checkOnce((LongColumn) batch.column(1));
        change.replace(rowIds(batch, 0), versions(batch));
      }
      case DELETE -> change.delete(rowIds(batch, 0));
      case KEEP -> change.keep(rowIds(batch, batch.columns().size() - 1));
      case MERGE -> merge(change, batch);
    }
  }

  private static LongColumn rowIds(ColumnBatch batch, int column) {
    return (LongColumn) batch.column(column);
  }

  private ColumnBatch versions(ColumnBatch batch) {
    int first = effect.leading();
    return new ColumnBatch(batch.columns().subList(first, first + table.columns().size()));
  }

  private void checkOnce(LongColumn rowsOfKey) throws SQLException {
    for (int i = 0; i < rowsOfKey.size(); i++) {
      if (rowsOfKey.get(i) > 1) {
        throw twice("a row with one key");
      }
    }
  }

  private SQLException twice(String what) {
    return SqlErrors.of(
        SqlState.CARDINALITY_VIOLATION,
        "The statement changes %s of %s twice; make its source have one row for each"
            .formatted(what, table.name()));
  }

  /** Deletes rows and writes others, each as it says. */
  private void merge(RowChange change, ColumnBatch batch) throws SQLException {
    Column errors = batch.column(2);
    BytesColumn actions = (BytesColumn) batch.column(1);
    int[] deleted = new int[batch.size()];
    int[] written = new int[batch.size()];
    int deletions = 0;
    int writes = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (!errors.isNull(i)) {
        throw SqlErrors.of(SqlState.RAISED, text((BytesColumn) errors, i));
      }
      if (text(actions, i).equals("DELETE")) {
        deleted[deletions++] = i;
      } else {
        written[writes++] = i;
      }
    }
    LongColumn rowIds = rowIds(batch, 0);
    if (deletions > 0) {
      change.delete((LongColumn) rows(rowIds, deleted, deletions));
    }
    if (writes > 0) {
      List<Column> versions = new ArrayList<>();
      for (Column column : versions(batch).columns()) {
        versions.add(rows(column, written, writes));
      }
      change.replace((LongColumn) rows(rowIds, written, writes), new ColumnBatch(versions));
    }
  }

  private static String text(BytesColumn column, int row) {
    return column.getString(row);
  }

  private static Column rows(Column column, int[] rows, int count) {
    Column taken = Column.create(column.type(), count);
    taken.appendRows(column, rows, 0, count);
    return taken;
  }
}
