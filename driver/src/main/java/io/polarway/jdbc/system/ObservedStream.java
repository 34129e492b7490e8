package io.polarway.jdbc.system;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.error.StorageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream whose rows and end are reported as those of a statement. */
public record ObservedStream(BatchStream stream, StatementActivity statement)
    implements BatchStream {

  @Override
  public List<ResultColumn> columns() {
    return stream.columns();
  }

  @Override
  public @Nullable ColumnBatch next() {
    ColumnBatch batch;
    try {
      batch = stream.next();
    } catch (StorageException failure) {
      statement.failed(SqlErrors.from(failure));
      throw failure;
    }
    if (batch == null) {
      statement.ended();
    } else {
      statement.adds(batch.size());
    }
    return batch;
  }

  @Override
  public @Nullable QueryProgress progress() {
    return stream.progress();
  }

  @Override
  public void cancel() {
    stream.cancel();
  }

  @Override
  public void close() {
    stream.close();
    statement.ended();
  }
}
