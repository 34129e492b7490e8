package io.polarway.storage.constraint;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.engine.SqlText;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.CheckConstraint;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks for rows for which a CHECK constraint is false, by the engine. */
final class CheckSearch {

  private final EngineSession engine;

  CheckSearch(EngineSession engine) {
    this.engine = engine;
  }

  /** Fails when an expression means nothing for rows of the table. */
  void validate(TableDefinition table) {
    for (CheckConstraint check : table.constraints().checks()) {
      try {
        engine.describe(sql(table, check, NewRows.of(table, List.of())));
      } catch (StorageException e) {
        throw new StorageException(
            e.failure(),
            "Cannot create table %s: its CHECK (%s) cannot be evaluated: %s"
                .formatted(table.name(), check.expression(), e.getMessage()),
            e);
      }
    }
  }

  /** Fails when a constraint is false for one of these rows. */
  void check(TableDefinition table, NewRows rows) {
    for (CheckConstraint check : table.constraints().checks()) {
      try (BatchStream stream =
          engine.queryAgain(sql(table, check, rows), rows.parameters(), Duration.ZERO)) {
        ColumnBatch batch = stream.next();
        if (batch != null && batch.size() > 0) {
          throw violation(table, check, batch);
        }
      }
    }
  }

  /** A query for a row that violates it, all of its columns as texts. */
  private static String sql(TableDefinition table, CheckConstraint check, NewRows rows) {
    return "SELECT %s FROM %s AS %s WHERE NOT (%s) LIMIT 1"
        .formatted(
            table.columns().stream()
                .map(column -> "CAST(" + SqlText.identifier(column.name()) + " AS VARCHAR)")
                .collect(Collectors.joining(", ")),
            rows.sql(),
            SqlText.identifier(table.name().name()),
            check.expression());
  }

  private static StorageException violation(
      TableDefinition table, CheckConstraint check, ColumnBatch row) {
    Set<String> words = new TreeSet<>();
    for (String word : check.expression().split("[^\\p{L}\\p{N}_]+", -1)) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      ColumnDefinition column = table.columns().get(i);
      if (words.contains(column.name().toLowerCase(Locale.ROOT))) {
        BytesColumn texts = (BytesColumn) row.column(i);
        values.add(column.name() + " = " + (texts.isNull(0) ? "NULL" : texts.getString(0)));
      }
    }
    return new StorageException(
        Failure.CHECK_VIOLATION,
        "Cannot add rows to %s: constraint %s, CHECK (%s), does not hold for a row with %s"
            .formatted(table.name(), check.name(), check.expression(), String.join(", ", values)));
  }
}
