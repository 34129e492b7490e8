package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.HeldBatches;
import io.polarway.storage.column.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are held in memory: they can be scrolled through in any direction, and do not change.
 * The batches are read only, so that several result sets can share them.
 */
public sealed class InMemoryResultSet extends AbstractPolarwayResultSet permits UpdatableResultSet {

  private final List<ColumnBatch> batches;

  /** How many rows there are before each batch, and behind the last entry in all. */
  private final long[] starts;

  private long size;

  /** The number of the current row, counted from 1; 0 before the first, size + 1 after the last. */
  private long position;

  private int shown = -1;
  private int fetchDirection = ResultSet.FETCH_FORWARD;

  /**
   * @param batches of the types of {@code columns}
   */
  public InMemoryResultSet(
      List<ResultColumn> columns, List<ColumnBatch> batches, ResultSetOptions options) {
    super(columns, options);
    this.batches = batches.stream().filter(batch -> batch.size() > 0).toList();
    this.starts = new long[this.batches.size() + 1];
    for (int i = 0; i < this.batches.size(); i++) {
      starts[i + 1] = starts[i] + this.batches.get(i).size();
    }
    this.size = Math.min(starts[this.batches.size()], maxRows());
  }

  /** Rows given as objects; see {@link Rows}. */
  public static InMemoryResultSet of(
      List<ResultColumn> columns, List<List<@Nullable Object>> rows, ResultSetOptions options)
      throws SQLException {
    return new InMemoryResultSet(
        columns, List.of(Rows.toBatch(columns, rows, options.sessionZone())), options);
  }

  /**
   * Reads a stream to its end, or to the largest number of rows, and closes it.
   *
   * @throws SQLException 53200 when the rows take more than half of the heap
   */
  public static InMemoryResultSet drain(BatchStream stream, ResultSetOptions options)
      throws SQLException {
    return drain(stream, options, Runtime.getRuntime().maxMemory() / 2);
  }

  static InMemoryResultSet drain(BatchStream stream, ResultSetOptions options, long largestBytes)
      throws SQLException {
    try (stream) {
      List<ResultColumn> columns = stream.columns();
      if (stream instanceof HeldBatches held) {
        return new InMemoryResultSet(columns, held.batches(), options);
      }
      List<ColumnBatch> batches = new ArrayList<>();
      long limit = options.maxRows() == 0 ? Long.MAX_VALUE : options.maxRows();
      long rows = 0;
      long bytes = 0;
      ColumnBatch batch = stream.next();
      while (batch != null && rows < limit) {
        ColumnBatch copy = batch.compactCopy();
        batches.add(copy);
        bytes += copy.memoryBytes();
        if (bytes > largestBytes) {
          throw SqlErrors.of(
              SqlState.OUT_OF_MEMORY,
              "The result takes more than %d bytes, and one that can be scrolled through is held in memory; read it with TYPE_FORWARD_ONLY, ask for fewer rows, or give the process more memory with -Xmx"
                  .formatted(largestBytes));
        }
        rows += batch.size();
        batch = rows < limit ? stream.next() : null;
      }
      return new InMemoryResultSet(columns, batches, options);
    } catch (RuntimeException e) {
      throw SqlErrors.from(e);
    }
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    int next = row() + 1;
    if (shown >= 0 && position > 0 && position < size && next < batches.get(shown).size()) {
      position++;
      setRow(next);
      return true;
    }
    return moveTo(Math.min(position, size) + 1);
  }

  @Override
  public boolean previous() throws SQLException {
    checkScrolls("previous");
    return moveTo(Math.max(position, 1) - 1);
  }

  @Override
  public void beforeFirst() throws SQLException {
    checkScrolls("beforeFirst");
    moveTo(0);
  }

  @Override
  public void afterLast() throws SQLException {
    checkScrolls("afterLast");
    moveTo(size + 1);
  }

  @Override
  public boolean first() throws SQLException {
    checkScrolls("first");
    return moveTo(1);
  }

  @Override
  public boolean last() throws SQLException {
    checkScrolls("last");
    return moveTo(size);
  }

  @Override
  public boolean absolute(int number) throws SQLException {
    checkScrolls("absolute");
    return moveTo(number < 0 ? Math.max(0, size + 1 + number) : number);
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    checkScrolls("relative");
    return moveTo(Math.max(0, position + rows));
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return position == 0 && size > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return position == 1 && size > 0;
  }

  @Override
  public boolean isLast() throws SQLException {
    checkOpen();
    return position == size && size > 0;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return position > size && size > 0;
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return position > size ? 0 : (int) Math.min(position, Integer.MAX_VALUE);
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw SqlErrors.invalidArgument("There is no fetch direction " + direction);
    }
    fetchDirection = direction;
  }

  /** The arrays go with the result set itself: somebody else may be reading them. */
  @Override
  void release() {}

  /** The batches that have rows. */
  final List<ColumnBatch> batches() {
    return batches;
  }

  /** The number of the current row, 0 before the first, and one more than there are after it. */
  final long position() {
    return position;
  }

  /** Makes room for one more row at the end, which a subclass has, and gives its number. */
  final long append() {
    boolean afterLast = position > size;
    size++;
    if (afterLast) {
      position++;
    }
    return size;
  }

  /** Shows the first row of a batch that is none of the result's own. */
  final void showAlone(ColumnBatch batch) {
    show(batch);
    shown = -1;
    setRow(0);
  }

  /** Fails when the result set is closed, or does not go in every direction. */
  void checkScrolls(String method) throws SQLException {
    checkOpen();
  }

  boolean moveTo(long number) {
    position = Math.min(number, size + 1);
    if (position == 0 || position > size) {
      setRow(NO_ROW);
      return false;
    }
    showRow(position);
    return true;
  }

  /** Shows the row of a number that there is. */
  void showRow(long number) {
    long index = number - 1;
    int batch = Math.max(shown, 0);
    while (index < starts[batch]) {
      batch--;
    }
    while (index >= starts[batch + 1]) {
      batch++;
    }
    if (batch != shown) {
      show(batches.get(batch));
      shown = batch;
    }
    setRow((int) (index - starts[batch]));
  }
}
