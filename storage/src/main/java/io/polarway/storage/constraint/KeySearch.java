package io.polarway.storage.constraint;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.engine.ScannedFile;
import io.polarway.storage.engine.SqlText;
import io.polarway.storage.engine.TableRelation;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks for two rows with one key, by the engine. */
final class KeySearch {

  private final EngineSession engine;

  KeySearch(EngineSession engine) {
    this.engine = engine;
  }

  /** Fails when a new row has the key of another one. */
  void checkAgainst(
      TableDefinition table,
      Key key,
      NewRows rows,
      List<ScannedFile> files,
      @Nullable String hotRows) {
    List<ColumnDefinition> columns =
        key.columns().stream().map(name -> table.columns().get(table.indexOf(name))).toList();
    String keyOfHot = hotRows == null ? "" : list(key, ", ", column -> column);
    String others =
        TableRelation.sql(
            files,
            columns,
            null,
            hotRows == null
                ? List.of()
                : List.of("SELECT %s FROM (%s)".formatted(keyOfHot, hotRows)));
    String sql =
        "SELECT %s FROM %s AS o JOIN %s AS n ON %s LIMIT 1"
            .formatted(
                list(key, ", ", column -> "CAST(n." + column + " AS VARCHAR)"),
                others,
                rows.sql(),
                list(key, " AND ", column -> "o." + column + " = n." + column));
    fail(table, key, sql, rows.parameters(), "another row has");
  }

  /** Fails when two rows of files have the same key. */
  void checkRepeated(TableDefinition table, Key key, List<ScannedFile> files) {
    String sql =
        "SELECT %s FROM %s AS n WHERE %s GROUP BY %s HAVING count(*) > 1 LIMIT 1"
            .formatted(
                list(key, ", ", column -> "CAST(any_value(" + column + ") AS VARCHAR)"),
                NewRows.of(table, files).sql(),
                list(key, " AND ", column -> column + " IS NOT NULL"),
                list(key, ", ", column -> column));
    fail(table, key, sql, List.of(), "two new rows have");
  }

  private static String list(Key key, String separator, Function<String, String> text) {
    return key.columns().stream()
        .map(SqlText::identifier)
        .map(text)
        .collect(Collectors.joining(separator));
  }

  private void fail(
      TableDefinition table, Key key, String sql, List<@Nullable Object> parameters, String who) {
    try (BatchStream stream = engine.queryAgain(sql, parameters, Duration.ZERO)) {
      ColumnBatch batch = stream.next();
      if (batch == null || batch.size() == 0) {
        return;
      }
      List<String> values = new ArrayList<>();
      for (int i = 0; i < key.columns().size(); i++) {
        values.add(key.columns().get(i) + " = " + ((BytesColumn) batch.column(i)).getString(0));
      }
      throw new StorageException(
          Failure.DUPLICATE_KEY,
          "Cannot add rows to %s: constraint %s, %s (%s), does not hold, because %s %s"
              .formatted(
                  table.name(),
                  key.name(),
                  key.kind(),
                  String.join(", ", key.columns()),
                  who,
                  String.join(", ", values)));
    }
  }
}
