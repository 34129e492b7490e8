package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.type.ParameterBinder;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * The updaters of a result set (JDBC 4.3, 15.2.5): each gives a value to the cell of a column, by
 * the same conversions as the setter of a prepared statement.
 */
abstract class UpdaterMethods implements ResultSet {

  private static final long WHOLE = ParameterBinder.WHOLE;
  private static final int ANY_SCALE = -1;

  /** Gives a cell its value. */
  @FunctionalInterface
  interface CellSetter {
    void set(ParameterBinder cell) throws SQLException;
  }

  /**
   * Gives a value to a column of the row that is edited.
   *
   * @param method what the user has called
   */
  abstract void update(int column, String method, CellSetter setter) throws SQLException;

  /** The error that an updater is not there, or not open. */
  abstract SQLException unsupported(String method) throws SQLException;

  @Override
  public final void updateNull(int column) throws SQLException {
    update(column, "updateNull", ParameterBinder::setNull);
  }

  @Override
  public final void updateBoolean(int column, boolean value) throws SQLException {
    update(column, "updateBoolean", cell -> cell.setBoolean(value));
  }

  @Override
  public final void updateByte(int column, byte value) throws SQLException {
    update(column, "updateByte", cell -> cell.setByte(value));
  }

  @Override
  public final void updateShort(int column, short value) throws SQLException {
    update(column, "updateShort", cell -> cell.setShort(value));
  }

  @Override
  public final void updateInt(int column, int value) throws SQLException {
    update(column, "updateInt", cell -> cell.setInt(value));
  }

  @Override
  public final void updateLong(int column, long value) throws SQLException {
    update(column, "updateLong", cell -> cell.setLong(value));
  }

  @Override
  public final void updateFloat(int column, float value) throws SQLException {
    update(column, "updateFloat", cell -> cell.setFloat(value));
  }

  @Override
  public final void updateDouble(int column, double value) throws SQLException {
    update(column, "updateDouble", cell -> cell.setDouble(value));
  }

  @Override
  public final void updateBigDecimal(int column, @Nullable BigDecimal value) throws SQLException {
    update(column, "updateBigDecimal", cell -> cell.setBigDecimal(value));
  }

  @Override
  public final void updateString(int column, @Nullable String value) throws SQLException {
    update(column, "updateString", cell -> cell.setString(value));
  }

  @Override
  public final void updateBytes(int column, byte @Nullable [] value) throws SQLException {
    update(column, "updateBytes", cell -> cell.setBytes(value));
  }

  @Override
  public final void updateDate(int column, @Nullable Date value) throws SQLException {
    update(column, "updateDate", cell -> cell.setDate(value, null));
  }

  @Override
  public final void updateTime(int column, @Nullable Time value) throws SQLException {
    update(column, "updateTime", cell -> cell.setTime(value, null));
  }

  @Override
  public final void updateTimestamp(int column, @Nullable Timestamp value) throws SQLException {
    update(column, "updateTimestamp", cell -> cell.setTimestamp(value, null));
  }

  @Override
  public final void updateAsciiStream(int column, @Nullable InputStream value, int length)
      throws SQLException {
    update(column, "updateAsciiStream", cell -> cell.setAsciiStream(value, checkedLength(length)));
  }

  @Override
  public final void updateBinaryStream(int column, @Nullable InputStream value, int length)
      throws SQLException {
    update(
        column, "updateBinaryStream", cell -> cell.setBinaryStream(value, checkedLength(length)));
  }

  @Override
  public final void updateCharacterStream(int column, @Nullable Reader value, int length)
      throws SQLException {
    update(
        column,
        "updateCharacterStream",
        cell -> cell.setCharacterStream(value, checkedLength(length)));
  }

  @Override
  public final void updateObject(int column, @Nullable Object value, int length)
      throws SQLException {
    update(column, "updateObject", cell -> setObject(cell, value, length));
  }

  @Override
  public final void updateObject(int column, @Nullable Object value) throws SQLException {
    update(column, "updateObject", cell -> cell.setObject(value));
  }

