package io.polarway.storage.transaction;

import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.parquet.DataFileWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one partition that a transaction adds: those in memory, and the file that takes full
 * row groups.
 *
 * <p>A statement that has not finished keeps its rows behind {@link #mark} and its row groups in a
 * file of its own, so that it can be undone.
 */
final class PartitionBuffer {

  /**
   * The rows from which on a row group is written: the next statement's rows would not fit into a
   * full one.
   */
  private static final int FULL_ROWS = DataFileWriter.ROW_GROUP_ROWS * 7 / 8;

  private final List<@Nullable Object> partition;
  private ColumnBatch rows;
  private @Nullable DataFileWriter writer;
  private @Nullable DataFileWriter statementWriter;
  private int mark;
  private boolean inStatement;

  PartitionBuffer(List<@Nullable Object> partition, ColumnBatch rows) {
    this.partition = partition;
    this.rows = rows;
  }

  List<@Nullable Object> partition() {
    return partition;
  }

  /** The rows in memory. */
  ColumnBatch rows() {
    return rows;
  }

  boolean hasOpenFile() {
    return writer != null || statementWriter != null;
  }

  /** Whether the running statement has added rows. */
  boolean inStatement() {
    return inStatement;
  }

  /** Adds rows of the running statement. */
  void add(ColumnBatch source, int[] sourceRows, int from, int to, DataFiles files) {
    if (!inStatement) {
      inStatement = true;
      mark = rows.size();
    }
    int next = from;
    while (next < to) {
      int count = Math.min(to - next, DataFileWriter.ROW_GROUP_ROWS - (rows.size() - mark));
      rows.appendRows(source, sourceRows, next, next + count);
      next += count;
      if (rows.size() - mark == DataFileWriter.ROW_GROUP_ROWS) {
        spillStatement(files);
      }
    }
  }

  /** Writes the running statement's rows in memory to its own file. */
  private void spillStatement(DataFiles files) {
    if (rows.size() == mark) {
      return;
    }
    if (statementWriter == null) {
      statementWriter = files.create(partition);
    }
    if (mark == 0) {
      statementWriter.writeRowGroup(rows);
      rows.clear();
    } else {
      ColumnBatch group = files.newBatch(rows.size() - mark);
      group.appendRange(rows, mark, rows.size());
      statementWriter.writeRowGroup(group);
      truncate(mark);
    }
  }

  /** Makes the running statement's rows the transaction's. */
  void finishStatement(DataFiles files) {
    inStatement = false;
    DataFileWriter finished = statementWriter;
    statementWriter = null;
    if (finished != null) {
      if (writer == null) {
        writer = finished;
      } else {
        files.seal(partition, finished);
      }
    }
    if (rows.size() >= FULL_ROWS) {
      spill(files);
    }
  }

  /** Removes what the running statement added. */
  void undoStatement() {
    if (!inStatement) {
      return;
    }
    inStatement = false;
    truncate(mark);
    if (statementWriter != null) {
      statementWriter.close();
      statementWriter = null;
    }
  }

  /** Writes the rows in memory to a file and gives their memory back. */
  void release(DataFiles files) {
    if (inStatement) {
      spillStatement(files);
    } else {
      spill(files);
    }
    ColumnBatch kept = files.newBatch(rows.size());
    kept.appendRange(rows, 0, rows.size());
    rows = kept;
  }

  /** Writes the rows in memory as a row group; no statement is running. */
  void spill(DataFiles files) {
    if (rows.size() == 0) {
      return;
    }
    if (writer == null) {
      writer = files.create(partition);
    }
    writer.writeRowGroup(rows);
    rows.clear();
  }

  /** Ends the open file, so that it can be read; rows in memory stay there. */
  void sealFile(DataFiles files) {
    DataFileWriter finished = writer;
    writer = null;
    if (finished != null) {
      files.seal(partition, finished);
    }
  }

  /** Drops everything. */
  void discard() {
    undoStatement();
    truncate(0);
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  private void truncate(int size) {
    rows.columns().forEach(column -> column.truncate(size));
  }

  /** Makes and ends the files of one table. */
  interface DataFiles {
    DataFileWriter create(List<@Nullable Object> partition);

    /** Ends a file and keeps it as one that the transaction adds. */
    void seal(List<@Nullable Object> partition, DataFileWriter writer);

    ColumnBatch newBatch(int capacity);
  }
}
