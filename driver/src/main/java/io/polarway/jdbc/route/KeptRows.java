package io.polarway.jdbc.route;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.HeldBatches;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some columns of the rows that a statement has written, for its user to read afterwards. */
final class KeptRows {

  private final @Nullable List<ResultColumn> columns;
  private final List<Integer> positions;
  private final List<ColumnBatch> batches = new ArrayList<>();

  private KeptRows(@Nullable List<ResultColumn> columns, List<Integer> positions) {
    this.columns = columns;
    this.positions = positions;
  }

  /** Keeps nothing. */
  static KeptRows none() {
    return new KeptRows(null, List.of());
  }

  /**
   * Keeps columns of batches.
   *
   * @param all the columns of the batches
   * @param positions those of them that are kept
   */
  static KeptRows of(List<ResultColumn> all, List<Integer> positions) {
    return new KeptRows(positions.stream().map(all::get).toList(), positions);
  }

  /** Keeps columns of a table's batches; when they are none, keeps nothing. */
  static KeptRows of(TableDefinition table, List<Integer> positions) {
    return positions.isEmpty()
        ? none()
        : of(
            table.columns().stream()
                .map(column -> new ResultColumn(column.name(), column.type()))
                .toList(),
            positions);
  }

  /** Takes a copy. */
  void add(ColumnBatch batch) {
    if (columns != null) {
      List<Column> kept = new ArrayList<>(positions.size());
      for (int position : positions) {
        kept.add(batch.column(position).compactCopy());
      }
      batches.add(new ColumnBatch(kept));
    }
  }

  /** What was kept; null when nothing was to be. */
  @Nullable HeldBatches held() {
    return columns == null ? null : new HeldBatches(columns, List.copyOf(batches), false);
  }
}
