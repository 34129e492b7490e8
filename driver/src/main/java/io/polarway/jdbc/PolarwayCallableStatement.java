package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.result.ColumnOrigin;
import io.polarway.jdbc.result.InMemoryResultSet;
import io.polarway.jdbc.result.ResultSetOptions;
import io.polarway.jdbc.route.ProcedureCall;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.type.ParameterBinder;
import io.polarway.storage.column.BatchStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call (JDBC 4.3, 13.3): of a procedure, {@code {call polarway.optimize(?)}}, or of a function,
 * {@code {? = call f(?)}}, whose value is parameter 1. Any other statement is executed as if it was
 * prepared.
 *
 * <p>A procedure gives rows. Its parameters have names, too. There are no INOUT parameters.
 */
final class PolarwayCallableStatement extends PolarwayPreparedStatement
    implements NamedCallParameters {

  private static final int ANY_SCALE = -1;

  private final ConnectionCore core;
  private final SqlStatement call;
  private final boolean isFunction;
  private @Nullable OutParameter registered;
  private @Nullable ResultSet value;

  /** What a user said of the value of a function. */
  private record OutParameter(int jdbcType, int scale) {}

  private PolarwayCallableStatement(
      ConnectionCore core,
      Connection connection,
      StatementOptions options,
      SqlStatement call,
      boolean isFunction)
      throws SQLException {
    super(core, connection, options, call, isFunction ? 1 : 0);
    this.core = core;
    this.call = call;
    this.isFunction = isFunction;
  }

  /** Reads the text of a call. */
  static CallableStatement prepare(
      ConnectionCore core, Connection connection, StatementOptions options, @Nullable String sql)
      throws SQLException {
    String query = StatementText.functionQuery(sql);
    return new PolarwayCallableStatement(
        core,
        connection,
        options,
        StatementText.single(query == null ? sql : query),
        query != null);
  }

  @Override
  public boolean execute() throws SQLException {
    value = null;
    boolean givesRows = super.execute();
    if (!isFunction) {
      return givesRows;
    }
    value = valueOf(rows());
    execution().countOnly(0);
    return false;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    if (isFunction) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "The call of a function gives a value, not rows; call execute, and get parameter 1");
    }
    return super.executeQuery();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    if (isFunction) {
      execute();
      return 0;
    }
    return super.executeLargeUpdate();
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    if (isFunction) {
      throw SqlErrors.unsupported("A batch of calls with an OUT parameter");
    }
    super.addBatch();
  }

  /** Null for a function, which gives no rows. */
  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return isFunction ? null : super.getMetaData();
  }

  @Override
  public void registerOutParameter(int index, int sqlType) throws SQLException {
    registerOutParameter(index, sqlType, ANY_SCALE);
  }

  @Override
  public void registerOutParameter(int index, int sqlType, int scale) throws SQLException {
    checkOut(index);
    ParameterBinder.checkTargetType(sqlType);
    registered = new OutParameter(sqlType, scale);
  }

  @Override
  public void registerOutParameter(int index, int sqlType, @Nullable String typeName)
      throws SQLException {
    registerOutParameter(index, sqlType, ANY_SCALE);
  }

  @Override
  public void registerOutParameter(int index, @Nullable SQLType sqlType) throws SQLException {
    registerOutParameter(index, number(sqlType), ANY_SCALE);
  }

  @Override
  public void registerOutParameter(int index, @Nullable SQLType sqlType, int scale)
      throws SQLException {
    registerOutParameter(index, number(sqlType), scale);
  }

  @Override
  public void registerOutParameter(int index, @Nullable SQLType sqlType, @Nullable String typeName)
      throws SQLException {
    registerOutParameter(index, number(sqlType), ANY_SCALE);
  }

  /** The value as the Java class of the type that it was registered with. */
  @Override
  public @Nullable Object getObject(int index) throws SQLException {
    ResultSet out = out(index);
    OutParameter wanted = registered;
    if (wanted == null) {
      return out.getObject(1);
    }
    if (wanted.jdbcType() == Types.DECIMAL || wanted.jdbcType() == Types.NUMERIC) {
      BigDecimal number = out.getBigDecimal(1);
      return number == null || wanted.scale() < 0
          ? number
          : number.setScale(wanted.scale(), RoundingMode.HALF_UP);
    }
    Class<?> javaClass = ParameterBinder.javaClass(wanted.jdbcType());
    return javaClass == null ? out.getObject(1) : out.getObject(1, javaClass);
  }

  @Override
  public boolean wasNull() throws SQLException {
    return out(1).wasNull();
  }

  @Override
  public @Nullable String getString(int index) throws SQLException {
    return out(index).getString(1);
  }

  @Override
  public boolean getBoolean(int index) throws SQLException {
    return out(index).getBoolean(1);
  }

  @Override
  public byte getByte(int index) throws SQLException {
    return out(index).getByte(1);
  }

  @Override
  public short getShort(int index) throws SQLException {
    return out(index).getShort(1);
  }

  @Override
  public int getInt(int index) throws SQLException {
    return out(index).getInt(1);
  }

  @Override
  public long getLong(int index) throws SQLException {
    return out(index).getLong(1);
  }

  @Override
  public float getFloat(int index) throws SQLException {
    return out(index).getFloat(1);
  }

  @Override
  public double getDouble(int index) throws SQLException {
    return out(index).getDouble(1);
  }

  @Override
  @Deprecated
  public @Nullable BigDecimal getBigDecimal(int index, int scale) throws SQLException {
    return out(index).getBigDecimal(1, scale);
  }

  @Override
  public byte @Nullable [] getBytes(int index) throws SQLException {
    return out(index).getBytes(1);
  }

  @Override
  public @Nullable Date getDate(int index) throws SQLException {
    return out(index).getDate(1);
  }

  @Override
  public @Nullable Time getTime(int index) throws SQLException {
    return out(index).getTime(1);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int index) throws SQLException {
    return out(index).getTimestamp(1);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int index) throws SQLException {
    return out(index).getBigDecimal(1);
  }

  @Override
  public @Nullable Object getObject(int index, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    return out(index).getObject(1, types);
  }

  @Override
  public @Nullable Ref getRef(int index) throws SQLException {
    return out(index).getRef(1);
  }

  @Override
  public @Nullable Blob getBlob(int index) throws SQLException {
    return out(index).getBlob(1);
  }

  @Override
  public @Nullable Clob getClob(int index) throws SQLException {
    return out(index).getClob(1);
  }

  @Override
  public @Nullable Array getArray(int index) throws SQLException {
    return out(index).getArray(1);
  }

  @Override
  public @Nullable Date getDate(int index, @Nullable Calendar calendar) throws SQLException {
    return out(index).getDate(1, calendar);
  }

  @Override
  public @Nullable Time getTime(int index, @Nullable Calendar calendar) throws SQLException {
    return out(index).getTime(1, calendar);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int index, @Nullable Calendar calendar)
      throws SQLException {
    return out(index).getTimestamp(1, calendar);
  }

  @Override
  public @Nullable URL getURL(int index) throws SQLException {
    return out(index).getURL(1);
  }

  @Override
  public @Nullable RowId getRowId(int index) throws SQLException {
    return out(index).getRowId(1);
  }

  @Override
  public @Nullable NClob getNClob(int index) throws SQLException {
    return out(index).getNClob(1);
  }

  @Override
  public @Nullable SQLXML getSQLXML(int index) throws SQLException {
    return out(index).getSQLXML(1);
  }

  @Override
  public @Nullable String getNString(int index) throws SQLException {
    return out(index).getNString(1);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int index) throws SQLException {
    return out(index).getNCharacterStream(1);
  }

  @Override
  public @Nullable Reader getCharacterStream(int index) throws SQLException {
    return out(index).getCharacterStream(1);
  }

  @Override
  public <T> @Nullable T getObject(int index, @Nullable Class<T> type) throws SQLException {
    return out(index).getObject(1, type);
  }

  @Override
  public int parameterIndex(@Nullable String name) throws SQLException {
    checkOpen();
    if (name == null) {
      throw SqlErrors.invalidArgument("The name of a parameter is null");
    }
    if (isFunction || !(call instanceof SqlStatement.Call procedure)) {
      throw SqlErrors.unsupported("A parameter by its name, of anything but a procedure,");
    }
    List<String> names = ProcedureCall.parameterNames(procedure);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return i + 1;
      }
    }
    throw SqlErrors.of(
        SqlState.INVALID_DESCRIPTOR_INDEX,
        "No ? stands for a parameter %s; those that do are %s"
            .formatted(SqlErrors.shown(name), names));
  }

  @Override
  ResultSet makeResultSet(BatchStream stream, ColumnOrigin.Finder origins) throws SQLException {
    return isFunction
        ? InMemoryResultSet.drain(stream, ResultSetOptions.detached(core.sessionZone()))
        : super.makeResultSet(stream, origins);
  }

  /** The one row of a function's value; it stays when the results of the execution are closed. */
  private ResultSet valueOf(ResultSet rows) throws SQLException {
    execution().closed(rows);
    if (!rows.next()) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT, "The call gave no value: it is none of a scalar function");
    }
    return rows;
  }

  private ResultSet out(int index) throws SQLException {
    checkOut(index);
    ResultSet out = value;
    if (out == null) {
      throw SqlErrors.of(
          SqlState.OBJECT_CLOSED, "The call has not been executed, or has failed; call execute");
    }
    return out;
  }

  private void checkOut(int index) throws SQLException {
    checkOpen();
    if (!isFunction || index != 1) {
      throw SqlErrors.of(
          SqlState.INVALID_DESCRIPTOR_INDEX,
          "Parameter %d is no OUT parameter; that is parameter 1 of {? = call f(...)} alone"
              .formatted(index));
    }
  }
}
