package io.polarway.storage;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.transaction.Transaction;

/** The rows of one statement, on their way into a transaction. */
final class TransactionAppend implements Append {
  private final Transaction transaction;
  private final TableDefinition table;
  private long rows;
  private boolean open = true;

  TransactionAppend(Transaction transaction, TableDefinition table) {
    this.transaction = transaction;
    this.table = table;
  }

  @Override
  public void add(ColumnBatch batch) {
    if (!open) {
      throw new IllegalStateException("the append is finished");
    }
    transaction.add(table, batch);
    rows += batch.size();
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
}
