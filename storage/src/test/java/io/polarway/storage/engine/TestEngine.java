package io.polarway.storage.engine;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine over a new store directory, and short ways to query it. */
final class TestEngine implements AutoCloseable {

  final Path store;
  final Path data;
  final Engine engine;
  final EngineSession session;

  TestEngine(Path directory, Path... allowedPaths) throws IOException {
    store = Files.createDirectories(directory.resolve("store"));
    data = Files.createDirectories(store.resolve("data"));
    Files.writeString(store.resolve("catalog.db"), "the catalog");
    Path spill = Files.createDirectories(directory.resolve("spill"));
    engine = Engine.start(new EngineOptions(data, List.of(allowedPaths), spill, 0, 0));
    session = engine.openSession();
  }

  BatchStream open(String sql, @Nullable Object... parameters) {
    return session.query(sql, Arrays.asList(parameters), Duration.ZERO);
  }

  /** All rows, each a list of Java objects. */
  List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (BatchStream stream = open(sql, parameters)) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.size(); row++) {
          List<@Nullable Object> values = new ArrayList<>();
          for (Column column : batch.columns()) {
            values.add(ColumnObjects.get(column, row));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  /** The only value of the only row. */
  @Nullable Object value(String sql, @Nullable Object... parameters) {
    List<List<@Nullable Object>> rows = rows(sql, parameters);
    if (rows.size() != 1 || rows.get(0).size() != 1) {
      throw new AssertionError("not one value: " + rows);
    }
    return rows.get(0).get(0);
  }

  /** Executes any statement on a connection of the engine, past the check for queries. */
  void run(String sql) {
    Cursor cursor = engine.instance().borrow(java.util.Map.of());
    try {
      cursor.run(sql);
    } finally {
      cursor.disconnect();
    }
  }

  @Override
  public void close() {
    session.close();
    engine.close();
  }
}
