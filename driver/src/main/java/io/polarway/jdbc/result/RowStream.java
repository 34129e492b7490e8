package io.polarway.jdbc.result;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.ResultColumn;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows given as objects, as a stream of one batch. */
public final class RowStream implements BatchStream {

  private final List<ResultColumn> columns;
  private @Nullable ColumnBatch rows;

  private RowStream(List<ResultColumn> columns, ColumnBatch rows) {
    this.columns = List.copyOf(columns);
    this.rows = rows.size() == 0 ? null : rows;
  }

  /** Rows of the classes that {@code setObject} takes; see {@link Rows}. */
  public static BatchStream of(
      List<ResultColumn> columns, List<List<@Nullable Object>> rows, ZoneId sessionZone)
      throws SQLException {
    return new RowStream(columns, Rows.toBatch(columns, rows, sessionZone));
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public @Nullable ColumnBatch next() {
    ColumnBatch next = rows;
    rows = null;
    return next;
  }

  /** The rows are there already: nothing runs that could be ended. */
  @Override
  public void cancel() {}

  @Override
  public void close() {
    rows = null;
  }
}
