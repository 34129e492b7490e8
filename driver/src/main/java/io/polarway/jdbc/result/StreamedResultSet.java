package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows as a stream delivers them: forward only, one batch in memory at a time. */
public final class StreamedResultSet extends AbstractPolarwayResultSet {

  static final String SCROLLING =
      "%s of a forward-only result set (ask for TYPE_SCROLL_INSENSITIVE)";

  private final BatchStream stream;

  /** The number of rows of the batch shown. */
  private int size;

  /** The row to go to next, of the batch shown. */
  private int nextRow;

  /** The number of the current row, counted from 1; 0 before the first. */
  private long position;

  private boolean ended;

  /** The batch behind the one shown, when it had to be fetched to know whether there is one. */
  private @Nullable ColumnBatch following;

  private @Nullable ColumnBatch shown;
  private boolean lastShown;

  /**
   * @param stream closed with the result set, and when its last row was read
   */
  public StreamedResultSet(BatchStream stream, ResultSetOptions options) {
    super(stream.columns(), options);
    this.stream = stream;
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    if (ended) {
      return false;
    }
    if (position >= maxRows() || (nextRow == size && !fetch())) {
      ended = true;
      setRow(NO_ROW);
      stream.close();
      return false;
    }
    setRow(nextRow++);
    position++;
    return true;
  }

  /** Shows the next batch; false when there is none. */
  private boolean fetch() throws SQLException {
    setRow(NO_ROW);
    ColumnBatch batch = following == null && !lastShown ? fetchBatch() : following;
    following = null;
    if (batch == null) {
      return false;
    }
    show(batch);
    shown = batch;
    size = batch.size();
    nextRow = 0;
    return true;
  }

  private @Nullable ColumnBatch fetchBatch() throws SQLException {
    try {
      return stream.next();
    } catch (RuntimeException e) {
      checkOpen();
      throw SqlErrors.from(e);
    }
  }

  /** Fetches the first rows when none were, which is all it takes to know. */
  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return position == 0 && !ended && (nextRow < size || fetch());
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return position == 1 && !ended;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return ended && position > 0;
  }

  /** At the end of a batch the next one is fetched, and the current one copied before. */
  @Override
  public boolean isLast() throws SQLException {
    checkOpen();
    if (position == 0 || ended) {
      return false;
    }
    if (position == maxRows()) {
      return true;
    }
    ColumnBatch current = shown;
    if (nextRow < size || following != null || current == null) {
      return false;
    }
    if (!lastShown) {
      ColumnBatch copy = current.compactCopy();
      show(copy);
      shown = copy;
      following = fetchBatch();
      lastShown = following == null;
    }
    return lastShown;
  }

  /** The number of the current row, or 0; the largest int beyond that. */
  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return ended ? 0 : (int) Math.min(position, Integer.MAX_VALUE);
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD) {
      throw SqlErrors.unsupported(SCROLLING.formatted("A fetch direction but FETCH_FORWARD"));
    }
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw SqlErrors.unsupported(SCROLLING.formatted("beforeFirst"));
  }

  @Override
  public void afterLast() throws SQLException {
    throw SqlErrors.unsupported(SCROLLING.formatted("afterLast"));
  }

  @Override
  public boolean first() throws SQLException {
    throw SqlErrors.unsupported(SCROLLING.formatted("first"));
  }

  @Override
  public boolean last() throws SQLException {
    throw SqlErrors.unsupported(SCROLLING.formatted("last"));
  }

  @Override
  public boolean absolute(int number) throws SQLException {
    throw SqlErrors.unsupported(SCROLLING.formatted("absolute"));
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    throw SqlErrors.unsupported(SCROLLING.formatted("relative"));
  }

  @Override
  public boolean previous() throws SQLException {
    throw SqlErrors.unsupported(SCROLLING.formatted("previous"));
  }

  @Override
  void release() {
    stream.close();
  }
}
