package io.polarway.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link CallableStatement} that take the name of a parameter, which are those by
 * number.
 */
interface NamedCallParameters extends CallableStatement {

  /**
   * The number of the parameter of a name, in any case of letters.
   *
   * @throws SQLException when there is none
   */
  int parameterIndex(@Nullable String name) throws SQLException;

  @Override
  default void registerOutParameter(@Nullable String parameter, int sqlType) throws SQLException {
    registerOutParameter(parameterIndex(parameter), sqlType);
  }

  @Override
  default void registerOutParameter(@Nullable String parameter, int sqlType, int scale)
      throws SQLException {
    registerOutParameter(parameterIndex(parameter), sqlType, scale);
  }

  @Override
  default void registerOutParameter(
      @Nullable String parameter, int sqlType, @Nullable String typeName) throws SQLException {
    registerOutParameter(parameterIndex(parameter), sqlType, typeName);
  }

  @Override
  default void setURL(@Nullable String parameter, @Nullable URL value) throws SQLException {
    setURL(parameterIndex(parameter), value);
  }

  @Override
  default void setNull(@Nullable String parameter, int sqlType) throws SQLException {
    setNull(parameterIndex(parameter), sqlType);
  }

  @Override
  default void setBoolean(@Nullable String parameter, boolean value) throws SQLException {
    setBoolean(parameterIndex(parameter), value);
  }

  @Override
  default void setByte(@Nullable String parameter, byte value) throws SQLException {
    setByte(parameterIndex(parameter), value);
  }

  @Override
  default void setShort(@Nullable String parameter, short value) throws SQLException {
    setShort(parameterIndex(parameter), value);
  }

  @Override
  default void setInt(@Nullable String parameter, int value) throws SQLException {
    setInt(parameterIndex(parameter), value);
  }

  @Override
  default void setLong(@Nullable String parameter, long value) throws SQLException {
    setLong(parameterIndex(parameter), value);
  }

  @Override
  default void setFloat(@Nullable String parameter, float value) throws SQLException {
    setFloat(parameterIndex(parameter), value);
  }

  @Override
  default void setDouble(@Nullable String parameter, double value) throws SQLException {
    setDouble(parameterIndex(parameter), value);
  }

  @Override
  default void setBigDecimal(@Nullable String parameter, @Nullable BigDecimal value)
      throws SQLException {
    setBigDecimal(parameterIndex(parameter), value);
  }

  @Override
  default void setString(@Nullable String parameter, @Nullable String value) throws SQLException {
    setString(parameterIndex(parameter), value);
  }

  @Override
  default void setBytes(@Nullable String parameter, byte @Nullable [] value) throws SQLException {
    setBytes(parameterIndex(parameter), value);
  }

  @Override
  default void setDate(@Nullable String parameter, @Nullable Date value) throws SQLException {
    setDate(parameterIndex(parameter), value);
  }

  @Override
  default void setTime(@Nullable String parameter, @Nullable Time value) throws SQLException {
    setTime(parameterIndex(parameter), value);
  }

  @Override
  default void setTimestamp(@Nullable String parameter, @Nullable Timestamp value)
      throws SQLException {
    setTimestamp(parameterIndex(parameter), value);
  }

  @Override
  default void setAsciiStream(@Nullable String parameter, @Nullable InputStream value, int length)
      throws SQLException {
    setAsciiStream(parameterIndex(parameter), value, length);
  }

  @Override
  default void setBinaryStream(@Nullable String parameter, @Nullable InputStream value, int length)
      throws SQLException {
    setBinaryStream(parameterIndex(parameter), value, length);
  }

  @Override
  default void setObject(
      @Nullable String parameter, @Nullable Object value, int targetType, int scale)
      throws SQLException {
    setObject(parameterIndex(parameter), value, targetType, scale);
  }

  @Override
  default void setObject(@Nullable String parameter, @Nullable Object value, int targetType)
      throws SQLException {
    setObject(parameterIndex(parameter), value, targetType);
  }

  @Override
  default void setObject(@Nullable String parameter, @Nullable Object value) throws SQLException {
    setObject(parameterIndex(parameter), value);
  }

  @Override
  default void setCharacterStream(@Nullable String parameter, @Nullable Reader value, int length)
      throws SQLException {
    setCharacterStream(parameterIndex(parameter), value, length);
  }

  @Override
  default void setDate(
      @Nullable String parameter, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    setDate(parameterIndex(parameter), value, calendar);
  }

  @Override
  default void setTime(
      @Nullable String parameter, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    setTime(parameterIndex(parameter), value, calendar);
  }

  @Override
  default void setTimestamp(
      @Nullable String parameter, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    setTimestamp(parameterIndex(parameter), value, calendar);
  }

