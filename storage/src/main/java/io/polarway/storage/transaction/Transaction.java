package io.polarway.storage.transaction;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogChange;
import io.polarway.storage.catalog.NewDataFile;
import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One transaction: a snapshot of the catalog with the changes made on top of it, and the one commit
 * that makes them everybody's.
 *
 * <p>Rows are added by statements: between {@link #add} and {@link #finishStatement} they can be
 * undone alone. One thread at a time.
 */
public final class Transaction {

  private final Catalog catalog;
  private final Map<String, TableWrites> writes = new LinkedHashMap<>();
  private final Map<TableName, String> pointersRead = new HashMap<>();
  private Definitions definitions;
  private final List<Mark> marks = new ArrayList<>();
  private int finishedChanges;
  private @Nullable Throwable broken;

  public Transaction(Catalog catalog) {
    this.catalog = catalog;
    this.definitions = new Definitions(catalog.snapshot());
  }

  /** What the transaction was at a mark. */
  private record Mark(Definitions definitions, int finishedChanges) {}

  /** Marks the state that the transaction is in, for {@link #undoTo}. */
  public int mark() {
    Mark now = new Mark(definitions, finishedChanges);
    if (marks.isEmpty() || !marks.get(marks.size() - 1).equals(now)) {
      marks.add(now);
    }
    return marks.size() - 1;
  }

  /** Makes the transaction what it was at a mark; later marks are gone. */
  public void undoTo(int number) {
    Mark mark = marks.get(number);
    if (mark.finishedChanges() != finishedChanges) {
      throw new StorageException(
          Failure.UNSUPPORTED, "Undoing the rows of a statement before the last");
    }
    definitions = mark.definitions();
    marks.subList(number + 1, marks.size()).clear();
  }

  /** Sees from now on what others have committed until now, below the transaction's own changes. */
  public void refresh() {
    definitions = definitions.onto(catalog.snapshot());
  }

  public List<String> schemas() {
    return definitions.schemas();
  }

  public List<TableDefinition> tables() {
    return definitions.tables();
  }

  public @Nullable TableDefinition findTable(String schema, String table) {
    return definitions.find(schema, table);
  }

  public void createSchema(String name) {
    definitions = definitions.createSchema(name);
  }

  public void dropSchema(String name, boolean cascade) {
    if (cascade) {
      for (TableDefinition table : definitions.tables()) {
        if (table.name().schema().equalsIgnoreCase(name)) {
          dropTable(table.name());
        }
      }
    }
    definitions = definitions.dropSchema(name);
  }

  /** The table as it will be created, with field ids and UUID. */
  public TableDefinition createTable(TableDefinition definition, boolean replace) {
    TableDefinition existing =
        definitions.find(definition.name().schema(), definition.name().name());
    if (existing != null && !replace) {
      throw new StorageException(
          Failure.DUPLICATE_TABLE,
          "Cannot create table %s: it exists already. Use CREATE TABLE IF NOT EXISTS or CREATE OR REPLACE TABLE"
              .formatted(existing.name()));
    }
    TableDefinition prepared = catalog.prepare(definition);
    if (existing != null) {
      dropTable(existing.name());
    }
    definitions = definitions.createTable(prepared);
    return prepared;
  }

  public void dropTable(TableName name) {
    definitions = definitions.dropTable(definitions.require(name));
  }

  /** The files that hold the rows of a table that others committed before. */
  public List<StoredFile> committedFiles(TableDefinition table) {
    TableSnapshot committed = definitions.committed(table);
    if (committed == null) {
      return List.of();
    }
    pointersRead.putIfAbsent(table.name(), committed.pointer());
    return committed.files();
  }

  /** The files that hold the rows which this transaction has added to a table. */
  public List<Path> ownFiles(TableDefinition table) {
    TableWrites own = writes.get(table.uuid());
    return own == null ? List.of() : guarded(own::readableFiles);
  }

  /** The number of the last commit that this transaction sees. */
  public long commitNumber() {
    return definitions.commitNumber();
  }

  /** A table as it is committed; null for one that this transaction creates. */
  public @Nullable TableSnapshot committed(TableDefinition table) {
    return definitions.committed(table);
  }

  /**
   * What a table holds, told from all else that any table ever held; null when this transaction has
   * changed it.
   */
  public @Nullable String version(TableDefinition table) {
    TableSnapshot committed =
        writes.containsKey(table.uuid()) ? null : definitions.committed(table);
    if (committed == null) {
      return null;
    }
    pointersRead.putIfAbsent(table.name(), committed.pointer());
    return committed.pointer();
  }

  /** Adds rows of a statement that {@link #finishStatement} or {@link #undoStatement} ends. */
  public void add(TableDefinition table, ColumnBatch rows) {
    TableWrites tableWrites =
        writes.computeIfAbsent(table.uuid(), ignored -> new TableWrites(catalog, table));
    tableWrites.add(rows);
  }

  public void finishStatement(TableDefinition table) {
    TableWrites tableWrites = writes.get(table.uuid());
    if (tableWrites != null) {
      guarded(
          () -> {
            tableWrites.finishStatement();
            finishedChanges++;
            return tableWrites;
          });
    }
  }

  public void undoStatement(TableDefinition table) {
    TableWrites tableWrites = writes.get(table.uuid());
    if (tableWrites != null) {
      tableWrites.undoStatement();
    }
  }

  public boolean hasChanges() {
    return definitions.hasChanges()
        || writes.keySet().stream().anyMatch(uuid -> !definitions.hasDropped(uuid));
  }

  /**
   * Commits all changes, or none of them.
   *
   * @param validateReads whether every table that was read must be as it was
   */
  public void commit(boolean validateReads) {
    if (broken != null) {
      rollback();
      throw new StorageException(
          Failure.IO,
          "Cannot commit: writing rows of this transaction failed before (%s). It was rolled back; try again"
              .formatted(broken.getMessage()),
          broken);
    }
    if (!hasChanges()) {
      rollback();
      return;
    }
    Map<String, List<NewDataFile>> filesByTable = new LinkedHashMap<>();
    try {
      discardDropped();
      writes.forEach((uuid, tableWrites) -> filesByTable.put(uuid, tableWrites.finish()));
      List<CatalogChange> changes = changes(filesByTable);
      if (!changes.isEmpty()) {
        String what = changes.stream().map(Transaction::describe).collect(Collectors.joining(", "));
        catalog.commit(changes, validateReads ? pointersRead : Map.of(), what);
      }
    } catch (StorageException e) {
      if (e.failure() != Failure.UNKNOWN_OUTCOME) {
        rollback();
      }
      throw e;
    } catch (RuntimeException e) {
      rollback();
      throw e;
    }
  }

  /** Deletes the files that were written. */
  public void rollback() {
    writes.values().forEach(TableWrites::discard);
    writes.clear();
  }

  /** Deletes what was added to tables that the transaction dropped afterwards. */
  private void discardDropped() {
    for (TableWrites tableWrites : List.copyOf(writes.values())) {
      String uuid = tableWrites.table().uuid();
      if (definitions.hasDropped(uuid)) {
        tableWrites.discard();
        writes.remove(uuid);
      }
    }
  }

  private List<CatalogChange> changes(Map<String, List<NewDataFile>> filesByTable) {
    List<CatalogChange> changes = new ArrayList<>();
    for (CatalogChange change : definitions.changes()) {
      if (change instanceof CatalogChange.CreateTable create) {
        List<NewDataFile> files = filesByTable.remove(create.definition().uuid());
        changes.add(
            new CatalogChange.CreateTable(
                create.definition(), create.replace(), files == null ? List.of() : files));
      } else {
        changes.add(change);
      }
    }
    filesByTable.forEach(
        (uuid, files) -> {
          if (!files.isEmpty()) {
            TableWrites tableWrites = writes.get(uuid);
            if (tableWrites != null) {
              changes.add(new CatalogChange.Append(tableWrites.table().name(), uuid, files));
            }
          }
        });
    return changes;
  }

  private static String describe(CatalogChange change) {
    if (change instanceof CatalogChange.CreateSchema create) {
      return "create schema " + create.name();
    }
    if (change instanceof CatalogChange.DropSchema drop) {
      return "drop schema " + drop.name();
    }
    if (change instanceof CatalogChange.CreateTable create) {
      return (create.replace() ? "replace table " : "create table ") + create.definition().name();
    }
    if (change instanceof CatalogChange.DropTable drop) {
      return "drop table " + drop.table();
    }
    CatalogChange.Append append = (CatalogChange.Append) change;
    long rows = append.files().stream().mapToLong(file -> file.summary().rows()).sum();
    return "append %d rows to %s".formatted(rows, append.table());
  }

  /** Runs what cannot be undone; when it fails, the transaction can only be rolled back. */
  private <T> T guarded(Supplier<T> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      broken = e;
      throw e;
    }
  }
}
