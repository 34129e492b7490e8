package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.DictionaryColumn;
import io.polarway.storage.column.ResultColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** VARCHAR, CHAR and JSON; as another type what the text says. */
final class TextReader extends ColumnReader {

  private final ZoneId sessionZone;
  private final int mostChars;
  private BytesColumn texts;

  /** The texts that {@link #codes} names, when the values repeat; else null. */
  private String @Nullable [] dictionary;

  private short[] codes = {};

  TextReader(ResultColumn column, ZoneId sessionZone, int maxFieldSize) {
    super(column);
    this.mostChars = maxFieldSize == 0 ? Integer.MAX_VALUE : maxFieldSize;
    this.sessionZone = sessionZone;
    this.texts = (BytesColumn) Column.create(column.type(), 0);
  }

  @Override
  void take(Column values) {
    if (values instanceof DictionaryColumn repeating) {
      dictionary = repeating.dictionary();
      codes = repeating.codes();
    } else {
      dictionary = null;
      texts = (BytesColumn) values;
    }
  }

  @Override
  public Object getObject(int row) {
    return getString(row);
  }

  @Override
  public String getString(int row) {
    String text = text(row);
    return text.length() <= mostChars ? text : SurrogatePairs.cut(text, mostChars);
  }

  /** The whole text, whatever the limit of what is given away. */
  private String text(int row) {
    String[] shared = dictionary;
    return shared == null ? texts.getString(row) : shared[codes[row]];
  }

  @Override
  public boolean getBoolean(int row) throws SQLException {
    return parsed(row, "boolean", text -> TextParser.bool(text.strip()));
  }

  @Override
  public long getLong(int row) throws SQLException {
    BigDecimal whole = getBigDecimal(row).setScale(0, RoundingMode.DOWN);
    if (whole.unscaledValue().bitLength() >= Long.SIZE) {
      throw outOfRange(row, "long");
    }
    return whole.longValue();
  }

  @Override
  public double getDouble(int row) throws SQLException {
    return parsed(row, "double", TextParser::floating);
  }

  @Override
  public BigDecimal getBigDecimal(int row) throws SQLException {
    return parsed(row, "a number", TextParser::decimal);
  }

  @Override
  public byte[] getBytes(int row) {
    return dictionary == null && mostChars == Integer.MAX_VALUE
        ? texts.getBytes(row)
        : getString(row).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public LocalDate getLocalDate(int row) throws SQLException {
    return parsed(row, "a date", TextParser::date);
  }

  @Override
  public LocalTime getLocalTime(int row) throws SQLException {
    return parsed(row, "a time", text -> LocalTime.ofNanoOfDay(TextParser.nanoOfDay(text)));
  }

  @Override
  public LocalDateTime getLocalDateTime(int row) throws SQLException {
    return parsed(row, "a timestamp", TextParser::timestamp);
  }

  @Override
  public OffsetDateTime getOffsetDateTime(int row) throws SQLException {
    return parsed(row, "a timestamp with time zone", text -> TextParser.instant(text, sessionZone));
  }

  @Override
  public Date getDate(int row, @Nullable Calendar calendar) throws SQLException {
    return toDate(getLocalDate(row).toEpochDay(), calendar);
  }

  @Override
  public Time getTime(int row, @Nullable Calendar calendar) throws SQLException {
    return toTime(parsed(row, "a time", TextParser::nanoOfDay) / 1_000_000, calendar);
  }

  @Override
  public Timestamp getTimestamp(int row, @Nullable Calendar calendar) throws SQLException {
    Instant local = getLocalDateTime(row).toInstant(ZoneOffset.UTC);
    return toTimestamp(local.getEpochSecond(), local.getNano(), calendar);
  }

  @Override
  public UUID getUuid(int row) throws SQLException {
    return parsed(row, "UUID", TextParser::uuid);
  }

  private <T> T parsed(int row, String target, Function<String, T> parser) throws SQLException {
    String text = text(row);
    try {
      return parser.apply(text);
    } catch (ArithmeticException e) {
      throw outOfRange(row, target);
    } catch (DateTimeException e) {
      throw SqlErrors.unreadableTime(where(), text, target, e);
    } catch (IllegalArgumentException e) {
      throw unreadable(text, target);
    }
  }
}
