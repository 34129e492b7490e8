package io.polarway.storage.transaction;

import io.polarway.storage.catalog.CatalogChange;
import io.polarway.storage.catalog.CatalogSnapshot;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas and tables that a transaction sees: a catalog snapshot and the definitions changed on
 * top of it. Immutable; every change gives a new one.
 */
final class Definitions {

  private final CatalogSnapshot base;
  private final List<CatalogChange> changes;
  private final Set<String> droppedUuids;

  /** What the changes make of the base; null as long as there are none. */
  private final @Nullable TreeMap<String, String> changedSchemas;

  private final @Nullable TreeMap<String, TableDefinition> changedTables;
  private final List<SequenceDefinition> sequences;

  Definitions(CatalogSnapshot base) {
    this(base, List.of(), Set.of());
  }

  private Definitions(CatalogSnapshot base, List<CatalogChange> changes, Set<String> droppedUuids) {
    this.base = base;
    this.changes = List.copyOf(changes);
    this.droppedUuids = Set.copyOf(droppedUuids);
    if (changes.isEmpty()) {
      changedSchemas = null;
      changedTables = null;
      sequences = base.sequences();
      return;
    }
    List<SequenceDefinition> changedSequences = new ArrayList<>(base.sequences());
    TreeMap<String, String> schemas = new TreeMap<>();
    TreeMap<String, TableDefinition> tables = new TreeMap<>();
    base.schemas().forEach(schema -> schemas.put(fold(schema), schema));
    base.tables().forEach(table -> tables.put(key(table.name()), table.definition()));
    for (CatalogChange change : changes) {
      if (change instanceof CatalogChange.CreateSchema create) {
        schemas.put(fold(create.name()), create.name());
      } else if (change instanceof CatalogChange.DropSchema drop) {
        schemas.remove(fold(drop.name()));
      } else if (change instanceof CatalogChange.CreateTable create) {
        tables.put(key(create.definition().name()), create.definition());
      } else if (change instanceof CatalogChange.DropTable drop) {
        tables.remove(key(drop.table()));
      } else if (change instanceof CatalogChange.CreateSequence create) {
        changedSequences.add(create.sequence());
      } else if (change instanceof CatalogChange.DropSequence drop) {
        changedSequences.remove(drop.sequence());
      }
    }
    changedSchemas = schemas;
    changedTables = tables;
    sequences = List.copyOf(changedSequences);
  }

  /** The same changes on another snapshot. */
  Definitions onto(CatalogSnapshot newBase) {
    return newBase == base ? this : new Definitions(newBase, changes, droppedUuids);
  }

  /** The snapshot below the changes alone. */
  Definitions withoutChanges() {
    return new Definitions(base);
  }

  boolean hasChanges() {
    return !changes.isEmpty();
  }

  /** Whether the transaction itself has dropped a table, as one of its own or of others. */
  boolean hasDropped(String uuid) {
    return droppedUuids.contains(uuid);
  }

  /** What was changed, in an order in which it can be repeated on the base. */
  List<CatalogChange> changes() {
    return changes;
  }

  List<String> schemas() {
    return changedSchemas == null ? base.schemas() : List.copyOf(changedSchemas.values());
  }

  List<TableDefinition> tables() {
    return changedTables == null
        ? base.tables().stream().map(TableSnapshot::definition).toList()
        : List.copyOf(changedTables.values());
  }

  @Nullable TableDefinition find(String schema, String table) {
    if (changedTables != null) {
      return changedTables.get(key(new TableName(schema, table)));
    }
    TableSnapshot committed = base.table(schema, table);
    return committed == null ? null : committed.definition();
  }

  /** The schema of this name as it is spelled, in any case; null when there is none. */
  private @Nullable String schema(String name) {
    return changedSchemas == null ? base.schema(name) : changedSchemas.get(fold(name));
  }

  TableDefinition require(TableName name) {
    TableDefinition table = find(name.schema(), name.name());
    if (table == null) {
      throw new StorageException(Failure.UNKNOWN_TABLE, "There is no table %s".formatted(name));
    }
    return table;
  }

  /** The number of the last commit below the changes. */
  long commitNumber() {
    return base.commitNumber();
  }

  /** The committed state of a table; null for one that this transaction creates. */
  @Nullable TableSnapshot committed(TableDefinition table) {
    TableSnapshot snapshot = base.table(table.name().schema(), table.name().name());
    return snapshot != null && snapshot.definition().uuid().equals(table.uuid()) ? snapshot : null;
  }

  Definitions createSchema(String name) {
    String existing = schema(name);
    if (existing != null) {
      throw new StorageException(
          Failure.DUPLICATE_SCHEMA,
          "Cannot create schema %s: it exists already. Use CREATE SCHEMA IF NOT EXISTS"
              .formatted(existing));
    }
    return with(new CatalogChange.CreateSchema(name));
  }

