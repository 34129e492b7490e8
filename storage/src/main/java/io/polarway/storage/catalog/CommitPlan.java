package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What a list of changes makes of one state of the catalog: which tables get a new version, appear
 * or disappear. It is made anew for each attempt to commit.
 */
final class CommitPlan {

  /** One table that changes. Its version before and after; none where it is not there. */
  static final class PlannedTable {
    final TableName name;
    final @Nullable TableSnapshot before;
    @Nullable TableDraft draft;
    final HotRowChanges hotRows = new HotRowChanges();
    final List<RowMoves> moves = new ArrayList<>();
    boolean changed;
    @Nullable TableMetadata after;

    private PlannedTable(
        TableName name, @Nullable TableSnapshot before, @Nullable TableDraft draft) {
      this.name = name;
      this.before = before;
      this.draft = draft;
    }

    /** Whether the version after is of the table that was there before. */
    boolean isSameTable() {
      return before != null && after != null && before.metadata().uuid().equals(after.uuid());
    }

    /** What the table is after the commit, which it is there after. */
    TableMetadata metadata() {
      return Objects.requireNonNull(draft).current();
    }

    /** The UUID of the table after the commit. */
    String uuid() {
      return metadata().uuid();
    }

    /** The version before, when it is of the same table as the draft. */
    private @Nullable TableSnapshot base() {
      TableSnapshot table = before;
      TableDraft next = draft;
      boolean continued =
          table != null && next != null && table.metadata().uuid().equals(next.current().uuid());
      return continued ? table : null;
    }
  }

  private final CatalogSnapshot base;
  private final StoreRoots roots;
  private final StagedFileIo io;
  private final TableLocations locations;
  private final Map<TableName, PlannedTable> tables = new LinkedHashMap<>();
  private final Set<String> schemas = new TreeSet<>();
  private final List<CatalogChange.CreateSequence> newSequences = new ArrayList<>();
  private final List<SequenceDefinition> goneSequences = new ArrayList<>();
  private boolean changesNames;

  CommitPlan(CatalogSnapshot base, StoreRoots roots, StagedFileIo io, TableLocations locations) {
    this.base = base;
    this.roots = roots;
    this.io = io;
    this.locations = locations;
    schemas.addAll(base.schemas());
  }

  void apply(List<CatalogChange> changes) {
    for (CatalogChange change : changes) {
      if (change instanceof CatalogChange.CreateSchema create) {
        createSchema(create.name());
      } else if (change instanceof CatalogChange.DropSchema drop) {
        dropSchema(drop.name());
      } else if (change instanceof CatalogChange.CreateTable create) {
        createTable(create);
      } else if (change instanceof CatalogChange.DropTable drop) {
        PlannedTable table = existing(drop.table(), drop.uuid());
        table.draft = null;
        table.changed = true;
        changesNames = true;
      } else if (change instanceof CatalogChange.CreateSequence create) {
        createSequence(create);
      } else if (change instanceof CatalogChange.DropSequence drop) {
        dropSequence(drop.sequence());
      } else if (change instanceof CatalogChange.Append append) {
        add(existing(append.table(), append.uuid()), append.files());
      } else if (change instanceof CatalogChange.AddHotRows add) {
        existing(add.table(), add.uuid()).hotRows.added.addAll(add.rows());
      } else if (change instanceof CatalogChange.KeepRows keep) {
        keep(existing(keep.table(), keep.uuid()), keep);
      } else if (change instanceof CatalogChange.EndHotRows end) {
        existing(end.table(), end.uuid()).hotRows.ended.add(end.rowIds().toArray());
      } else if (change instanceof CatalogChange.DeleteRows delete) {
        deleteRows(existing(delete.table(), delete.uuid()), delete);
      } else if (change instanceof CatalogChange.Rewrite rewrite) {
        rewrite(existing(rewrite.table(), rewrite.uuid()), rewrite);
      } else if (change instanceof CatalogChange.MoveRows move) {
        existing(move.table(), move.uuid()).moves.addAll(move.moves());
      } else if (change instanceof CatalogChange.ExpireSnapshots expire) {
        expire(existing(expire.table(), expire.uuid()), expire.snapshotIds());
      }
    }
  }

  private void createSchema(String name) {
    String existing = findSchema(name);
    if (existing != null) {
      throw new StorageException(
          Failure.DUPLICATE_SCHEMA, "Cannot create schema " + name + ": there is one already");
    }
    schemas.add(name);
    changesNames = true;
  }

