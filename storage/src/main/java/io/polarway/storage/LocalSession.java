package io.polarway.storage;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.engine.ParquetRelation;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.statistics.PartitionStatistics;
import io.polarway.storage.statistics.TableStatistics;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session over a catalog and an engine of this process. */
final class LocalSession implements Session {

  private final Catalog catalog;
  private final TableStatistics statistics;
  private final EngineSession engine;
  private final boolean readOnly;
  private Isolation isolation = Isolation.SNAPSHOT;
  private @Nullable Transaction current;

  LocalSession(
      Catalog catalog, TableStatistics statistics, EngineSession engine, boolean readOnly) {
    this.catalog = catalog;
    this.statistics = statistics;
    this.engine = engine;
    this.readOnly = readOnly;
  }

  @Override
  public void setIsolation(Isolation newIsolation) {
    isolation = newIsolation;
  }

  @Override
  public void startStatement() {
    engine.startStatement();
    if (current != null && isolation == Isolation.READ_COMMITTED) {
      current.refresh();
    }
    transaction().startStatement();
  }

  @Override
  public void undoStatement() {
    if (current != null) {
      current.undoDefinitions();
    }
  }

  @Override
  public List<String> schemas() {
    return transaction().schemas();
  }

  @Override
  public List<TableDefinition> tables() {
    return transaction().tables();
  }

  @Override
  public @Nullable TableDefinition findTable(String schema, String table) {
    return transaction().findTable(schema, table);
  }

  @Override
  public List<PartitionStatistics> partitions(TableDefinition table) {
    TableSnapshot committed = transaction().committed(table);
    return committed == null ? List.of() : statistics.partitions(committed);
  }

  @Override
  public List<CommittedVersion> commits() {
    return catalog.commits(transaction().commitNumber());
  }

  @Override
  public BatchStream query(Query query, List<@Nullable Object> parameters, Duration timeout) {
    return engine.query(engineText(query), parameters, timeout);
  }

  @Override
  public QueryShape describe(Query query) {
    return engine.describe(engineText(query));
  }

  private String engineText(Query query) {
    List<String> relations = new ArrayList<>(query.scans().size());
    for (TableScan scan : query.scans()) {
      relations.add(ParquetRelation.sql(transaction().files(scan.table()), scan.table().columns()));
    }
    return query.engineText().with(relations);
  }

  @Override
  public void cancel() {
    engine.cancel();
  }

  @Override
  public void setOption(String name, @Nullable String value) {
    engine.set(name, value);
  }

  @Override
  public void createSchema(String name) {
    writable("create schema " + name).createSchema(name);
  }

  @Override
  public void dropSchema(String name, boolean cascade) {
    writable("drop schema " + name).dropSchema(name, cascade);
  }

  @Override
  public TableDefinition createTable(TableDefinition definition, boolean replace) {
    return writable("create table " + definition.name()).createTable(definition, replace);
  }

  @Override
  public void dropTable(TableName name) {
    writable("drop table " + name).dropTable(name);
  }

  @Override
  public Append append(TableDefinition table) {
    return new TransactionAppend(writable("add rows to " + table.name()), table);
  }

  @Override
  public boolean hasChanges() {
    return current != null && current.hasChanges();
  }

  @Override
  public void commit() {
    Transaction committed = current;
    current = null;
    if (committed != null) {
      committed.commit(isolation == Isolation.SERIALIZABLE);
    }
  }

  @Override
  public void rollback() {
    Transaction rolledBack = current;
    current = null;
    if (rolledBack != null) {
      rolledBack.rollback();
    }
  }

  @Override
  public void close() {
    try {
      rollback();
    } finally {
      engine.close();
    }
  }

  private Transaction transaction() {
    if (current == null) {
      current = new Transaction(catalog);
    }
    return current;
  }

  private Transaction writable(String action) {
    if (readOnly) {
      throw new StorageException(
          Failure.READ_ONLY,
          "Cannot %s: the store was opened with readOnly=true".formatted(action));
    }
    return transaction();
  }

  /** The rows of one statement, on their way into a transaction. */
  private static final class TransactionAppend implements Append {
    private final Transaction transaction;
    private final TableDefinition table;
    private long rows;
    private boolean open = true;

    TransactionAppend(Transaction transaction, TableDefinition table) {
      this.transaction = transaction;
      this.table = table;
    }

    @Override
    public void add(ColumnBatch batch) {
      if (!open) {
        throw new IllegalStateException("the append is finished");
      }
      transaction.add(table, batch);
      rows += batch.size();
    }

    @Override
    public long finish() {
      transaction.finishStatement(table);
      open = false;
      return rows;
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        transaction.undoStatement(table);
      }
    }
  }
}