  @Override
  public final void updateNull(String label) throws SQLException {
    updateNull(findColumn(label));
  }

  @Override
  public final void updateBoolean(String label, boolean value) throws SQLException {
    updateBoolean(findColumn(label), value);
  }

  @Override
  public final void updateByte(String label, byte value) throws SQLException {
    updateByte(findColumn(label), value);
  }

  @Override
  public final void updateShort(String label, short value) throws SQLException {
    updateShort(findColumn(label), value);
  }

  @Override
  public final void updateInt(String label, int value) throws SQLException {
    updateInt(findColumn(label), value);
  }

  @Override
  public final void updateLong(String label, long value) throws SQLException {
    updateLong(findColumn(label), value);
  }

  @Override
  public final void updateFloat(String label, float value) throws SQLException {
    updateFloat(findColumn(label), value);
  }

  @Override
  public final void updateDouble(String label, double value) throws SQLException {
    updateDouble(findColumn(label), value);
  }

  @Override
  public final void updateBigDecimal(String label, @Nullable BigDecimal value) throws SQLException {
    updateBigDecimal(findColumn(label), value);
  }

  @Override
  public final void updateString(String label, @Nullable String value) throws SQLException {
    updateString(findColumn(label), value);
  }

  @Override
  public final void updateBytes(String label, byte @Nullable [] value) throws SQLException {
    updateBytes(findColumn(label), value);
  }

  @Override
  public final void updateDate(String label, @Nullable Date value) throws SQLException {
    updateDate(findColumn(label), value);
  }

  @Override
  public final void updateTime(String label, @Nullable Time value) throws SQLException {
    updateTime(findColumn(label), value);
  }

  @Override
  public final void updateTimestamp(String label, @Nullable Timestamp value) throws SQLException {
    updateTimestamp(findColumn(label), value);
  }

  @Override
  public final void updateAsciiStream(String label, @Nullable InputStream value, int length)
      throws SQLException {
    updateAsciiStream(findColumn(label), value, length);
  }

  @Override
  public final void updateBinaryStream(String label, @Nullable InputStream value, int length)
      throws SQLException {
    updateBinaryStream(findColumn(label), value, length);
  }

  @Override
  public final void updateCharacterStream(String label, @Nullable Reader value, int length)
      throws SQLException {
    updateCharacterStream(findColumn(label), value, length);
  }

  @Override
  public final void updateObject(String label, @Nullable Object value, int length)
      throws SQLException {
    updateObject(findColumn(label), value, length);
  }

  @Override
  public final void updateObject(String label, @Nullable Object value) throws SQLException {
    updateObject(findColumn(label), value);
  }

  @Override
  public final void updateRef(int column, @Nullable Ref value) throws SQLException {
    throw unsupported("updateRef");
  }

  @Override
  public final void updateRef(String label, @Nullable Ref value) throws SQLException {
    updateRef(findColumn(label), value);
  }

  @Override
  public final void updateBlob(int column, @Nullable Blob value) throws SQLException {
    update(column, "updateBlob", cell -> cell.setObject(value));
  }

  @Override
  public final void updateBlob(String label, @Nullable Blob value) throws SQLException {
    updateBlob(findColumn(label), value);
  }

  @Override
  public final void updateClob(int column, @Nullable Clob value) throws SQLException {
    update(column, "updateClob", cell -> cell.setObject(value));
  }

  @Override
  public final void updateClob(String label, @Nullable Clob value) throws SQLException {
    updateClob(findColumn(label), value);
  }

  @Override
  public final void updateArray(int column, @Nullable Array value) throws SQLException {
    throw unsupported("updateArray");
  }

  @Override
  public final void updateArray(String label, @Nullable Array value) throws SQLException {
    updateArray(findColumn(label), value);
  }

  @Override
  public final void updateRowId(int column, @Nullable RowId value) throws SQLException {
    throw unsupported("updateRowId");
  }

  @Override
  public final void updateRowId(String label, @Nullable RowId value) throws SQLException {
    updateRowId(findColumn(label), value);
  }

