package io.polarway.storage.constraint;

import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.engine.ColumnObjects;
import io.polarway.storage.filter.Condition;
import io.polarway.storage.filter.Operand;
import io.polarway.storage.filter.RowFilter;
import io.polarway.storage.filter.Term;
import io.polarway.storage.pruning.FileSelector;
import io.polarway.storage.pruning.SessionRules;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which files can have a row with the key of a new one. */
final class KeyFiles {

  private final TableDefinition table;
  private final List<Condition> conditions = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  private KeyFiles(TableDefinition table) {
    this.table = table;
  }

  /**
   * Some of the files.
   *
   * @param few the new rows; null when they are many, and the ranges of their keys have to do
   */
  static List<StoredFile> select(
      List<StoredFile> files,
      TableDefinition table,
      AddedKeys keys,
      @Nullable ColumnBatch few,
      SessionRules rules) {
    if (files.isEmpty()) {
      return files;
    }
    KeyFiles selection = new KeyFiles(table);
    List<String> columns = keys.key().columns();
    for (int i = 0; i < columns.size(); i++) {
      if (few == null) {
        selection.between(columns.get(i), keys.ranges().get(i));
      } else {
        selection.oneOf(columns.get(i), few);
      }
    }
    return FileSelector.select(files, table, selection.conditions, selection.values, rules).files();
  }

  private void oneOf(String column, ColumnBatch rows) {
    Column source = rows.column(table.indexOf(column));
    List<Operand> operands = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      if (!source.isNull(row)) {
        operands.add(operand(ColumnObjects.parameter(source, row)));
      }
    }
    if (!operands.isEmpty()) {
      add(new RowFilter.OneOf(new Term.Column(column), operands, false));
    }
  }

  private void between(String column, KeyRange range) {
    Object smallest = range.smallest();
    Object largest = range.largest();
    if (smallest != null && largest != null) {
      Operand low = operand(smallest);
      add(new RowFilter.Between(new Term.Column(column), low, operand(largest), false));
    }
  }

  private Operand operand(@Nullable Object value) {
    values.add(value);
    return new Operand.Parameter(values.size() - 1);
  }

  private void add(RowFilter filter) {
    conditions.add(new Condition("", filter, false));
  }
}