  @Override
  default void setNull(@Nullable String parameter, int sqlType, @Nullable String typeName)
      throws SQLException {
    setNull(parameterIndex(parameter), sqlType, typeName);
  }

  @Override
  default @Nullable String getString(@Nullable String parameter) throws SQLException {
    return getString(parameterIndex(parameter));
  }

  @Override
  default boolean getBoolean(@Nullable String parameter) throws SQLException {
    return getBoolean(parameterIndex(parameter));
  }

  @Override
  default byte getByte(@Nullable String parameter) throws SQLException {
    return getByte(parameterIndex(parameter));
  }

  @Override
  default short getShort(@Nullable String parameter) throws SQLException {
    return getShort(parameterIndex(parameter));
  }

  @Override
  default int getInt(@Nullable String parameter) throws SQLException {
    return getInt(parameterIndex(parameter));
  }

  @Override
  default long getLong(@Nullable String parameter) throws SQLException {
    return getLong(parameterIndex(parameter));
  }

  @Override
  default float getFloat(@Nullable String parameter) throws SQLException {
    return getFloat(parameterIndex(parameter));
  }

  @Override
  default double getDouble(@Nullable String parameter) throws SQLException {
    return getDouble(parameterIndex(parameter));
  }

  @Override
  default byte @Nullable [] getBytes(@Nullable String parameter) throws SQLException {
    return getBytes(parameterIndex(parameter));
  }

  @Override
  default @Nullable Date getDate(@Nullable String parameter) throws SQLException {
    return getDate(parameterIndex(parameter));
  }

  @Override
  default @Nullable Time getTime(@Nullable String parameter) throws SQLException {
    return getTime(parameterIndex(parameter));
  }

  @Override
  default @Nullable Timestamp getTimestamp(@Nullable String parameter) throws SQLException {
    return getTimestamp(parameterIndex(parameter));
  }

  @Override
  default @Nullable Object getObject(@Nullable String parameter) throws SQLException {
    return getObject(parameterIndex(parameter));
  }

  @Override
  default @Nullable BigDecimal getBigDecimal(@Nullable String parameter) throws SQLException {
    return getBigDecimal(parameterIndex(parameter));
  }

  @Override
  default @Nullable Object getObject(
      @Nullable String parameter, @Nullable Map<String, Class<?>> types) throws SQLException {
    return getObject(parameterIndex(parameter), types);
  }

  @Override
  default @Nullable Ref getRef(@Nullable String parameter) throws SQLException {
    return getRef(parameterIndex(parameter));
  }

  @Override
  default @Nullable Blob getBlob(@Nullable String parameter) throws SQLException {
    return getBlob(parameterIndex(parameter));
  }

  @Override
  default @Nullable Clob getClob(@Nullable String parameter) throws SQLException {
    return getClob(parameterIndex(parameter));
  }

  @Override
  default @Nullable Array getArray(@Nullable String parameter) throws SQLException {
    return getArray(parameterIndex(parameter));
  }

  @Override
  default @Nullable Date getDate(@Nullable String parameter, @Nullable Calendar calendar)
      throws SQLException {
    return getDate(parameterIndex(parameter), calendar);
  }

  @Override
  default @Nullable Time getTime(@Nullable String parameter, @Nullable Calendar calendar)
      throws SQLException {
    return getTime(parameterIndex(parameter), calendar);
  }

  @Override
  default @Nullable Timestamp getTimestamp(@Nullable String parameter, @Nullable Calendar calendar)
      throws SQLException {
    return getTimestamp(parameterIndex(parameter), calendar);
  }

  @Override
  default @Nullable URL getURL(@Nullable String parameter) throws SQLException {
    return getURL(parameterIndex(parameter));
  }

  @Override
  default @Nullable RowId getRowId(@Nullable String parameter) throws SQLException {
    return getRowId(parameterIndex(parameter));
  }

  @Override
  default void setRowId(@Nullable String parameter, @Nullable RowId value) throws SQLException {
    setRowId(parameterIndex(parameter), value);
  }

  @Override
  default void setNString(@Nullable String parameter, @Nullable String value) throws SQLException {
    setNString(parameterIndex(parameter), value);
  }

  @Override
  default void setNCharacterStream(@Nullable String parameter, @Nullable Reader value, long length)
      throws SQLException {
    setNCharacterStream(parameterIndex(parameter), value, length);
  }

  @Override
  default void setNClob(@Nullable String parameter, @Nullable NClob value) throws SQLException {
    setNClob(parameterIndex(parameter), value);
  }

  @Override
  default void setClob(@Nullable String parameter, @Nullable Reader value, long length)
      throws SQLException {
    setClob(parameterIndex(parameter), value, length);
  }