  @Override
  public final void updateNString(int column, @Nullable String value) throws SQLException {
    update(column, "updateNString", cell -> cell.setString(value));
  }

  @Override
  public final void updateNString(String label, @Nullable String value) throws SQLException {
    updateNString(findColumn(label), value);
  }

  @Override
  public final void updateNClob(int column, @Nullable NClob value) throws SQLException {
    update(column, "updateNClob", cell -> cell.setObject(value));
  }

  @Override
  public final void updateNClob(String label, @Nullable NClob value) throws SQLException {
    updateNClob(findColumn(label), value);
  }

  @Override
  public final void updateSQLXML(int column, @Nullable SQLXML value) throws SQLException {
    update(column, "updateSQLXML", cell -> cell.setObject(value));
  }

  @Override
  public final void updateSQLXML(String label, @Nullable SQLXML value) throws SQLException {
    updateSQLXML(findColumn(label), value);
  }

  @Override
  public final void updateNCharacterStream(int column, @Nullable Reader value, long length)
      throws SQLException {
    update(
        column,
        "updateNCharacterStream",
        cell -> cell.setCharacterStream(value, checkedLength(length)));
  }

  @Override
  public final void updateNCharacterStream(String label, @Nullable Reader value, long length)
      throws SQLException {
    updateNCharacterStream(findColumn(label), value, length);
  }

  @Override
  public final void updateAsciiStream(int column, @Nullable InputStream value, long length)
      throws SQLException {
    update(column, "updateAsciiStream", cell -> cell.setAsciiStream(value, checkedLength(length)));
  }

  @Override
  public final void updateBinaryStream(int column, @Nullable InputStream value, long length)
      throws SQLException {
    update(
        column, "updateBinaryStream", cell -> cell.setBinaryStream(value, checkedLength(length)));
  }

  @Override
  public final void updateCharacterStream(int column, @Nullable Reader value, long length)
      throws SQLException {
    update(
        column,
        "updateCharacterStream",
        cell -> cell.setCharacterStream(value, checkedLength(length)));
  }

  @Override
  public final void updateAsciiStream(String label, @Nullable InputStream value, long length)
      throws SQLException {
    updateAsciiStream(findColumn(label), value, length);
  }

  @Override
  public final void updateBinaryStream(String label, @Nullable InputStream value, long length)
      throws SQLException {
    updateBinaryStream(findColumn(label), value, length);
  }

  @Override
  public final void updateCharacterStream(String label, @Nullable Reader value, long length)
      throws SQLException {
    updateCharacterStream(findColumn(label), value, length);
  }

  @Override
  public final void updateBlob(int column, @Nullable InputStream value, long length)
      throws SQLException {
    update(column, "updateBlob", cell -> cell.setBinaryStream(value, checkedLength(length)));
  }

  @Override
  public final void updateBlob(String label, @Nullable InputStream value, long length)
      throws SQLException {
    updateBlob(findColumn(label), value, length);
  }

  @Override
  public final void updateClob(int column, @Nullable Reader value, long length)
      throws SQLException {
    update(column, "updateClob", cell -> cell.setCharacterStream(value, checkedLength(length)));
  }

  @Override
  public final void updateClob(String label, @Nullable Reader value, long length)
      throws SQLException {
    updateClob(findColumn(label), value, length);
  }

  @Override
  public final void updateNClob(int column, @Nullable Reader value, long length)
      throws SQLException {
    update(column, "updateNClob", cell -> cell.setCharacterStream(value, checkedLength(length)));
  }

  @Override
  public final void updateNClob(String label, @Nullable Reader value, long length)
      throws SQLException {
    updateNClob(findColumn(label), value, length);
  }

  @Override
  public final void updateNCharacterStream(int column, @Nullable Reader value) throws SQLException {
    update(column, "updateNCharacterStream", cell -> cell.setCharacterStream(value, WHOLE));
  }

