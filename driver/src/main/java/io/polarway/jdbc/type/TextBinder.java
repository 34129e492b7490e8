package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.UUID;

/** Into VARCHAR and CHAR; any value as the engine writes it. */
final class TextBinder extends ColumnBinder {

  private final int longest;
  private BytesColumn column;

  TextBinder(String where, DataType type, int longest) {
    super(where, type);
    this.longest = longest;
    column = (BytesColumn) Column.create(type, 0);
  }

  @Override
  void take(Column target) {
    column = (BytesColumn) target;
  }

  @Override
  public void setBoolean(boolean value) throws SQLException {
    putText(value ? "true" : "false");
  }

  @Override
  public void setLong(long value) throws SQLException {
    putText(Long.toString(value));
  }

  @Override
  public void setFloat(float value) throws SQLException {
    putText(ShortestDigits.of(value));
  }

  @Override
  public void setDouble(double value) throws SQLException {
    putText(ShortestDigits.of(value));
  }

  @Override
  void putDecimal(BigDecimal value) throws SQLException {
    putText(Math.abs((long) value.scale()) > 1000 ? value.toString() : value.toPlainString());
  }

  @Override
  void putText(String text) throws SQLException {
    if (text.length() > longest) {
      int length = text.codePointCount(0, text.length());
      if (length > longest) {
        throw SqlErrors.of(
            SqlState.TEXT_TOO_LONG,
            "Text %s of %s has %d characters, the column takes %d"
                .formatted(SqlErrors.shown(text), where(), length, longest));
      }
    }
    try {
      column.put(text);
    } catch (IllegalArgumentException e) {
      SurrogatePairs.check(text, where());
      throw SqlErrors.of(
          SqlState.OUT_OF_MEMORY,
          "Cannot take the text of %s: %s".formatted(where(), e.getMessage()),
          e);
    }
  }

  @Override
  void putDate(long epochDay) throws SQLException {
    putText(
        epochDay == Infinity.JAVA_DAY || epochDay == Infinity.JAVA_NEGATIVE_DAY
            ? Infinity.text(epochDay > 0)
            : ValueText.date(epochDay));
  }

  @Override
  void putTime(long nanoOfDay) throws SQLException {
    putText(ValueText.time(nanoOfDay));
  }

  @Override
  void putTimestamp(long localSecond, int nanos) throws SQLException {
    putText(
        isInfinite(localSecond)
            ? Infinity.text(localSecond > 0)
            : ValueText.timestamp(localSecond, nanos));
  }

  @Override
  void putInstant(long epochSecond, int nanos) throws SQLException {
    putText(
        isInfinite(epochSecond)
            ? Infinity.text(epochSecond > 0)
            : ValueText.timestamp(epochSecond, nanos, ZoneOffset.UTC));
  }

  @Override
  void putUuid(UUID value) throws SQLException {
    putText(value.toString());
  }

  private static boolean isInfinite(long second) {
    return second == Infinity.JAVA_SECOND || second == Infinity.JAVA_NEGATIVE_SECOND;
  }
}