  Definitions dropSchema(String name) {
    String existing = schema(name);
    if (existing == null) {
      throw new StorageException(
          Failure.UNKNOWN_SCHEMA,
          "Cannot drop schema %s: there is none of that name".formatted(name));
    }
    for (TableDefinition table : tables()) {
      if (table.name().schema().equalsIgnoreCase(name)) {
        throw new StorageException(
            Failure.SCHEMA_NOT_EMPTY,
            "Cannot drop schema %s: it has tables, such as %s. Use DROP SCHEMA ... CASCADE"
                .formatted(existing, table.name().name()));
      }
    }
    for (SequenceDefinition sequence : sequences) {
      if (sequence.name().schema().equalsIgnoreCase(name)) {
        throw new StorageException(
            Failure.SCHEMA_NOT_EMPTY,
            "Cannot drop schema %s: it has sequences, such as %s. Use DROP SCHEMA ... CASCADE"
                .formatted(existing, sequence.name().name()));
      }
    }
    List<CatalogChange> reduced = new ArrayList<>(changes);
    boolean ownSchema =
        reduced.removeIf(
            change ->
                change instanceof CatalogChange.CreateSchema create
                    && create.name().equalsIgnoreCase(name));
    boolean inBase = base.schemas().stream().anyMatch(schema -> schema.equalsIgnoreCase(name));
    if (!ownSchema || inBase) {
      reduced.add(new CatalogChange.DropSchema(existing));
    }
    return new Definitions(base, reduced, droppedUuids);
  }

  /** Adds a table in the place of one that is not there or was dropped before. */
  Definitions createTable(TableDefinition table) {
    String schema = schema(table.name().schema());
    if (schema == null) {
      throw new StorageException(
          Failure.UNKNOWN_SCHEMA,
          "Cannot create table %s: there is no schema %s. Use CREATE SCHEMA first"
              .formatted(table.name(), table.name().schema()));
    }
    List<CatalogChange> reduced = new ArrayList<>(changes);
    boolean schemaDropped =
        reduced.stream()
            .anyMatch(
                change ->
                    change instanceof CatalogChange.DropSchema drop
                        && drop.name().equalsIgnoreCase(table.name().schema()));
    boolean replaces =
        !schemaDropped
            && reduced.removeIf(
                change ->
                    change instanceof CatalogChange.DropTable drop
                        && key(drop.table()).equals(key(table.name())));
    reduced.add(new CatalogChange.CreateTable(table, replaces, List.of()));
    return new Definitions(base, reduced, droppedUuids);
  }

  Definitions dropTable(TableDefinition table) {
    List<CatalogChange> reduced = new ArrayList<>(changes);
    boolean created =
        reduced.removeIf(
            change ->
                change instanceof CatalogChange.CreateTable create
                    && create.definition().uuid().equals(table.uuid()));
    TableSnapshot replaced = base.table(table.name().schema(), table.name().name());
    if (!created || replaced != null) {
      TableDefinition dropped = replaced == null ? table : replaced.definition();
      reduced.add(new CatalogChange.DropTable(dropped.name(), dropped.uuid()));
    }
    Set<String> dropped = new HashSet<>(droppedUuids);
    dropped.add(table.uuid());
    Definitions without = new Definitions(base, reduced, dropped);
    for (SequenceDefinition sequence : sequences) {
      if (table.uuid().equals(sequence.ownerUuid())) {
        without = without.dropSequence(sequence);
      }
    }
    return without;
  }

  List<SequenceDefinition> sequences() {
    return sequences;
  }

  /** Adds a sequence in the place of one that is not there or was dropped before. */
  Definitions createSequence(CatalogChange.CreateSequence create) {
    TableName name = create.sequence().name();
    if (schema(name.schema()) == null) {
      throw new StorageException(
          Failure.UNKNOWN_SCHEMA,
          "Cannot create sequence %s: there is no schema %s. Use CREATE SCHEMA first"
              .formatted(name, name.schema()));
    }
    if (sequences.stream().anyMatch(other -> key(other.name()).equals(key(name)))) {
      throw new StorageException(
          Failure.DUPLICATE_TABLE,
          "Cannot create sequence %s: it exists already. Use CREATE SEQUENCE IF NOT EXISTS or CREATE OR REPLACE SEQUENCE"
              .formatted(name));
    }
    return with(create);
  }

  Definitions dropSequence(SequenceDefinition sequence) {
    List<CatalogChange> reduced = new ArrayList<>(changes);
    boolean created =
        reduced.removeIf(
            change ->
                change instanceof CatalogChange.CreateSequence create
                    && create.sequence().id().equals(sequence.id()));
    if (!created) {
      reduced.add(new CatalogChange.DropSequence(sequence));
    }
    return new Definitions(base, reduced, droppedUuids);
  }

  private Definitions with(CatalogChange change) {
    List<CatalogChange> extended = new ArrayList<>(changes);
    extended.add(change);
    return new Definitions(base, extended, droppedUuids);
  }

  private static String key(TableName name) {
    return fold(name.schema()) + '\0' + fold(name.name());
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
