package io.polarway.storage;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.transaction.Transaction;
import java.util.Set;

/** The row changes of one statement, on their way into a transaction. */
final class TransactionChange implements RowChange {
  private final Transaction transaction;
  private final TableDefinition table;
  private final Set<String> kept;
  private final int mark;
  private long rows;
  private boolean open = true;

  TransactionChange(Transaction transaction, TableDefinition table, Set<String> kept) {
    this.transaction = transaction;
    this.table = table;
    this.kept = kept;
    this.mark = transaction.mark();
  }

  @Override
  public void add(ColumnBatch batch) {
    requireOpen();
    transaction.add(table, batch, Set.of());
    rows += batch.size();
  }

  @Override
  public void replace(LongColumn rowIds, ColumnBatch batch) {
    requireOpen();
    int[] taken = new int[batch.size()];
    int count = 0;
    for (int row = 0; row < batch.size(); row++) {
      if (rowIds.isNull(row) || transaction.delete(table, rowIds.get(row))) {
        taken[count++] = row;
      }
    }
    if (count == batch.size()) {
      transaction.add(table, batch, kept);
    } else {
      ColumnBatch versions =
          ColumnBatch.create(table.columns().stream().map(column -> column.type()).toList(), count);
      versions.appendRows(batch, taken, 0, count);
      transaction.add(table, versions, kept);
    }
    rows += count;
  }

  @Override
  public void delete(LongColumn rowIds) {
    requireOpen();
    for (int row = 0; row < rowIds.size(); row++) {
      if (transaction.delete(table, rowIds.get(row))) {
        rows++;
      }
    }
  }

  @Override
  public void keep(LongColumn rowIds) {
    requireOpen();
    for (int row = 0; row < rowIds.size(); row++) {
      transaction.keep(table, rowIds.get(row));
      rows++;
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the change is finished");
    }
  }

  @Override
  public long finish() {
    transaction.finishStatement(table);
    open = false;
    return rows;
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      transaction.undoTo(mark);
    }
  }
}