  private void dropSchema(String name) {
    String schema = findSchema(name);
    if (schema == null) {
      throw unknownSchema("drop schema " + name, name);
    }
    for (TableName table : relationNames()) {
      if (table.schema().equals(schema)) {
        throw notEmpty(schema, table.toString());
      }
    }
    for (SequenceDefinition sequence : sequences()) {
      if (sequence.name().schema().equals(schema)) {
        throw notEmpty(schema, "sequence " + sequence.name());
      }
    }
    schemas.remove(schema);
    changesNames = true;
  }

  private static StorageException notEmpty(String schema, String content) {
    return new StorageException(
        Failure.SCHEMA_NOT_EMPTY,
        "Cannot drop schema %s: it has %s; drop what is in it first, or use CASCADE"
            .formatted(schema, content));
  }

  private void createSequence(CatalogChange.CreateSequence create) {
    TableName name = create.sequence().name();
    if (findSchema(name.schema()) == null) {
      throw unknownSchema("create sequence " + name, name.schema());
    }
    if (sequences().stream().anyMatch(other -> isSameName(other.name(), name))) {
      throw new StorageException(
          Failure.DUPLICATE_TABLE, "Cannot create sequence " + name + ": there is one already");
    }
    newSequences.add(create);
    changesNames = true;
  }

  private void dropSequence(SequenceDefinition sequence) {
    if (sequences().stream().noneMatch(other -> other.id().equals(sequence.id()))) {
      throw new StorageException(
          Failure.CONFLICT,
          "Cannot change sequence %s: another transaction has dropped, replaced or restarted it; run the transaction again"
              .formatted(sequence.name()));
    }
    goneSequences.add(sequence);
    changesNames = true;
  }

  /** The sequences as the changes so far leave them. */
  private List<SequenceDefinition> sequences() {
    List<SequenceDefinition> sequences = new ArrayList<>(base.sequences());
    newSequences.forEach(create -> sequences.add(create.sequence()));
    sequences.removeAll(goneSequences);
    return sequences;
  }

  private static StorageException unknownSchema(String what, String name) {
    return new StorageException(
        Failure.UNKNOWN_SCHEMA, "Cannot " + what + ": there is no schema " + name);
  }

  private @Nullable String findSchema(String name) {
    if (schemas.contains(name)) {
      return name;
    }
    for (String schema : schemas) {
      if (schema.equalsIgnoreCase(name)) {
        return schema;
      }
    }
    return null;
  }

  private void createTable(CatalogChange.CreateTable create) {
    TableName asked = create.definition().name();
    String schema = findSchema(asked.schema());
    if (schema == null) {
      throw unknownSchema("create table " + asked, asked.schema());
    }
    TableName name = new TableName(schema, asked.name());
    for (TableName other : relationNames()) {
      if (!isSameName(other, name)) {
        continue;
      }
      if (!create.replace() || base.state().otherRelations().contains(other)) {
        throw new StorageException(
            Failure.DUPLICATE_TABLE, "Cannot create table " + name + ": there is one already");
      }
      PlannedTable replaced = planned(other);
      replaced.draft = null;
      replaced.changed = true;
    }
    PlannedTable table = tables.computeIfAbsent(name, key -> new PlannedTable(key, null, null));
    TableMetadata metadata =
        TableMapping.toMetadata(create.definition(), locations.tableLocation(name));
    table.draft = new TableDraft(name, metadata, io);
    table.changed = true;
    changesNames = true;
    add(table, create.files());
  }

  private static boolean isSameName(TableName a, TableName b) {
    return a.schema().equalsIgnoreCase(b.schema()) && a.name().equalsIgnoreCase(b.name());
  }

  /** The names of all tables and views as the changes so far leave them. */
  private List<TableName> relationNames() {
    List<TableName> names = new ArrayList<>(base.state().otherRelations());
    for (TableName name : base.state().pointers().keySet()) {
      PlannedTable planned = tables.get(name);
      if (planned == null || planned.draft != null) {
        names.add(name);
      }
    }
    for (PlannedTable planned : tables.values()) {
      if (planned.before == null && planned.draft != null) {
        names.add(planned.name);
      }
    }
    return names;
  }

  /** The table that a change means, which may have gone since the change was thought of. */
  private PlannedTable existing(TableName asked, String uuid) {
    for (TableName name : relationNames()) {
      if (isSameName(name, asked) && !base.state().otherRelations().contains(name)) {
        PlannedTable table = planned(name);
        TableDraft draft = table.draft;
        if (draft != null && draft.current().uuid().equals(uuid)) {
          return table;
        }
      }
    }
    throw new StorageException(
        Failure.CONFLICT,
        "Cannot change table "
            + asked
            + ": another transaction has dropped or replaced it; run the transaction again");
  }