  @Override
  default void setBlob(@Nullable String parameter, @Nullable InputStream value, long length)
      throws SQLException {
    setBlob(parameterIndex(parameter), value, length);
  }

  @Override
  default void setNClob(@Nullable String parameter, @Nullable Reader value, long length)
      throws SQLException {
    setNClob(parameterIndex(parameter), value, length);
  }

  @Override
  default @Nullable NClob getNClob(@Nullable String parameter) throws SQLException {
    return getNClob(parameterIndex(parameter));
  }

  @Override
  default void setSQLXML(@Nullable String parameter, @Nullable SQLXML value) throws SQLException {
    setSQLXML(parameterIndex(parameter), value);
  }

  @Override
  default @Nullable SQLXML getSQLXML(@Nullable String parameter) throws SQLException {
    return getSQLXML(parameterIndex(parameter));
  }

  @Override
  default @Nullable String getNString(@Nullable String parameter) throws SQLException {
    return getNString(parameterIndex(parameter));
  }

  @Override
  default @Nullable Reader getNCharacterStream(@Nullable String parameter) throws SQLException {
    return getNCharacterStream(parameterIndex(parameter));
  }

  @Override
  default @Nullable Reader getCharacterStream(@Nullable String parameter) throws SQLException {
    return getCharacterStream(parameterIndex(parameter));
  }

  @Override
  default void setBlob(@Nullable String parameter, @Nullable Blob value) throws SQLException {
    setBlob(parameterIndex(parameter), value);
  }

  @Override
  default void setClob(@Nullable String parameter, @Nullable Clob value) throws SQLException {
    setClob(parameterIndex(parameter), value);
  }

  @Override
  default void setAsciiStream(@Nullable String parameter, @Nullable InputStream value, long length)
      throws SQLException {
    setAsciiStream(parameterIndex(parameter), value, length);
  }

  @Override
  default void setBinaryStream(@Nullable String parameter, @Nullable InputStream value, long length)
      throws SQLException {
    setBinaryStream(parameterIndex(parameter), value, length);
  }

  @Override
  default void setCharacterStream(@Nullable String parameter, @Nullable Reader value, long length)
      throws SQLException {
    setCharacterStream(parameterIndex(parameter), value, length);
  }

  @Override
  default void setAsciiStream(@Nullable String parameter, @Nullable InputStream value)
      throws SQLException {
    setAsciiStream(parameterIndex(parameter), value);
  }

  @Override
  default void setBinaryStream(@Nullable String parameter, @Nullable InputStream value)
      throws SQLException {
    setBinaryStream(parameterIndex(parameter), value);
  }

  @Override
  default void setCharacterStream(@Nullable String parameter, @Nullable Reader value)
      throws SQLException {
    setCharacterStream(parameterIndex(parameter), value);
  }

  @Override
  default void setNCharacterStream(@Nullable String parameter, @Nullable Reader value)
      throws SQLException {
    setNCharacterStream(parameterIndex(parameter), value);
  }

  @Override
  default void setClob(@Nullable String parameter, @Nullable Reader value) throws SQLException {
    setClob(parameterIndex(parameter), value);
  }

  @Override
  default void setBlob(@Nullable String parameter, @Nullable InputStream value)
      throws SQLException {
    setBlob(parameterIndex(parameter), value);
  }

  @Override
  default void setNClob(@Nullable String parameter, @Nullable Reader value) throws SQLException {
    setNClob(parameterIndex(parameter), value);
  }

  @Override
  default <T> @Nullable T getObject(@Nullable String parameter, @Nullable Class<T> type)
      throws SQLException {
    return getObject(parameterIndex(parameter), type);
  }

  @Override
  default void setObject(
      @Nullable String parameter, @Nullable Object value, @Nullable SQLType targetType, int scale)
      throws SQLException {
    setObject(parameterIndex(parameter), value, targetType, scale);
  }

  @Override
  default void setObject(
      @Nullable String parameter, @Nullable Object value, @Nullable SQLType targetType)
      throws SQLException {
    setObject(parameterIndex(parameter), value, targetType);
  }

  @Override
  default void registerOutParameter(@Nullable String parameter, @Nullable SQLType sqlType)
      throws SQLException {
    registerOutParameter(parameterIndex(parameter), sqlType);
  }

  @Override
  default void registerOutParameter(
      @Nullable String parameter, @Nullable SQLType sqlType, int scale) throws SQLException {
    registerOutParameter(parameterIndex(parameter), sqlType, scale);
  }

  @Override
  default void registerOutParameter(
      @Nullable String parameter, @Nullable SQLType sqlType, @Nullable String typeName)
      throws SQLException {
    registerOutParameter(parameterIndex(parameter), sqlType, typeName);
  }
}
