package io.polarway.storage.engine;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.ColumnDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables in the memory of one running engine, for copies of what stands elsewhere. No statement of
 * a user's can name them. They are gone with the engine. Thread-safe; what one method does, queries
 * see altogether or not at all.
 */
public final class EngineMemory {

  /** Its tables stand in this schema of the engine's. */
  private static final String SCHEMA = "memory.polarway_memory";

  private final EngineInstance instance;
  private final Path scratch;

  EngineMemory(EngineInstance instance, Path scratch) {
    this.instance = instance;
    this.scratch = scratch;
    AbandonedScratch.delete(scratch);
    run("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
  }

  /** Whether queries that start now see it. */
  public boolean isAlive() {
    return instance.isAlive();
  }

  /**
   * Makes a table.
   *
   * @return its name, as it can stand in a query
   */
  public String create(String name, List<ColumnDefinition> columns) {
    String table = SCHEMA + "." + SqlText.identifier(name);
    run(
        columns.stream()
            .map(
                column ->
                    SqlText.identifier(column.name())
                        + " "
                        + ParquetRelation.typeName(column.type()))
            .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (", ")")));
    return table;
  }

  /**
   * Appends few rows.
   *
   * @param table as {@link #create} gave it
   * @param rows with the table's columns
   */
  public void insert(String table, ColumnBatch rows) {
    String row =
        rows.columns().stream()
            .map(column -> "CAST(? AS " + column.type().sqlName() + ")")
            .collect(Collectors.joining(", ", "(", ")"));
    List<@Nullable Object> values = new ArrayList<>(rows.size() * rows.columns().size());
    for (int i = 0; i < rows.size(); i++) {
      for (Column column : rows.columns()) {
        values.add(ColumnObjects.parameter(column, i));
      }
    }
    change(
        "INSERT INTO "
            + table
            + " VALUES "
            + String.join(", ", Collections.nCopies(rows.size(), row)),
        values);
  }

  /**
   * Appends many rows.
   *
   * @param table as {@link #create} gave it
   * @param columns the table's
   * @param writer writes a Parquet file, which has these columns with their field ids, to the path
   *     that it is given
   */
  public void append(String table, List<ColumnDefinition> columns, Consumer<Path> writer) {
    Path file = scratch.resolve(UUID.randomUUID() + ".parquet");
    try {
      Files.createDirectories(scratch);
      try {
        writer.accept(file);
        run(
            "INSERT INTO %s SELECT * FROM %s"
                .formatted(table, ParquetRelation.sql(List.of(file), columns)));
      } finally {
        Files.deleteIfExists(file);
        deleteScratch();
      }
    } catch (IOException e) {
      throw new StorageException(
          Failure.IO, "Cannot write to the temporary directory %s: %s".formatted(scratch, e), e);
    }
  }

  /** Another append may use it again. */
  private void deleteScratch() {
    try {
      Files.deleteIfExists(scratch);
    } catch (IOException inUse) {
      // Whoever uses it deletes it.
    }
  }

  /** Sets a column of the rows whose id is a key to the value. */
  public void update(String table, String idColumn, String column, Map<Long, Long> values) {
    if (values.size() == 1) {
      Map.Entry<Long, Long> only = values.entrySet().iterator().next();
      change(
          "UPDATE %s SET %s = ? WHERE %s = ?"
              .formatted(table, SqlText.identifier(column), SqlText.identifier(idColumn)),
          List.of(only.getValue(), only.getKey()));
    } else if (!values.isEmpty()) {
      run(
          values.entrySet().stream()
              .map(entry -> "(" + entry.getKey() + ", " + entry.getValue() + ")")
              .collect(
                  Collectors.joining(
                      ", ",
                      "UPDATE %s SET %s = v.value FROM (VALUES "
                          .formatted(table, SqlText.identifier(column)),
                      ") AS v(id, value) WHERE %s = v.id"
                          .formatted(SqlText.identifier(idColumn)))));
    }
  }

  /** Deletes the rows whose column has at most this value. */
  public void deleteUpTo(String table, String column, long value) {
    run("DELETE FROM %s WHERE %s <= %d".formatted(table, SqlText.identifier(column), value));
  }

  /** Drops a table; queries that have started see it still. */
  public void drop(String table) {
    run("DROP TABLE IF EXISTS " + table);
  }

  private void run(String sql) {
    onCursor(cursor -> cursor.run(sql));
  }

  private void change(String sql, List<? extends @Nullable Object> values) {
    onCursor(cursor -> cursor.change(sql, values));
  }

  private void onCursor(Consumer<Cursor> work) {
    Cursor cursor = instance.borrow(SessionSettings.defaults());
    boolean done = false;
    try {
      work.accept(cursor);
      done = true;
    } finally {
      instance.giveBack(cursor, done);
    }
  }
}
