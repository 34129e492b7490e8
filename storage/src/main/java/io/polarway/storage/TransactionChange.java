package io.polarway.storage;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.transaction.Transaction;

/** The row changes of one statement, on their way into a transaction. */
final class TransactionChange implements RowChange {
  private final Transaction transaction;
  private final TableDefinition table;
  private long rows;
  private boolean open = true;

  TransactionChange(Transaction transaction, TableDefinition table) {
    this.transaction = transaction;
    this.table = table;
  }

  @Override
  public void add(ColumnBatch batch) {
    if (!open) {
      throw new IllegalStateException("the change is finished");
    }
    transaction.add(table, batch);
    rows += batch.size();
  }

  @Override
  public void replace(LongColumn rowIds, ColumnBatch batch) {
    throw unsupported();
  }

  @Override
  public void delete(LongColumn rowIds) {
    throw unsupported();
  }

  @Override
  public void keep(LongColumn rowIds) {
    throw unsupported();
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
      transaction.undoStatement(table);
    }
  }

  private StorageException unsupported() {
    return new StorageException(
        Failure.UNSUPPORTED, "Changing rows of table %s".formatted(table.name()));
  }
}
