package io.polarway.jdbc.route;

import io.polarway.storage.Query;
import io.polarway.storage.RowChange;
import io.polarway.storage.Session;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out a change of tables in a session's transaction. */
public final class TableWriter {

  private final Session session;
  private final ZoneId sessionZone;
  private final List<@Nullable Object> parameters;
  private final Duration timeout;
  private final Consumer<BatchStream> opened;
  private final RowProgress progress;
  private final KeyColumns keyColumns;

  /**
   * @param sessionZone in which local times become instants
   * @param timeout for each query that it takes
   * @param opened is told of each query's stream, so that it can be cancelled
   * @param progress is told how many rows of VALUES are written
   * @param keyColumns what of the rows written is kept
   */
  public TableWriter(
      Session session,
      ZoneId sessionZone,
      List<@Nullable Object> parameters,
      Duration timeout,
      Consumer<BatchStream> opened,
      RowProgress progress,
      KeyColumns keyColumns) {
    this.keyColumns = keyColumns;
    this.session = session;
    this.sessionZone = sessionZone;
    this.parameters = parameters;
    this.timeout = timeout;
    this.opened = opened;
    this.progress = progress;
  }

  /** Carries it out. */
  public Written write(Route.Write write) throws SQLException {
    if (write instanceof Route.InsertValues insert) {
      KeptRows keys = keys(insert.table());
      ValuesBinding binding = new ValuesBinding(insert, sessionZone);
      binding.addRow();
      long rows = binding.write(session, timeout, opened, progress, keys);
      return new Written(rows, null, keys.held());
    }
    if (write instanceof Route.ChangeRows change) {
      return change(change);
    }
    return Written.rows(define(write));
  }

  private Written change(Route.ChangeRows change) throws SQLException {
    KeptRows keys = change.effect().hasVersions() ? keys(change.table()) : KeptRows.none();
    try (BatchStream stream = open(change.query())) {
      KeptRows returned =
          change.returning()
              ? KeptRows.of(
                  stream.columns(),
                  RowWriter.returnedColumns(change.table(), change.effect(), stream.columns()))
              : KeptRows.none();
      long rows = new RowWriter(change, returned, keys).write(session, stream);
      return new Written(rows, returned.held(), keys.held());
    }
  }

  /** Keeps the columns asked for, if there are any. */
  private KeptRows keys(TableDefinition table) throws SQLException {
    return KeptRows.of(table, keyColumns.positions(table));
  }

  private long define(Route.Write write) {
    if (write instanceof Route.CreateTable create) {
      TableDefinition created = session.createTable(create.definition(), create.replace());
      create.sequences().forEach(s -> session.sequences().create(s, created.uuid()));
      return 0;
    }
    if (write instanceof Route.CreateTableAs create) {
      return createTableAs(create);
    }
    if (write instanceof Route.DropTables drop) {
      for (TableName name : drop.names()) {
        session.dropTable(name);
      }
      return 0;
    }
    if (write instanceof Route.CreateSchema create) {
      session.createSchema(create.name());
    } else if (write instanceof Route.DropSchema drop) {
      session.dropSchema(drop.name(), drop.cascade());
    } else {
      changeSequences(write);
    }
    return 0;
  }

  private void changeSequences(Route.Write write) {
    if (write instanceof Route.CreateSequence create) {
      SequenceDefinition replaced = create.replaced();
      if (replaced != null) {
        session.sequences().drop(replaced);
      }
      session.sequences().create(create.definition(), null);
    } else if (write instanceof Route.RestartSequence restart) {
      session.sequences().restart(restart.sequence(), restart.start());
    } else if (write instanceof Route.DropSequences drop) {
      drop.sequences().forEach(session.sequences()::drop);
    }
  }

  private long createTableAs(Route.CreateTableAs create) {
    Query query = create.query();
    if (query == null) {
      session.createTable(create.definition(), create.replace());
      return 0;
    }
    try (BatchStream stream = open(query)) {
      ColumnBatch first = stream.next();
      return append(session.createTable(create.definition(), create.replace()), stream, first);
    }
  }

  private long append(TableDefinition table, BatchStream stream, @Nullable ColumnBatch first) {
    try (RowChange append = session.change(table)) {
      for (ColumnBatch batch = first; batch != null; batch = stream.next()) {
        append.add(batch);
      }
      return append.finish();
    }
  }

  private BatchStream open(Query query) {
    BatchStream stream = new WrittenStream(session.query(query, parameters, timeout));
    opened.accept(stream);
    return stream;
  }
}
