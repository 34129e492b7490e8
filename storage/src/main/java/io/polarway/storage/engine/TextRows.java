package io.polarway.storage.engine;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ScalarType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small results whose columns are texts. */
final class TextRows {

  private TextRows() {}

  /**
   * All rows of a result, which is destroyed then.
   *
   * @param columns how many of its first columns are wanted, all of type VARCHAR
   */
  static List<List<@Nullable String>> read(DuckDb duckDb, ByteBuffer result, int columns) {
    try {
      List<List<@Nullable String>> rows = new ArrayList<>();
      for (ByteBuffer chunk = duckDb.fetchChunk(result);
          chunk != null;
          chunk = duckDb.fetchChunk(result)) {
        try {
          add(duckDb, chunk, columns, rows);
        } finally {
          duckDb.destroyChunk(chunk);
        }
      }
      String error = duckDb.resultError(result);
      if (error != null) {
        throw EngineErrors.translate(error);
      }
      return rows;
    } finally {
      duckDb.destroyResult(result);
    }
  }

  /** All rows of a query without parameters. */
  static List<List<@Nullable String>> read(DuckDb duckDb, Cursor cursor, String sql, int columns) {
    ByteBuffer statement = cursor.prepare(sql);
    try {
      return read(duckDb, duckDb.execute(statement, new Object[0]), columns);
    } finally {
      duckDb.release(statement);
    }
  }

  private static void add(
      DuckDb duckDb, ByteBuffer chunk, int columns, List<List<@Nullable String>> rows) {
    int size = duckDb.chunkSize(chunk);
    List<StringReader> readers = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      StringReader reader = new StringReader(duckDb, ScalarType.VARCHAR);
      reader.read(duckDb.chunkVector(chunk, i), size, null);
      readers.add(reader);
    }
    for (int row = 0; row < size; row++) {
      @Nullable String[] texts = new @Nullable String[columns];
      for (int i = 0; i < columns; i++) {
        BytesColumn column = (BytesColumn) readers.get(i).column();
        texts[i] = column.isNull(row) ? null : column.getString(row);
      }
      rows.add(Arrays.asList(texts));
    }
  }
}
