package io.polarway.jdbc.result;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream that fills one batch anew for each call: the columns {@code Id} counts from 1, {@code
 * price} is half of it and null for every third, {@code name} is text.
 */
final class Batches implements BatchStream {

  static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("Id", ScalarType.BIGINT),
          new ResultColumn("price", ScalarType.DOUBLE),
          new ResultColumn("name", ScalarType.VARCHAR),
          new ResultColumn("ID", ScalarType.BIGINT));

  private static final List<DataType> TYPES = COLUMNS.stream().map(ResultColumn::type).toList();

  private final ColumnBatch batch = ColumnBatch.create(TYPES, 16);
  private final int rows;
  private final int batchSize;
  private final @Nullable RuntimeException failure;
  private int given;
  volatile boolean closed;

  Batches(int rows, int batchSize, @Nullable RuntimeException failure) {
    this.rows = rows;
    this.batchSize = batchSize;
    this.failure = failure;
  }

  @Override
  public List<ResultColumn> columns() {
    return COLUMNS;
  }

  @Override
  public @Nullable ColumnBatch next() {
    if (given == rows) {
      if (failure != null) {
        throw failure;
      }
      return null;
    }
    batch.clear();
    for (int i = 0; i < batchSize && given < rows; i++) {
      given++;
      ((LongColumn) batch.column(0)).append(given);
      if (given % 3 == 0) {
        batch.column(1).appendNull();
      } else {
        ((DoubleColumn) batch.column(1)).append(given / 2.0);
      }
      ((BytesColumn) batch.column(2)).append("row " + given);
      ((LongColumn) batch.column(3)).append(-given);
    }
    return batch;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {
    closed = true;
  }
}