  private PlannedTable planned(TableName name) {
    PlannedTable table = tables.get(name);
    if (table == null) {
      TableSnapshot before = base.table(name.schema(), name.name());
      table =
          before == null
              ? new PlannedTable(name, null, null)
              : new PlannedTable(name, before, new TableDraft(name, before.metadata(), io));
      tables.put(name, table);
    }
    return table;
  }

  private void add(PlannedTable table, List<NewDataFile> files) {
    TableDraft draft = table.draft;
    if (draft == null) {
      return;
    }
    for (NewDataFile file : files) {
      draft.add(
          DataFileMapping.toIceberg(
              table.name, file, draft.current(), SortOrder.unsorted(), roots));
      table.changed = true;
    }
  }

  private static void keep(PlannedTable table, CatalogChange.KeepRows keep) {
    Map<Path, StoredFile> standing = new HashMap<>();
    if (table.before != null) {
      table.before.files().forEach(file -> standing.put(file.path(), file));
    }
    keep.committed()
        .forEach(
            (path, rows) -> {
              StoredFile file = standing.get(path);
              if (file == null || file.deleted().intersects(rows)) {
                throw HotRowChange.changedByAnother(table.name);
              }
            });
    if (!keep.hot().isEmpty()) {
      table.hotRows.kept.add(keep.hot().toArray());
    }
  }

  private static void deleteRows(PlannedTable table, CatalogChange.DeleteRows delete) {
    TableDraft draft = table.draft;
    if (draft != null) {
      draft.deletions().add(delete.deleted());
      table.changed |= !draft.deletions().isEmpty();
    }
  }

  private void rewrite(PlannedTable table, CatalogChange.Rewrite rewrite) {
    TableDraft draft = table.draft;
    TableSnapshot before = table.before;
    if (draft == null || before == null) {
      return;
    }
    Map<Path, StoredFile> standing = new HashMap<>();
    before.files().forEach(file -> standing.put(file.path(), file));
    for (StoredFile file : rewrite.removed()) {
      if (!file.hasRowsOf(standing.get(file.path()))) {
        throw new StorageException(
            Failure.CONFLICT,
            "Cannot rewrite %s of table %s: another commit has replaced it or deleted rows of it; run it again"
                .formatted(file.path(), table.name));
      }
    }
    SortOrder order = rewrite.sorted() ? draft.current().sortOrder() : SortOrder.unsorted();
    List<DataFile> added = new ArrayList<>();
    for (NewDataFile file : rewrite.added()) {
      added.add(DataFileMapping.toIceberg(table.name, file, draft.current(), order, roots));
    }
    draft.rewrite(rewrite.removed(), added);
    table.changed = true;
  }

  private static void expire(PlannedTable table, Set<Long> snapshotIds) {
    TableDraft draft = table.draft;
    if (draft != null && draft.expireSnapshots(snapshotIds)) {
      table.changed = true;
    }
  }

  /** Writes the metadata of each new version. */
  void write() {
    for (PlannedTable table : tables.values()) {
      TableDraft draft = table.draft;
      if (table.changed && draft != null) {
        table.after = draft.write(table.base(), roots);
      }
    }
  }

  Collection<PlannedTable> tables() {
    return tables.values().stream()
        .filter(table -> table.changed && (table.before != null || table.draft != null))
        .toList();
  }

  /** The tables that are there after the commit and whose hot rows change. */
  Collection<PlannedTable> hotTables() {
    return tables.values().stream()
        .filter(table -> table.draft != null && !table.hotRows.isEmpty())
        .toList();
  }

  StoreRoots roots() {
    return roots;
  }

  /** The schemas that appear. */
  List<String> newSchemas() {
    return schemas.stream().filter(schema -> !base.schemas().contains(schema)).toList();
  }

  /** The schemas that disappear. */
  List<String> goneSchemas() {
    return base.schemas().stream().filter(schema -> !schemas.contains(schema)).toList();
  }

  /** The sequences that appear. */
  List<CatalogChange.CreateSequence> newSequences() {
    return newSequences;
  }

  /** The sequences that disappear. */
  List<SequenceDefinition> goneSequences() {
    return goneSequences;
  }

  /** Whether names appear or disappear, so that no other change of names may come in between. */
  boolean changesNames() {
    return changesNames;
  }

  boolean isEmpty() {
    return hotTables().isEmpty() && changesHotRowsOnly();
  }

  /** Whether files and definitions stay as they are. */
  boolean changesHotRowsOnly() {
    return tables().isEmpty()
        && newSchemas().isEmpty()
        && goneSchemas().isEmpty()
        && newSequences.isEmpty()
        && goneSequences.isEmpty();
  }
}
