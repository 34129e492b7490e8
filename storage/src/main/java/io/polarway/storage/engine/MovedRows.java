package io.polarway.storage.engine;

import io.polarway.storage.column.ResultColumn;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Moves the rows that a result has still to give to a temporary table of the engine, on a cursor
 * that no one else uses: chunk by chunk as they are, within the engine's memory limit, beyond which
 * it spills into its temporary directory.
 */
final class MovedRows {

  private static final String TABLE = "moved";

  private MovedRows() {}

  /**
   * The same rows on another cursor, ready to be fetched.
   *
   * @param fetch fetches a chunk of {@code from}; null behind the last
   * @param first a chunk that is fetched already; null when there is none
   */
  static StreamResources move(
      DuckDb duckDb,
      EngineInstance instance,
      Map<String, String> settings,
      List<ResultColumn> columns,
      StreamResources from,
      Supplier<@Nullable ByteBuffer> fetch,
      @Nullable ByteBuffer first) {
    Cursor cursor = instance.borrow(settings);
    StreamResources to =
        new StreamResources(
            duckDb, instance, cursor, (used, reusable) -> instance.giveBack(used, false));
    boolean done = false;
    try {
      cursor.run(
          IntStream.range(0, columns.size())
              .mapToObj(i -> "c" + i + " " + ResultTypes.readable(columns.get(i).type()).sqlName())
              .collect(Collectors.joining(", ", "CREATE TEMP TABLE " + TABLE + " (", ")")));
      cursor.append(TABLE, first != null ? first : fetch.get(), fetch);
      String error = from.error();
      if (error != null) {
        throw EngineErrors.translate(error);
      }
      to.prepare("FROM temp.main." + TABLE);
      to.execute(new Object[0]);
      done = true;
      return to;
    } finally {
      if (!done) {
        to.free(false);
      }
    }
  }
}
