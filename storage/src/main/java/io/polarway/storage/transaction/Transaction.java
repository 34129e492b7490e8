package io.polarway.storage.transaction;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogChange;
import io.polarway.storage.catalog.CatalogSnapshot;
import io.polarway.storage.catalog.CommitRequest;
import io.polarway.storage.catalog.SnapshotHold;
import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.constraint.ConstraintCheck;
import io.polarway.storage.constraint.SeenRows;
import io.polarway.storage.engine.ScannedFile;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.table.TableProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One transaction: a snapshot of the catalog, taken when it is first needed, with the changes made
 * on top of it, and the one commit that makes them everybody's.
 *
 * <p>Rows are added by statements: between {@link #add} and {@link #finishStatement} they can be
 * undone alone. One thread at a time.
 */
public final class Transaction {

  /** What the hot rows of one commit may take up in one table. */
  private static final long MAX_HOT_BYTES = 1 << 20;

  private static final RowPositions NO_ROWS = new RowPositions();
  private static final RowSource HOT = new RowSource.Hot();

  private final Catalog catalog;
  private final SnapshotHold hold;
  private final Map<String, TableWrites> writes = new LinkedHashMap<>();
  private final Map<TableName, String> versionsRead = new HashMap<>();
  private final Map<String, KeptRows> kept = new LinkedHashMap<>();
  private final Map<String, Added> added = new HashMap<>();
  private final Map<Past, TableSnapshot> past = new HashMap<>();
  private final RowIds rowIds = new RowIds();
  private final List<Mark> marks = new ArrayList<>();
  private final @Nullable ConstraintCheck constraints;
  private final Map<String, TableSnapshot> checked = new HashMap<>();
  private final boolean addsHotRows;

  /** What the commit is called; null for a user's transaction, which is called by its changes. */
  private final @Nullable String what;

  private @Nullable Definitions definitions;
  private @Nullable Throwable broken;

  /**
   * A user's transaction.
   *
   * @param constraints checks what it adds
   * @param addsHotRows whether few rows are kept in the catalog, not added to files
   */
  public Transaction(Catalog catalog, ConstraintCheck constraints, boolean addsHotRows) {
    this(catalog, constraints, addsHotRows, null);
  }

  private Transaction(
      Catalog catalog,
      @Nullable ConstraintCheck constraints,
      boolean addsHotRows,
      @Nullable String what) {
    this.catalog = catalog;
    this.constraints = constraints;
    this.addsHotRows = addsHotRows;
    this.what = what;
    this.hold = catalog.newHold();
  }

  /**
   * A transaction that moves rows into files, be they few. Constraints, which these fulfil, are not
   * checked.
   *
   * @param what a short description for the list of commits
   */
  public static Transaction intoFiles(Catalog catalog, String what) {
    return new Transaction(catalog, null, false, what);
  }

  /**
   * What the transaction was at a mark.
   *
   * @param definitions null when nothing had been looked at
   * @param rows by the tables' UUIDs
   */
  private record Mark(@Nullable Definitions definitions, Map<String, TableWrites.State> rows) {}

  /** A table as of a commit. */
  private record Past(TableName table, long commitNumber) {}

  /**
   * What is added to a table.
   *
   * @param deleted positions in the files that are added whose rows are not there any more
   */
  private record Added(List<CatalogChange> changes, Map<Path, RowPositions> deleted) {}

  /** Rows of a table that must not change until the commit. */
  private record KeptRows(TableDefinition table, DeletedRows rows) {}

  /** What it sees; the snapshot is that of the first look at it. */
  private Definitions definitions() {
    Definitions seen = definitions;
    if (seen == null) {
      hold.open();
      CatalogSnapshot newest = catalog.snapshot();
      hold.moveTo(newest.commitNumber());
      seen = new Definitions(newest);
      definitions = seen;
    }
    return seen;
  }

  /** Marks the state that the transaction is in, for {@link #undoTo}. */
  public int mark() {
    Map<String, TableWrites.State> rows = new HashMap<>();
    writes.forEach((uuid, tableWrites) -> rows.put(uuid, tableWrites.state()));
    marks.add(new Mark(definitions, rows));
    return marks.size() - 1;
  }

  /** Makes the transaction what it was at a mark, which stays; later marks are gone. */
  public void undoTo(int number) {
    Mark mark = marks.get(number);
    Definitions then = mark.definitions();
    definitions = then == null && definitions != null ? definitions.withoutChanges() : then;
    if (definitions != null) {
      hold.include(definitions.commitNumber());
    }
    writes.forEach((uuid, tableWrites) -> tableWrites.undoTo(mark.rows().get(uuid)));
    marks.subList(number + 1, marks.size()).clear();
  }

  /** Forgets a mark and those behind it; what was done since stays. */
  public void release(int number) {
    if (number >= marks.size()) {
      return;
    }
    Mark mark = marks.get(number);
    marks.subList(number, marks.size()).clear();
    writes.forEach((uuid, tableWrites) -> tableWrites.release(mark.rows().get(uuid)));
  }

  /** Sees from now on what others have committed until now, below the transaction's own changes. */
  public void refresh() {
    Definitions seen = definitions;
    if (seen != null) {
      CatalogSnapshot newest = catalog.snapshot();
      definitions = seen.onto(newest);
      hold.moveTo(newest.commitNumber());
    }
  }

  /**
   * A further hold on what this transaction reads, for what goes on reading when it is over; to be
   * closed. Null when it has not looked at anything.
   */
  public @Nullable SnapshotHold hold() {
    return definitions == null ? null : hold.again();
  }

  public List<String> schemas() {
    return definitions().schemas();
  }

  public List<TableDefinition> tables() {
    return definitions().tables();
  }

  public @Nullable TableDefinition findTable(String schema, String table) {
    return definitions().find(schema, table);
  }

  /**
   * A table as of a commit; null when there was none of this name.
   *
   * @throws StorageException {@link Failure#INVALID_VALUE} for a commit that this transaction does
   *     not see, {@link Failure#EXPIRED}
   */
  public @Nullable TableDefinition findTable(String schema, String table, long commitNumber) {
    if (commitNumber < 0 || commitNumber > commitNumber()) {
      throw new StorageException(
          Failure.INVALID_VALUE,
          "There is no commit %d to read table %s.%s as of: the last one is %d"
              .formatted(commitNumber, schema, table, commitNumber()));
    }
    hold.include(commitNumber);
    TableSnapshot then = catalog.tableAsOf(schema, table, commitNumber);
    if (then == null) {
      return null;
    }
    past.put(new Past(then.name(), commitNumber), then);
    return then.definition();
  }

  /** A table that {@link #findTable(String, String, long)} found, as of the commit. */
  public TableSnapshot asOf(TableDefinition table, long commitNumber) {
    TableSnapshot then = past.get(new Past(table.name(), commitNumber));
    if (then == null) {
      findTable(table.name().schema(), table.name().name(), commitNumber);
      then = past.get(new Past(table.name(), commitNumber));
    }
    return Objects.requireNonNull(then);
  }

  public void createSchema(String name) {
    definitions = definitions().createSchema(name);
  }

  public List<SequenceDefinition> sequences() {
    return definitions().sequences();
  }

  /**
   * Creates a sequence.
   *
   * @param next asked at the commit: its first value that was not taken; null for none
   */
  public void createSequence(SequenceDefinition sequence, Supplier<@Nullable Long> next) {
    definitions = definitions().createSequence(new CatalogChange.CreateSequence(sequence, next));
  }

  public void dropSequence(SequenceDefinition sequence) {
    definitions = definitions().dropSequence(sequence);
  }

  public void dropSchema(String name, boolean cascade) {
    if (cascade) {
      for (TableDefinition table : definitions().tables()) {
        if (table.name().schema().equalsIgnoreCase(name)) {
          dropTable(table.name());
        }
      }
      for (SequenceDefinition sequence : definitions().sequences()) {
        if (sequence.name().schema().equalsIgnoreCase(name)) {
          dropSequence(sequence);
        }
      }
    }
    definitions = definitions().dropSchema(name);
  }

  /** The table as it will be created, with field ids and UUID. */
  public TableDefinition createTable(TableDefinition definition, boolean replace) {
    TableDefinition existing =
        definitions().find(definition.name().schema(), definition.name().name());
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
    definitions = definitions().createTable(prepared);
    return prepared;
  }

  public void dropTable(TableName name) {
    definitions = definitions().dropTable(definitions().require(name));
  }

  /** The files that hold the rows of a table that others committed before. */
  public List<StoredFile> committedFiles(TableDefinition table) {
    TableSnapshot committed = definitions().committed(table);
    if (committed == null) {
      return List.of();
    }
    versionsRead.putIfAbsent(table.name(), committed.version());
    return catalog.filesOf(committed);
  }

  /**
   * Some of the committed files of a table, and those with the rows that this transaction has added
   * to it, without the rows that it has deleted.
   */
  public List<ScannedFile> scan(TableDefinition table, List<StoredFile> committed) {
    TableWrites own = writes.get(table.uuid());
    List<ScannedFile> files = scanCommitted(own, committed);
    if (own != null) {
      files.addAll(guarded(() -> own.readableFiles(rowIds)));
    }
    return files;
  }

  private List<ScannedFile> scanCommitted(@Nullable TableWrites own, List<StoredFile> committed) {
    List<ScannedFile> files = new ArrayList<>(committed.size());
    long firstRowId =
        rowIds.baseOf(committed.stream().map(file -> new RowSource.Committed(file)).toList());
    for (StoredFile file : committed) {
      RowPositions deleted = own == null ? null : own.deleted().committed().get(file.path());
      files.add(
          new ScannedFile(
              file.path(), file.deleted().with(deleted == null ? NO_ROWS : deleted), firstRowId));
      firstRowId += ScannedFile.ROW_ID_STEP;
    }
    return files;
  }

  /** The ids of hot rows that this transaction has deleted. */
  public RowPositions deletedHotRows(TableDefinition table) {
    TableWrites own = writes.get(table.uuid());
    return own == null ? NO_ROWS : own.deleted().hot();
  }

  /** The id that a hot row with number 0 would have; that of each further one is one more. */
  public long firstHotRowId() {
    return rowIds.baseOf(List.of(HOT));
  }

  /** The number of the last commit that this transaction sees. */
  public long commitNumber() {
    return definitions().commitNumber();
  }

  /** A table as it is committed; null for one that this transaction creates. */
  public @Nullable TableSnapshot committed(TableDefinition table) {
    return definitions().committed(table);
  }

  /**
   * What a table holds, told from all else that any table ever held; null when this transaction has
   * changed it.
   */
  public @Nullable String version(TableDefinition table) {
    TableSnapshot committed =
        writes.containsKey(table.uuid()) ? null : definitions().committed(table);
    if (committed == null) {
      return null;
    }
    versionsRead.putIfAbsent(table.name(), committed.version());
    return committed.version();
  }

  /** Adds rows. */
  public void add(TableDefinition table, ColumnBatch rows, Set<String> kept) {
    writesTo(table).add(rows, kept);
  }

  /** Deletes rows that it has read; false when this transaction has deleted it before. */
  public boolean delete(TableDefinition table, long rowId) {
    return writesTo(table).deleted().add(rowIds.source(rowId), RowIds.position(rowId));
  }

  /** Demands that a row that it has read is not changed by others until the commit. */
  public void keep(TableDefinition table, long rowId) {
    kept.computeIfAbsent(table.uuid(), uuid -> new KeptRows(table, new DeletedRows()))
        .rows()
        .add(rowIds.source(rowId), RowIds.position(rowId));
  }

  /**
   * Adds rows in the place of hot rows that are the same.
   *
   * @param rowIds of those, which it deletes
   */
  public void move(TableDefinition table, ColumnBatch rows, LongColumn rowIds) {
    TableWrites tableWrites = writesTo(table);
    long[] positions = new long[rows.size()];
    for (int row = 0; row < positions.length; row++) {
      long rowId = rowIds.get(row);
      positions[row] = RowIds.position(rowId);
      tableWrites.deleted().add(this.rowIds.source(rowId), positions[row]);
    }
    tableWrites.move(rows, positions);
  }

  private TableWrites writesTo(TableDefinition table) {
    return writes.computeIfAbsent(table.uuid(), uuid -> new TableWrites(catalog, table));
  }

  /**
   * Ends the changes of a statement in a table.
   *
   * @throws StorageException {@link Failure#DUPLICATE_KEY}, {@link Failure#CHECK_VIOLATION}; then
   *     the statement is to be undone
   */
  public void finishStatement(TableDefinition table) {
    TableWrites tableWrites = writes.get(table.uuid());
    if (tableWrites != null) {
      checkConstraints(tableWrites);
      guarded(
          () -> {
            tableWrites.finishStatement();
            return tableWrites;
          });
    }
  }

  private void checkConstraints(TableWrites tableWrites) {
    if (constraints != null && tableWrites.added().areToBeChecked()) {
      TableSnapshot committed = definitions().committed(tableWrites.table());
      if (committed != null) {
        checked.putIfAbsent(tableWrites.table().uuid(), committed);
      }
      constraints.checkStatement(
          tableWrites.added(),
          committed,
          new Seen(tableWrites, () -> guarded(() -> tableWrites.readableFiles(rowIds))));
    }
  }

  /**
   * What no two commits of a group may share, so that the check of one sees the other; null when it
   * is not known.
   */
  private static @Nullable Set<Long> claims(List<TableWrites> changed) {
    if (!changed.stream().allMatch(tableWrites -> tableWrites.added().knowsKeys())) {
      return null;
    }
    return changed.stream()
        .flatMapToLong(tableWrites -> tableWrites.added().keyHashes())
        .boxed()
        .collect(Collectors.toSet());
  }

  /** Checks keys against what others have committed since they were checked. */
  private void checkKeysAgain(
      List<CatalogChange> changes, List<TableWrites> changed, CatalogSnapshot newest) {
    for (TableWrites tableWrites : changed) {
      TableDefinition table = tableWrites.table();
      TableSnapshot before = checked.get(table.uuid());
      TableSnapshot now = newest.table(table.name().schema(), table.name().name());
      if (constraints == null
          || before == null
          || now == null
          || table.constraints().enforcedKeys().isEmpty()
          || !now.definition().uuid().equals(table.uuid())
          || now.version().equals(before.version())) {
        continue;
      }
      CommittedRows rows = CommittedRows.of(changes, table.uuid());
      Seen seen = new Seen(tableWrites, rows::files);
      if (!rows.hotRows().isEmpty()) {
        constraints.checkCommit(table, rows.hotRows(), before, now, seen);
      } else if (!rows.files().isEmpty()) {
        constraints.checkCommit(table, before, now, seen);
      }
    }
  }

  /** The rows of a table, for checks of constraints. */
  private final class Seen implements SeenRows {
    private final TableWrites tableWrites;
    private final Supplier<List<ScannedFile>> own;

    Seen(TableWrites tableWrites, Supplier<List<ScannedFile>> own) {
      this.tableWrites = tableWrites;
      this.own = own;
    }

    @Override
    public List<ScannedFile> scan(List<StoredFile> committed) {
      return scanCommitted(tableWrites, committed);
    }

    @Override
    public RowPositions deletedHotRows() {
      return tableWrites.deleted().hot();
    }

    @Override
    public List<ScannedFile> own() {
      return own.get();
    }
  }

  public boolean hasChanges() {
    Definitions seen = definitions;
    return (seen != null && seen.hasChanges())
        || writes.values().stream()
            .anyMatch(
                tableWrites ->
                    tableWrites.hasChanges()
                        && !definitions().hasDropped(tableWrites.table().uuid()));
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
    try (hold) {
      discardDropped();
      finishRows();
      boolean done = false;
      while (!done) {
        done = tryCommit(validateReads);
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

  /** False when rows that it changes were moved since it read them, and are found again. */
  private boolean tryCommit(boolean validateReads) {
    List<CatalogChange> changes = changes();
    if (changes.isEmpty()) {
      return true;
    }
    List<TableWrites> changed = List.copyOf(writes.values());
    try {
      catalog.commit(
          new CommitRequest(
              changes,
              validateReads ? versionsRead : Map.of(),
              claims(changed),
              describe(changes),
              newest -> checkKeysAgain(changes, changed, newest)));
      return true;
    } catch (StorageException e) {
      // A row that was moved looks as if another had changed it, and as if it were there twice.
      boolean canBeMoved = e.failure() == Failure.CONFLICT || e.failure() == Failure.DUPLICATE_KEY;
      // What moves rows itself has noted where they stood when it read them, so it begins again.
      if (canBeMoved && !movesRows() && followMoves()) {
        return false;
      }
      if (e.failure() == Failure.DUPLICATE_KEY && hasLostRows()) {
        throw new StorageException(
            Failure.CONFLICT,
            "Cannot commit: another transaction has changed rows that this one changes, too; run"
                + " the transaction again. "
                + e.getMessage(),
            e);
      }
      throw e;
    }
  }

  private boolean movesRows() {
    return what != null;
  }

  private boolean hasLostRows() {
    return writes.values().stream()
        .anyMatch(own -> RowConflicts.hasLost(catalog, own.table(), own.deleted(), commitNumber()));
  }

  private boolean followMoves() {
    boolean found = false;
    for (TableWrites own : writes.values()) {
      found |= RowConflicts.follow(catalog, own.table(), own.deleted(), commitNumber());
    }
    for (KeptRows rows : kept.values()) {
      found |= RowConflicts.follow(catalog, rows.table(), rows.rows(), commitNumber());
    }
    return found;
  }

  /** Deletes the files that were written. */
  public void rollback() {
    try (hold) {
      writes.values().forEach(TableWrites::discard);
      writes.clear();
    }
  }

  /** Deletes what was added to tables that the transaction dropped afterwards. */
  private void discardDropped() {
    for (TableWrites tableWrites : List.copyOf(writes.values())) {
      String uuid = tableWrites.table().uuid();
      if (definitions().hasDropped(uuid)) {
        tableWrites.discard();
        writes.remove(uuid);
      }
    }
  }

  private List<CatalogChange> changes() {
    List<CatalogChange> changes = new ArrayList<>();
    kept.forEach(
        (uuid, rows) -> {
          DeletedRows of = rows.rows();
          boolean hasAny = !of.hot().isEmpty() || !of.committed().isEmpty();
          if (hasAny && !definitions().hasDropped(uuid)) {
            changes.add(
                new CatalogChange.KeepRows(rows.table().name(), uuid, of.hot(), of.committed()));
          }
        });
    changes.addAll(definitions().changes());
    for (TableWrites tableWrites : writes.values()) {
      TableName name = tableWrites.table().name();
      String uuid = tableWrites.table().uuid();
      DeletedRows deleted = tableWrites.deleted();
      if (!deleted.hot().isEmpty()) {
        changes.add(new CatalogChange.EndHotRows(name, uuid, deleted.hot()));
      }
      Added ofTable = Objects.requireNonNull(added.get(uuid));
      changes.addAll(ofTable.changes());
      Map<Path, RowPositions> deletedInFiles = new LinkedHashMap<>(deleted.committed());
      deletedInFiles.values().removeIf(RowPositions::isEmpty);
      deletedInFiles.putAll(ofTable.deleted());
      if (!deletedInFiles.isEmpty()) {
        changes.add(new CatalogChange.DeleteRows(name, uuid, deletedInFiles));
      }
    }
    return changes;
  }

  /** Brings the rows that it adds into the form in which they are committed. */
  private void finishRows() {
    for (TableWrites tableWrites : writes.values()) {
      TableName name = tableWrites.table().name();
      String uuid = tableWrites.table().uuid();
      List<CatalogChange> changes = new ArrayList<>();
      Map<Path, RowPositions> deleted = Map.of();
      if (becomeHotRows(tableWrites)) {
        List<byte[]> rows = tableWrites.finishAsHotRows();
        if (!rows.isEmpty()) {
          changes.add(new CatalogChange.AddHotRows(name, uuid, rows));
        }
      } else {
        TableWrites.Finished finished = tableWrites.finish();
        if (!finished.files().isEmpty()) {
          changes.add(new CatalogChange.Append(name, uuid, finished.files()));
        }
        if (!finished.moves().isEmpty()) {
          changes.add(new CatalogChange.MoveRows(name, uuid, finished.moves()));
        }
        deleted = finished.deleted();
      }
      added.put(uuid, new Added(changes, deleted));
    }
  }

  private boolean becomeHotRows(TableWrites tableWrites) {
    int rows = tableWrites.rowsInMemory();
    return addsHotRows
        && rows >= 0
        && rows <= TableProperty.HOT_ROWS.in(tableWrites.table().properties())
        && tableWrites.memoryBytes() <= MAX_HOT_BYTES;
  }

  private String describe(List<CatalogChange> changes) {
    return what != null
        ? what
        : changes.stream()
            .filter(change -> !(change instanceof CatalogChange.KeepRows))
            .map(Transaction::describe)
            .collect(Collectors.joining(", "));
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
    if (change instanceof CatalogChange.CreateSequence create) {
      return "create sequence " + create.sequence().name();
    }
    if (change instanceof CatalogChange.DropSequence drop) {
      return "drop sequence " + drop.sequence().name();
    }
    if (change instanceof CatalogChange.AddHotRows add) {
      return "append %d rows to %s".formatted(add.rows().size(), add.table());
    }
    if (change instanceof CatalogChange.EndHotRows end) {
      return "delete %d rows of %s".formatted(end.rowIds().count(), end.table());
    }
    if (change instanceof CatalogChange.DeleteRows delete) {
      long rows = delete.deleted().values().stream().mapToLong(RowPositions::count).sum();
      return "delete %d rows of %s".formatted(rows, delete.table());
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
