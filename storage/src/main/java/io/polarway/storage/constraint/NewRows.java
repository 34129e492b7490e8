package io.polarway.storage.constraint;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.engine.ColumnObjects;
import io.polarway.storage.engine.ScannedFile;
import io.polarway.storage.engine.SqlText;
import io.polarway.storage.engine.TableRelation;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * New rows as a relation for the engine.
 *
 * @param sql can stand in FROM, before an alias
 * @param parameters the values of its parameters
 */
record NewRows(String sql, List<@Nullable Object> parameters) {

  /** Rows of a batch, as values. */
  static NewRows of(List<ColumnDefinition> columns, ColumnBatch rows) {
    String row =
        columns.stream()
            .map(column -> "CAST(? AS " + column.type().sqlName() + ")")
            .collect(Collectors.joining(", ", "(", ")"));
    List<@Nullable Object> parameters = new ArrayList<>(rows.size() * columns.size());
    StringBuilder sql = new StringBuilder("(SELECT * FROM (VALUES ");
    for (int i = 0; i < rows.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(row);
      for (int column = 0; column < columns.size(); column++) {
        parameters.add(ColumnObjects.parameter(rows.column(column), i));
      }
    }
    sql.append(") AS v");
    sql.append(
        columns.stream()
            .map(column -> SqlText.identifier(column.name()))
            .collect(Collectors.joining(", ", "(", ")")));
    return new NewRows(sql.append(')').toString(), parameters);
  }

  /** All rows of files. */
  static NewRows of(TableDefinition table, List<ScannedFile> files) {
    return new NewRows(TableRelation.sql(files, table.columns(), null, List.of()), List.of());
  }
}
