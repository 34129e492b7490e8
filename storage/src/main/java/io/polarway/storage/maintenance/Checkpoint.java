package io.polarway.storage.maintenance;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.engine.ParquetRelation;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.fault.FaultPoint;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.hot.HotRelation;
import io.polarway.storage.table.RestOrder;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.transaction.Transaction;
import java.util.List;

/**
 * Writes the hot rows of a table to files. The commit that adds the files ends the hot rows, so
 * that each snapshot has them once.
 */
public final class Checkpoint {

  private static final int ATTEMPTS = 10;
  private static final String ROW_ID = "polarway_rowid";

  private Checkpoint() {}

  /**
   * Writes the hot rows that live now, and gives their number.
   *
   * @throws StorageException {@link Failure#CONFLICT} when others kept changing them
   */
  public static long run(Catalog catalog, HotMirror hotRows, TableSnapshot table, Work work) {
    TableSnapshot now = table;
    for (int attempt = 1; ; attempt++) {
      if (now == null || now.hotRows().liveRows() == 0) {
        return 0;
      }
      try {
        return write(catalog, hotRows, now, work);
      } catch (StorageException e) {
        if (e.failure() != Failure.CONFLICT || attempt == ATTEMPTS) {
          throw e;
        }
        now = catalog.snapshot().table(table.name().schema(), table.name().name());
      }
    }
  }

  private static long write(Catalog catalog, HotMirror hotRows, TableSnapshot table, Work work) {
    HotRelation relation = hotRows.relation(table);
    if (relation == null) {
      return 0;
    }
    TableDefinition definition = table.definition();
    Transaction transaction = Transaction.intoFiles(catalog, "checkpoint " + definition.name());
    String sql =
        relation.select(new RowPositions(), ROW_ID, transaction.firstHotRowId())
            + ParquetRelation.orderBy(RestOrder.of(definition).fields());
    long count = 0;
    boolean done = false;
    try (BatchStream rows = work.query(sql)) {
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        work.check();
        int last = batch.columns().size() - 1;
        LongColumn rowIds = (LongColumn) batch.column(last);
        List<Column> values = batch.columns().subList(0, last);
        transaction.move(definition, new ColumnBatch(values), rowIds);
        count += batch.size();
      }
      transaction.finishStatement(definition);
      done = true;
    } finally {
      if (!done) {
        transaction.rollback();
      }
    }
    FaultPoint.CHECKPOINT_WRITTEN.reached();
    transaction.commit(false);
    return count;
  }
}