  @Override
  public final void updateNCharacterStream(String label, @Nullable Reader value)
      throws SQLException {
    updateNCharacterStream(findColumn(label), value);
  }

  @Override
  public final void updateAsciiStream(int column, @Nullable InputStream value) throws SQLException {
    update(column, "updateAsciiStream", cell -> cell.setAsciiStream(value, WHOLE));
  }

  @Override
  public final void updateBinaryStream(int column, @Nullable InputStream value)
      throws SQLException {
    update(column, "updateBinaryStream", cell -> cell.setBinaryStream(value, WHOLE));
  }

  @Override
  public final void updateCharacterStream(int column, @Nullable Reader value) throws SQLException {
    update(column, "updateCharacterStream", cell -> cell.setCharacterStream(value, WHOLE));
  }

  @Override
  public final void updateAsciiStream(String label, @Nullable InputStream value)
      throws SQLException {
    updateAsciiStream(findColumn(label), value);
  }

  @Override
  public final void updateBinaryStream(String label, @Nullable InputStream value)
      throws SQLException {
    updateBinaryStream(findColumn(label), value);
  }

  @Override
  public final void updateCharacterStream(String label, @Nullable Reader value)
      throws SQLException {
    updateCharacterStream(findColumn(label), value);
  }

  @Override
  public final void updateBlob(int column, @Nullable InputStream value) throws SQLException {
    update(column, "updateBlob", cell -> cell.setBinaryStream(value, WHOLE));
  }

  @Override
  public final void updateBlob(String label, @Nullable InputStream value) throws SQLException {
    updateBlob(findColumn(label), value);
  }

  @Override
  public final void updateClob(int column, @Nullable Reader value) throws SQLException {
    update(column, "updateClob", cell -> cell.setCharacterStream(value, WHOLE));
  }

  @Override
  public final void updateClob(String label, @Nullable Reader value) throws SQLException {
    updateClob(findColumn(label), value);
  }

  @Override
  public final void updateNClob(int column, @Nullable Reader value) throws SQLException {
    update(column, "updateNClob", cell -> cell.setCharacterStream(value, WHOLE));
  }

  @Override
  public final void updateNClob(String label, @Nullable Reader value) throws SQLException {
    updateNClob(findColumn(label), value);
  }

  @Override
  public final void updateObject(
      int column, @Nullable Object value, @Nullable SQLType type, int length) throws SQLException {
    update(column, "updateObject", cell -> cell.setObject(value, number(type), length));
  }

  @Override
  public final void updateObject(int column, @Nullable Object value, @Nullable SQLType type)
      throws SQLException {
    update(column, "updateObject", cell -> cell.setObject(value, number(type), ANY_SCALE));
  }

  @Override
  public final void updateObject(
      String label, @Nullable Object value, @Nullable SQLType type, int length)
      throws SQLException {
    updateObject(findColumn(label), value, type, length);
  }

  @Override
  public final void updateObject(String label, @Nullable Object value, @Nullable SQLType type)
      throws SQLException {
    updateObject(findColumn(label), value, type);
  }

  private static void setObject(ParameterBinder cell, @Nullable Object value, int scaleOrLength)
      throws SQLException {
    if (value instanceof BigDecimal number) {
      cell.setBigDecimal(number.setScale(scaleOrLength, RoundingMode.HALF_UP));
    } else if (value instanceof InputStream stream) {
      cell.setBinaryStream(stream, checkedLength(scaleOrLength));
    } else if (value instanceof Reader reader) {
      cell.setCharacterStream(reader, checkedLength(scaleOrLength));
    } else {
      cell.setObject(value);
    }
  }

  private static int number(@Nullable SQLType type) throws SQLException {
    Integer number = type == null ? null : type.getVendorTypeNumber();
    if (number == null) {
      throw SqlErrors.invalidArgument("The SQL type is null, or has no number");
    }
    return number;
  }

  private static long checkedLength(long length) throws SQLException {
    if (length < 0) {
      throw SqlErrors.invalidArgument("The length of a stream cannot be " + length);
    }
    return length;
  }
}
