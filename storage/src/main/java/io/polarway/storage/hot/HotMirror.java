package io.polarway.storage.hot;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.HotRow;
import io.polarway.storage.catalog.HotRowEnd;
import io.polarway.storage.catalog.HotRowLog;
import io.polarway.storage.catalog.HotTable;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.engine.Engine;
import io.polarway.storage.engine.EngineMemory;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.parquet.DataFileWriter;
import io.polarway.storage.parquet.FileColumn;
import io.polarway.storage.parquet.WriteOptions;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the stored hot rows in the engine's memory, where queries read them. A copy has all
 * rows that are stored, with the commits at which they begin and end, so one copy serves every
 * snapshot. It is brought up to date by the first query that needs what it lacks. Thread-safe.
 */
public final class HotMirror {

  private static final int WRITE_LEVEL = 1;

  /** Up to so many new rows are cheaper as values of a statement than as a file. */
  private static final int FEW_ROWS = 16;

  private static final String PREFIX = "polarway_";
  static final String ROW_ID = PREFIX + "id";
  private static final String BEGIN = PREFIX + "begin";
  private static final String END = PREFIX + "end";

  /** Columns that a copy has before the table's own. */
  private static final int OWN_COLUMNS = 3;

  private static final int FIRST_OWN_FIELD = 1_000_000_000;

  private final Catalog catalog;
  private final Engine engine;
  private final Map<String, Copy> copies = new ConcurrentHashMap<>();
  private final AtomicLong names = new AtomicLong();

  public HotMirror(Catalog catalog, Engine engine) {
    this.catalog = catalog;
    this.engine = engine;
  }

  /**
   * The hot rows that live in a snapshot of a table, as a relation.
   *
   * @return null when there are none
   */
  public @Nullable HotRelation relation(TableSnapshot table) {
    HotTable state = table.hotRows();
    if (!state.hasRows()) {
      return null;
    }
    Copy copy = copies.computeIfAbsent(table.definition().uuid(), uuid -> new Copy());
    String name = copy.refresh(table.definition(), state);
    return new HotRelation(name, table.definition(), Long.toString(state.lastNumber()));
  }

  /** Forgets the copies of tables that are gone. */
  public void forget(List<String> uuidsThatStay) {
    copies
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !uuidsThatStay.contains(entry.getKey());
              if (gone) {
                entry.getValue().drop();
              }
              return gone;
            });
  }

  static String columnName(ColumnDefinition column) {
    return "f" + column.fieldId();
  }

  static String visible(String number) {
    return BEGIN + " <= " + number + " AND (" + END + " IS NULL OR " + END + " > " + number + ")";
  }

  static String begunSince(long number) {
    return BEGIN + " > " + number;
  }

  /** What the copy of a table has for columns: its own, and the table's by their field ids. */
  private static List<ColumnDefinition> columnsOf(TableDefinition table) {
    List<ColumnDefinition> columns = new ArrayList<>();
    for (String own : List.of(ROW_ID, BEGIN, END)) {
      columns.add(
          new ColumnDefinition(
              FIRST_OWN_FIELD + columns.size(), own, ScalarType.BIGINT, true, null));
    }
    for (ColumnDefinition column : table.columns()) {
      columns.add(
          new ColumnDefinition(column.fieldId(), columnName(column), column.type(), true, null));
    }
    return columns;
  }

  /** The copy of one table. */
  private final class Copy {

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EngineMemory memory;
    private String name = "";

    /** The copy before, which queries that were about to start may still read. */
    private String former = "";

    private List<ColumnDefinition> columns = List.of();

    /** It serves snapshots from this commit on. */
    private long firstNumber;

    /** It has the rows before this one, and the ends up to this commit. */
    private long nextRow;

    private long number;

    /** Brings it up to a state and gives its name. */
    String refresh(TableDefinition table, HotTable wanted) {
      lock.lock();
      try {
        List<ColumnDefinition> now = columnsOf(table);
        EngineMemory target = memory;
        if (target == null
            || !target.isAlive()
            || !now.equals(columns)
            || wanted.lastNumber() < firstNumber) {
          target = begin(now, wanted.lastNumber());
        }
        if (number < wanted.lastNumber()) {
          load(target, table, wanted);
        }
        return name;
      } finally {
        lock.unlock();
      }
    }

    private EngineMemory begin(List<ColumnDefinition> now, long first) {
      EngineMemory last = memory;
      EngineMemory target = engine.memory();
      if (last == target && !former.isEmpty()) {
        target.drop(former);
      }
      former = last == target ? name : "";
      // Until it is loaded, there is none.
      memory = null;
      name = target.create("t" + names.incrementAndGet(), now);
      columns = now;
      firstNumber = first;
      nextRow = 1;
      number = first - 1;
      return target;
    }

    private void load(EngineMemory target, TableDefinition table, HotTable wanted) {
      HotRowLog log = catalog.hotRows(table, nextRow, number);
      if (wanted.lastNumber() < log.state().keptFrom()) {
        throw new StorageException(
            Failure.EXPIRED,
            "Cannot read table %s as of commit %d: it is too old, and rows that it had were removed; begin the transaction again"
                .formatted(table.name(), wanted.lastNumber()));
      }
      Map<Long, Long> endByRow = new HashMap<>();
      for (HotRowEnd end : log.ends()) {
        endByRow.put(end.id(), end.endNumber());
      }
      if (!log.rows().isEmpty()) {
        ColumnBatch batch = decode(table, log.rows(), endByRow);
        add(target, batch);
      }
      target.update(name, ROW_ID, END, endByRow);
      // Queries of older snapshots can be about to read it.
      long removable = Math.min(log.state().keptFrom(), catalog.oldestHeld());
      if (removable > firstNumber) {
        target.deleteUpTo(name, END, removable);
        firstNumber = removable;
      }
      nextRow = log.state().nextRow();
      number = log.state().lastNumber();
      memory = target;
    }

    private void add(EngineMemory target, ColumnBatch rows) {
      if (rows.size() <= FEW_ROWS) {
        target.insert(name, rows);
        return;
      }
      target.append(
          name,
          columns,
          file -> {
            List<FileColumn> fileColumns = columns.stream().map(FileColumn::of).toList();
            try (DataFileWriter writer =
                new DataFileWriter(file, fileColumns, WriteOptions.level(WRITE_LEVEL))) {
              writer.writeRowGroup(rows);
              writer.finish(false);
            }
          });
    }

    /** Takes the ends of these rows from those that are still to be set. */
    private ColumnBatch decode(TableDefinition table, List<HotRow> rows, Map<Long, Long> ends) {
      ColumnBatch batch =
          ColumnBatch.create(columns.stream().map(ColumnDefinition::type).toList(), rows.size());
      ColumnBatch values =
          new ColumnBatch(batch.columns().subList(OWN_COLUMNS, batch.columns().size()));
      HotRowCodec codec = new HotRowCodec(table);
      for (HotRow row : rows) {
        ((LongColumn) batch.column(0)).append(row.id());
        ((LongColumn) batch.column(1)).append(row.beginNumber());
        Long end = ends.remove(row.id());
        if (end == null) {
          batch.column(2).appendNull();
        } else {
          ((LongColumn) batch.column(2)).append(end);
        }
        codec.decode(row.content(), values);
      }
      return batch;
    }

    private void drop() {
      EngineMemory target = memory;
      memory = null;
      if (target != null && target.isAlive()) {
        target.drop(name);
        if (!former.isEmpty()) {
          target.drop(former);
        }
      }
    }
  }
}
