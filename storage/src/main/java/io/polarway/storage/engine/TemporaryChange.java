package io.polarway.storage.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that changes temporary objects. */
final class TemporaryChange {

  private TemporaryChange() {}

  /** Runs it to its end and gives the number of rows that it changed. */
  static long run(
      DuckDb duckDb,
      StreamResources resources,
      String statement,
      List<? extends @Nullable Object> parameters) {
    DuckDb.StatementMeta meta = resources.prepare(statement);
    resources.execute(new ParameterBinder(duckDb).bind(parameters, meta.parameterTypes()));
    long rows = 0;
    for (ByteBuffer chunk = resources.fetch(); chunk != null; chunk = resources.fetch()) {
      if (meta.changesRows()) {
        rows +=
            duckDb
                .vectorData(duckDb.chunkVector(chunk, 0), Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .getLong(0);
      }
    }
    String error = resources.error();
    if (error != null) {
      throw EngineErrors.translate(error);
    }
    return rows;
  }
}
