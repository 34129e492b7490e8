package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SelfWrapper;
import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.type.AsciiText;
import io.polarway.jdbc.type.ColumnReader;
import io.polarway.jdbc.type.ValueBinder;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Rows of column batches, read by JDBC's getters (JDBC 4.3, 15.2); a subclass moves from row to
 * row.
 *
 * <p>One thread reads; {@link #close} may come from any other, after which every call fails with
 * SQLState 24000. A getter costs a look at the row, a virtual call of the column's reader, and the
 * value.
 */
abstract class AbstractPolarwayResultSet extends UpdaterMethods
    implements LabelledResultSet, SelfWrapper {

  /** The row before the first and after the last. */
  static final int NO_ROW = -1;

  private static final int LARGEST_SCALE = 400;

  private final List<ResultColumn> columns;
  private final ResultSetOptions options;
  private final ColumnReader[] readers;
  private final ColumnLabels labels;
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean closed;
  private int row = NO_ROW;
  private boolean wasNull;
  private int fetchSize;

  AbstractPolarwayResultSet(List<ResultColumn> columns, ResultSetOptions options) {
    this.columns = List.copyOf(columns);
    this.options = options;
    this.fetchSize = options.fetchSize();
    this.labels = new ColumnLabels(this.columns);
    this.readers =
        this.columns.stream()
            .map(
                column ->
                    ColumnReader.create(column, options.sessionZone(), options.maxFieldSize()))
            .toArray(ColumnReader[]::new);
  }

  /** Makes a batch the one that is read from. */
  final void show(ColumnBatch batch) {
    for (int i = 0; i < readers.length; i++) {
      readers[i].bind(batch.column(i));
    }
  }

  /** The current row of the batch shown, or {@link #NO_ROW}. */
  final int row() {
    return row;
  }

  final void setRow(int row) {
    this.row = row;
  }

  final long maxRows() {
    return options.maxRows() == 0 ? Long.MAX_VALUE : options.maxRows();
  }

  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.resultSetClosed();
    }
  }

  /** Frees what the result set holds; called once. */
  abstract void release();

  @Override
  public final void close() {
    closed = true;
    if (closing.compareAndSet(false, true)) {
      release();
      options.onClose().accept(this);
    }
  }

  @Override
  public final boolean isClosed() {
    return closed;
  }

  @Override
  public final boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  @Override
  public final boolean getBoolean(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return !isNull(reader) && reader.getBoolean(row);
  }

  @Override
  public final byte getByte(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? 0 : reader.getByte(row);
  }

  @Override
  public final short getShort(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? 0 : reader.getShort(row);
  }

  @Override
  public final int getInt(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? 0 : reader.getInt(row);
  }

  @Override
  public final long getLong(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? 0 : reader.getLong(row);
  }

  @Override
  public final float getFloat(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? 0 : reader.getFloat(row);
  }

  @Override
  public final double getDouble(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? 0 : reader.getDouble(row);
  }

  @Override
  public final @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? null : reader.getBigDecimal(row);
  }

  @Override
  @Deprecated
  public final @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    if (scale < 0 || scale > LARGEST_SCALE) {
      throw SqlErrors.invalidArgument(
          "Scale %d is not from 0 to %d".formatted(scale, LARGEST_SCALE));
    }
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public final @Nullable String getString(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? null : reader.getString(row);
  }

  @Override
  public final @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public final byte @Nullable [] getBytes(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? null : reader.getBytes(row);
  }

  @Override
  public final @Nullable Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public final @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? null : reader.getDate(row, calendar);
  }

  @Override
  public final @Nullable Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public final @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? null : reader.getTime(row, calendar);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public final @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? null : reader.getTimestamp(row, calendar);
  }

  @Override
  public final @Nullable Object getObject(int column) throws SQLException {
    ColumnReader reader = reader(column);
    if (isNull(reader)) {
      return null;
    }
    DataType type = columns.get(column - 1).type();
    if (type instanceof DataType.ListOf || type instanceof DataType.ArrayOf) {
      return array(reader, type);
    }
    if (type instanceof DataType.Struct struct) {
      return PolarwayStruct.of(struct, reader.getMap(row));
    }
    return reader.getObject(row);
  }

  @Override
  public final @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    Class<?> wanted = types == null ? null : types.get(getMetaData().getColumnTypeName(column));
    return wanted == null ? getObject(column) : getObject(column, wanted);
  }

  @Override
  public final <T> @Nullable T getObject(int column, @Nullable Class<T> javaClass)
      throws SQLException {
    if (javaClass == null) {
      throw SqlErrors.invalidArgument("getObject was given no class");
    }
    if (javaClass == Array.class) {
      return javaClass.cast(getArray(column));
    }
    if (javaClass == Struct.class || javaClass == Object.class) {
      Object value = getObject(column);
      if (value == null || javaClass.isInstance(value)) {
        return javaClass.cast(value);
      }
    }
    ColumnReader reader = reader(column);
    if (isNull(reader)) {
      return null;
    }
    return javaClass.isArray() && javaClass != byte[].class
        ? NestedObjects.arrayOf(array(reader, columns.get(column - 1).type()), javaClass)
        : reader.getObject(row, javaClass);
  }

  @Override
  public final @Nullable Array getArray(int column) throws SQLException {
    ColumnReader reader = reader(column);
    return isNull(reader) ? null : array(reader, columns.get(column - 1).type());
  }

  @Override
  public final @Nullable Blob getBlob(int column) throws SQLException {
    return getObject(column, Blob.class);
  }

  @Override
  public final @Nullable Clob getClob(int column) throws SQLException {
    return getObject(column, Clob.class);
  }

  @Override
  public final @Nullable NClob getNClob(int column) throws SQLException {
    return getObject(column, NClob.class);
  }

  @Override
  public final @Nullable URL getURL(int column) throws SQLException {
    return getObject(column, URL.class);
  }

  @Override
  public final @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null
        ? null
        : new ByteArrayInputStream(
            AsciiText.bytes(text, "column \"" + columns.get(column - 1).name() + "\""));
  }

  /** UTF-8. */
  @Override
  @Deprecated
  public final @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public final @Nullable InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public final @Nullable Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public final @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public final Ref getRef(int column) throws SQLException {
    throw SqlErrors.unsupported("REF");
  }

  @Override
  public final RowId getRowId(int column) throws SQLException {
    throw SqlErrors.unsupported("ROWID");
  }

  @Override
  public final @Nullable SQLXML getSQLXML(int column) throws SQLException {
    return getObject(column, SQLXML.class);
  }

  @Override
  public final int findColumn(@Nullable String label) throws SQLException {
    checkOpen();
    return labels.find(label);
  }

  @Override
  public final ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new PolarwayResultSetMetaData(columns, options.origins());
  }

  @Override
  public final @Nullable Statement getStatement() throws SQLException {
    checkOpen();
    return options.statement();
  }

  @Override
  public int getConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getHoldability() throws SQLException {
    checkOpen();
    Statement statement = options.statement();
    return statement == null
        ? ResultSet.HOLD_CURSORS_OVER_COMMIT
        : statement.getResultSetHoldability();
  }

  @Override
  public final String getCursorName() throws SQLException {
    throw SqlErrors.unsupported("A cursor's name");
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public final int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  /** Kept and told; rows come in batches of the engine's own size. */
  @Override
  public final void setFetchSize(int rows) throws SQLException {
    checkOpen();
    if (rows < 0) {
      throw SqlErrors.invalidArgument("Fetch size " + rows + " is negative");
    }
    fetchSize = rows;
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  void update(int column, String method, CellSetter setter) throws SQLException {
    throw unsupported(method);
  }

  @Override
  SQLException unsupported(String method) throws SQLException {
    checkOpen();
    return SqlErrors.unsupported(method + " of a read-only result set");
  }

  @Override
  public void insertRow() throws SQLException {
    throw unsupported("insertRow");
  }

  @Override
  public void updateRow() throws SQLException {
    throw unsupported("updateRow");
  }

  @Override
  public void deleteRow() throws SQLException {
    throw unsupported("deleteRow");
  }

  @Override
  public void refreshRow() throws SQLException {
    throw unsupported("refreshRow");
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    throw unsupported("cancelRowUpdates");
  }

  @Override
  public void moveToInsertRow() throws SQLException {
    throw unsupported("moveToInsertRow");
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    throw unsupported("moveToCurrentRow");
  }

  final List<ResultColumn> columns() {
    return columns;
  }

  /** The values of columns, counted from 0, of the current row, as queries take them. */
  final List<Object> parameters(List<Integer> indexes) throws SQLException {
    List<Object> values = new ArrayList<>();
    for (int index : indexes) {
      values.add(
          ValueBinder.queryValue(reader(index + 1), row, Rows.storable(columns.get(index).type())));
    }
    return values;
  }

  private boolean isNull(ColumnReader reader) {
    boolean isNull = reader.isNull(row);
    wasNull = isNull;
    return isNull;
  }

  private ColumnReader reader(int column) throws SQLException {
    if (closed || row < 0 || column < 1 || column > readers.length) {
      throw noValue(column);
    }
    return readers[column - 1];
  }

  private SQLException noValue(int column) throws SQLException {
    if (closed) {
      return SqlErrors.resultSetClosed();
    }
    if (column < 1 || column > readers.length) {
      return SqlErrors.columnIndex(column, readers.length);
    }
    return notOnRow();
  }

  /** The error that there is no current row. */
  SQLException notOnRow() {
    return SqlErrors.of(
        SqlState.INVALID_CURSOR_STATE,
        "The result set is not on a row; call next() and look at what it returns");
  }

  final void checkColumn(int column) throws SQLException {
    if (column < 1 || column > readers.length) {
      throw SqlErrors.columnIndex(column, readers.length);
    }
  }

  private PolarwayArray array(ColumnReader reader, DataType type) throws SQLException {
    List<?> elements = reader.getList(row);
    return new PolarwayArray(elements, PolarwayArray.elementOf(type), options.sessionZone());
  }
}
