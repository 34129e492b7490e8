package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.route.KeyColumns;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.type.ParameterBinder;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * A statement with parameters (JDBC 4.3, 13.2). Each setter hands its value to the parameter's
 * {@link ParameterBinder}, which for {@code INSERT ... VALUES} is a slot of the table's column
 * buffer.
 *
 * <p>A value stays until it is set again or {@link #clearParameters} is called, over executions and
 * rows of a batch. A batch is one transaction in auto-commit mode.
 */
class PolarwayPreparedStatement extends PolarwayStatement implements PreparedStatement {

  private static final int ANY_SCALE = -1;

  private final PreparedExecution prepared;

  /**
   * @param outParameters how many parameters of the user's text come before the statement's own
   */
  PolarwayPreparedStatement(
      ConnectionCore core,
      Connection connection,
      StatementOptions options,
      SqlStatement statement,
      int outParameters)
      throws SQLException {
    super(core, connection, options);
    this.prepared = new PreparedExecution(core, execution(), statement, outParameters);
  }

  /** Reads the text, and finds the table where values are inserted into one. */
  static PreparedStatement prepare(
      ConnectionCore core,
      Connection connection,
      StatementOptions options,
      @Nullable String sql,
      KeyColumns keys)
      throws SQLException {
    PolarwayPreparedStatement prepared =
        new PolarwayPreparedStatement(core, connection, options, StatementText.single(sql), 0);
    prepared.execution().keep(keys);
    return prepared;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    prepared.checkGivesRows();
    prepared.execute();
    return rows();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    checkOpen();
    prepared.checkGivesNoRows();
    prepared.execute();
    return getLargeUpdateCount();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return UpdateCounts.narrow(executeLargeUpdate());
  }

  @Override
  public boolean execute() throws SQLException {
    checkOpen();
    prepared.execute();
    return execution().current() instanceof StatementResult.Rows;
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    prepared.addBatch();
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    prepared.clearBatch();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    return prepared.executeBatch();
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    prepared.parameters().clear();
  }

  /** The columns of the result, known without executing; null when there are none. */
  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return prepared.resultMetaData();
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    return prepared.parameterMetaData();
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw notOfPrepared("executeQuery");
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw notOfPrepared("executeLargeUpdate");
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw notOfPrepared("execute");
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw notOfPrepared("addBatch");
  }

  @Override
  public void setNull(int index, int sqlType) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setNull();
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setNull(int index, int sqlType, @Nullable String typeName) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setNull();
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setBoolean(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setByte(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setShort(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setInt(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setLong(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setFloat(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setDouble(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setBigDecimal(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setString(int index, @Nullable String value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setString(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setBytes(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setDate(int index, @Nullable Date value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setDate(value, null);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setTime(int index, @Nullable Time value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setTime(value, null);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setTimestamp(value, null);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setDate(value, calendar);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setTime(value, calendar);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setTimestamp(value, calendar);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setObject(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int targetType) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setObject(value, targetType, ANY_SCALE);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int targetType, int scaleOrLength)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setObject(value, targetType, scaleOrLength);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setAsciiStream(value, ParameterBinder.WHOLE);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setAsciiStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setAsciiStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setBinaryStream(value, ParameterBinder.WHOLE);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setBinaryStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setBinaryStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setCharacterStream(value, ParameterBinder.WHOLE);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, int length)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setCharacterStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setCharacterStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setCharacterStream(value, ParameterBinder.WHOLE);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setCharacterStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setBlob(int index, @Nullable Blob value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setObject(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setBinaryStream(value, ParameterBinder.WHOLE);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setBinaryStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setClob(int index, @Nullable Clob value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setObject(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setClob(int index, @Nullable Reader value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setCharacterStream(value, ParameterBinder.WHOLE);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setClob(int index, @Nullable Reader value, long length) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setCharacterStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setNClob(int index, @Nullable NClob value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setObject(value);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setNClob(int index, @Nullable Reader value) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setCharacterStream(value, ParameterBinder.WHOLE);
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
    ParameterBinder binder = binder(index);
    try {
      binder.setCharacterStream(value, checkedLength(length));
    } catch (RuntimeException exception) {
      throw SqlErrors.from(exception);
    }
    prepared.parameters().set(index);
  }

  @Override
  public void setNString(int index, @Nullable String value) throws SQLException {
    setString(index, value);
  }

  @Override
  public void setURL(int index, @Nullable URL value) throws SQLException {
    setString(index, value == null ? null : value.toString());
  }

  @Override
  public void setObject(int index, @Nullable Object value, @Nullable SQLType targetType)
      throws SQLException {
    setObject(index, value, number(targetType));
  }

  @Override
  public void setObject(
      int index, @Nullable Object value, @Nullable SQLType targetType, int scaleOrLength)
      throws SQLException {
    setObject(index, value, number(targetType), scaleOrLength);
  }

  static int number(@Nullable SQLType type) throws SQLException {
    Integer number = type == null ? null : type.getVendorTypeNumber();
    if (number == null) {
      throw SqlErrors.invalidArgument("The SQL type is null, or has no number");
    }
    return number;
  }

  @Override
  @Deprecated
  public void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
    throw unsupported("setUnicodeStream");
  }

  @Override
  public void setRef(int index, Ref value) throws SQLException {
    throw unsupported("A REF parameter");
  }

  @Override
  public void setArray(int index, @Nullable Array value) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setRowId(int index, RowId value) throws SQLException {
    throw unsupported("A ROWID parameter");
  }

  @Override
  public void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
    setObject(index, value);
  }

  private static long checkedLength(long length) throws SQLException {
    if (length < 0) {
      throw SqlErrors.invalidArgument("The length of a stream cannot be " + length);
    }
    return length;
  }

  private ParameterBinder binder(int index) throws SQLException {
    checkOpen();
    return prepared.parameters().at(index);
  }

  private SQLException unsupported(String feature) throws SQLException {
    checkOpen();
    return SqlErrors.unsupported(feature);
  }

  private SQLException notOfPrepared(String method) throws SQLException {
    checkOpen();
    return SqlErrors.of(
        SqlState.INVALID_STATEMENT,
        "%s(String) is not for a prepared statement; call createStatement".formatted(method));
  }
}
