package io.polarway.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each Java class becomes in each type of column: its text, or the SQLState of the refusal.
 */
class ParameterBinderTest {

  private static final ZoneId SESSION = ZoneId.of("Europe/Berlin");
  private static final DataType MONEY = new DataType.Decimal(5, 2);
  private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  private final TimeZone zoneBefore = TimeZone.getDefault();

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(zoneBefore);
  }

  private static Arguments row(DataType type, Object value, String expected) {
    return Arguments.of(type, value, expected);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        row(ScalarType.BOOLEAN, true, "true"),
        row(ScalarType.BOOLEAN, 0, "false"),
        row(ScalarType.BOOLEAN, 0.5, "true"),
        row(ScalarType.BOOLEAN, LocalDate.EPOCH, "07006"),
        row(ScalarType.TINYINT, 127, "127"),
        row(ScalarType.TINYINT, 128, "22003"),
        row(ScalarType.TINYINT, (byte) -128, "-128"),
        row(ScalarType.SMALLINT, 40000L, "22003"),
        row(ScalarType.INTEGER, 2.5, "2"),
        row(ScalarType.INTEGER, 3.5, "4"),
        row(ScalarType.INTEGER, new BigDecimal("2.5"), "3"),
        row(ScalarType.INTEGER, new BigDecimal("-2.5"), "-3"),
        row(ScalarType.INTEGER, Double.NaN, "22003"),
        row(ScalarType.INTEGER, 1L << 31, "22003"),
        row(ScalarType.INTEGER, true, "1"),
        row(ScalarType.INTEGER, ID, "07006"),
        row(ScalarType.BIGINT, new BigInteger("9223372036854775808"), "22003"),
        row(ScalarType.BIGINT, new BigDecimal("1e1000000000"), "22003"),
        row(ScalarType.BIGINT, new BigDecimal("1e-1000"), "0"),
        row(ScalarType.BIGINT, 9.3e18, "22003"),
        row(MONEY, new BigDecimal("1.005"), "1.01"),
        row(MONEY, 1.005, "1.01"),
        row(MONEY, 0.1f, "0.10"),
        row(MONEY, 999, "999.00"),
        row(MONEY, 1000, "22003"),
        row(MONEY, new BigDecimal("999.995"), "22003"),
        row(MONEY, new BigDecimal("1e1000000000"), "22003"),
        row(MONEY, Double.POSITIVE_INFINITY, "22003"),
        row(new DataType.Decimal(38, 0), new BigInteger("9".repeat(38)), "9".repeat(38)),
        row(new DataType.Decimal(38, 0), BigInteger.TEN.pow(38), "22003"),
        row(ScalarType.REAL, 0.1, "0.1"),
        row(ScalarType.REAL, 1e300, "22003"),
        row(ScalarType.DOUBLE, 5, "5.0"),
        row(ScalarType.DOUBLE, Float.POSITIVE_INFINITY, "inf"),
        row(ScalarType.DOUBLE, new BigDecimal("1e400"), "22003"),
        row(ScalarType.VARCHAR, 5L, "5"),
        row(ScalarType.VARCHAR, 1e20, "1e+20"),
        row(ScalarType.VARCHAR, true, "true"),
        row(ScalarType.VARCHAR, LocalDateTime.of(2026, 2, 1, 10, 0), "2026-02-01 10:00:00"),
        row(ScalarType.VARCHAR, 'x', "x"),
        row(ScalarType.VARCHAR, new StringReader("streamed"), "streamed"),
        row(ScalarType.VARCHAR, "half \uD83D", "22021"),
        row(ScalarType.VARCHAR, new byte[] {1}, "07006"),
        row(ScalarType.VARCHAR, new Object(), "07006"),
        row(new DataType.Text(false, 3), "😀😀😀", "😀😀😀"),
        row(new DataType.Text(false, 3), "four", "22001"),
        row(new DataType.Text(true, 3), "ab", "ab"),
        row(ScalarType.BLOB, new byte[] {0, 'A'}, "\\x00A"),
        row(ScalarType.BLOB, 5, "07006"),
        row(ScalarType.UUID, ID, ID.toString()),
        row(ScalarType.UUID, "nonsense", "22018"),
        row(ScalarType.DATE, LocalDate.of(2026, 2, 1), "2026-02-01"),
        row(ScalarType.DATE, Date.valueOf("1000-02-01"), "1000-02-01"),
        row(ScalarType.DATE, LocalDateTime.of(2026, 2, 1, 10, 0), "2026-02-01"),
        row(ScalarType.DATE, LocalDate.MAX, "infinity"),
        row(ScalarType.DATE, LocalDate.of(9_999_999, 1, 1), "22003"),
        row(ScalarType.DATE, Instant.parse("2026-01-31T23:30:00Z"), "2026-02-01"),
        row(ScalarType.TIME, LocalTime.of(10, 11, 12, 999_999_999), "10:11:12.999999"),
        row(ScalarType.TIME, Time.valueOf("23:59:59"), "23:59:59"),
        row(
            ScalarType.TIMESTAMP,
            Timestamp.valueOf("2026-02-01 10:00:00.123456789"),
            "2026-02-01 10:00:00.123456"),
        row(ScalarType.TIMESTAMP, Timestamp.valueOf("1066-10-14 09:00:00"), "1066-10-14 09:00:00"),
        row(
            ScalarType.TIMESTAMP,
            Timestamp.valueOf("1969-12-31 23:59:59.9"),
            "1969-12-31 23:59:59.9"),
        row(ScalarType.TIMESTAMP, LocalDate.of(2026, 2, 1), "2026-02-01 00:00:00"),
        row(
            ScalarType.TIMESTAMP,
            java.util.Date.from(Timestamp.valueOf("2026-02-01 10:00:00.5").toInstant()),
            "2026-02-01 10:00:00.5"),
        row(ScalarType.TIMESTAMP, LocalDateTime.MIN, "-infinity"),
        row(ScalarType.TIMESTAMP, LocalDateTime.of(300_000, 1, 1, 0, 0), "22003"),
        row(ScalarType.TIMESTAMP, Instant.EPOCH, "1970-01-01 01:00:00"),
        row(ScalarType.TIMESTAMP, Instant.MIN, "-infinity"),
        row(
            ScalarType.TIMESTAMP,
            OffsetDateTime.parse("2026-07-01T10:00:00.5-02:00"),
            "2026-07-01 14:00:00.5"),
        row(ScalarType.TIME, Instant.parse("2026-07-01T10:00:00Z"), "12:00:00"),
        row(ScalarType.TIME, Instant.MAX, "22003"),
        row(
            ScalarType.TIMESTAMPTZ,
            Instant.parse("2026-02-01T10:00:00Z"),
            "2026-02-01 11:00:00+01"),
        row(
            ScalarType.TIMESTAMPTZ,
            Timestamp.from(Instant.parse("2026-02-01T10:00:00Z")),
            "2026-02-01 11:00:00+01"),
        row(ScalarType.TIMESTAMPTZ, LocalDateTime.of(2026, 2, 1, 11, 0), "2026-02-01 11:00:00+01"),
        row(
            ScalarType.TIMESTAMPTZ,
            OffsetDateTime.parse("2026-07-01T10:00:00-02:00"),
            "2026-07-01 14:00:00+02"),
        row(ScalarType.TIMESTAMPTZ, OffsetDateTime.MAX, "infinity"),
        row(ScalarType.TIMESTAMPTZ, Instant.MAX, "infinity"),
        row(ScalarType.TIMESTAMPTZ, Instant.MAX.minusNanos(1), "22003"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("values")
  void aValueIsTakenOrRefused(DataType type, Object value, String expected) {
    assertThat(bound(type, binder -> binder.setObject(value))).isEqualTo(expected);
  }

  @Test
  void aRefusalNamesTheValueTheColumnAndTheType() {
    ColumnBinder binder =
        ColumnBinder.create("parameter 2 (column \"n\")", ScalarType.TINYINT, SESSION);
    binder.open(Column.create(ScalarType.TINYINT, 1));

    try {
      binder.setInt(300);
      assertThat(true).as("300 was taken").isFalse();
    } catch (SQLException e) {
      assertThat((Throwable) e)
          .hasMessage("Value 300 of parameter 2 (column \"n\") is out of range for TINYINT");
    }
  }

  @Test
  void aRefusalLeavesTheParameterAsItWas() throws SQLException {
    Column column = Column.create(MONEY, 1);
    ColumnBinder binder = ColumnBinder.create("c", MONEY, SESSION);
    binder.open(column);
    binder.setInt(5);
    assertThat(state(() -> binder.setInt(1000))).isEqualTo("22003");
    assertThat(state(() -> binder.setString("x"))).isEqualTo("22018");
    column.advance();

    assertThat(((LongColumn) column).get(0)).isEqualTo(500);
  }

  @Test
  void nullsOfEverySetterAreNull() throws SQLException {
    Column column = Column.create(ScalarType.VARCHAR, 8);
    ColumnBinder binder = ColumnBinder.create("c", ScalarType.VARCHAR, SESSION);
    binder.open(column);
    binder.setString(null);
    column.advance();
    binder.setBigDecimal(null);
    column.advance();
    binder.setBytes(null);
    column.advance();
    binder.setDate(null, null);
    column.advance();
    binder.setTime(null, null);
    column.advance();
    binder.setTimestamp(null, null);
    column.advance();
    binder.setObject(null);
    column.advance();
    binder.setObject(null, Types.INTEGER, -1);
    column.advance();

    assertThat(column.nullCount()).isEqualTo(8);
  }

  @Test
  void aCalendarGivesTheZone() {
    GregorianCalendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    Timestamp instant = Timestamp.from(Instant.parse("2026-02-01T01:00:00.25Z"));

    assertThat(bound(ScalarType.TIMESTAMP, binder -> binder.setTimestamp(instant, tokyo)))
        .isEqualTo("2026-02-01 10:00:00.25");
    assertThat(bound(ScalarType.DATE, binder -> binder.setDate(new Date(instant.getTime()), tokyo)))
        .isEqualTo("2026-02-01");
    assertThat(bound(ScalarType.TIME, binder -> binder.setTime(new Time(instant.getTime()), tokyo)))
        .isEqualTo("10:00:00.25");
  }

  @Test
  void theDefaultZoneIsTheOneOfTheFirstRow() {
    for (String zone : new String[] {"America/New_York", "Asia/Kolkata", "Europe/Berlin"}) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      Timestamp value = Timestamp.valueOf("2026-07-01 12:34:56.789");

      assertThat(bound(ScalarType.TIMESTAMP, binder -> binder.setTimestamp(value, null)))
          .isEqualTo("2026-07-01 12:34:56.789");
    }
  }

  @Test
  void decimalTargetsAreRescaled() {
    assertThat(
            bound(
                ScalarType.VARCHAR,
                binder -> binder.setObject(new BigDecimal("1.235"), Types.DECIMAL, 2)))
        .isEqualTo("1.24");
    assertThat(bound(ScalarType.VARCHAR, binder -> binder.setObject("x", Types.REF, -1)))
        .isEqualTo("0A000");
  }

  @Test
  void aQuerysParameterBecomesAClassThatTheEngineTakes() throws SQLException {
    assertThat(value(5)).isEqualTo(5);
    assertThat(value(Timestamp.valueOf("2026-02-01 10:00:00.5")))
        .isEqualTo(LocalDateTime.of(2026, 2, 1, 10, 0, 0, 500_000_000));
    assertThat(value(Date.valueOf("2026-02-01"))).isEqualTo(LocalDate.of(2026, 2, 1));
    assertThat(value(Time.valueOf("10:00:00"))).isEqualTo(LocalTime.of(10, 0));
    assertThat(value(Instant.EPOCH))
        .isEqualTo(OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC));
    assertThat(value(BigInteger.TWO)).isEqualTo(new BigDecimal(2));
    assertThat(value(new StringReader("abc"))).isEqualTo("abc");
    assertThat(value(null)).isNull();
    assertThat(state(() -> value("\uDC00"))).isEqualTo("22021");
    assertThat(state(() -> value(new Object()))).isEqualTo("07006");
  }

  @Test
  void aQuerysParameterIsConvertedToTheTypeAskedFor() throws SQLException {
    assertThat(value("12", Types.INTEGER, -1)).isEqualTo(12);
    assertThat(value("12.345", Types.DECIMAL, 2)).isEqualTo(new BigDecimal("12.35"));
    assertThat(value("12.345", Types.NUMERIC, -1)).isEqualTo(new BigDecimal("12.345"));
    assertThat(value("2026-02-01", Types.DATE, -1)).isEqualTo(LocalDate.of(2026, 2, 1));
    assertThat(value("2026-02-01 10:00:00", Types.TIMESTAMP, -1))
        .isEqualTo(LocalDateTime.of(2026, 2, 1, 10, 0));
    assertThat(value(12, Types.VARCHAR, -1)).isEqualTo("12");
    assertThat(value(ID, Types.OTHER, -1)).isEqualTo(ID);
    assertThat(state(() -> value("x", Types.INTEGER, -1))).isEqualTo("22018");
    assertThat(state(() -> value("x", Types.ROWID, -1))).isEqualTo("0A000");
  }

  private interface Call {
    void run() throws SQLException;
  }

  private interface Setter {
    void set(ColumnBinder binder) throws SQLException;
  }

  private static String state(Call call) {
    try {
      call.run();
      return "none";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static @Nullable Object value(@Nullable Object value) throws SQLException {
    ValueBinder binder = new ValueBinder("parameter 1", SESSION);
    binder.setObject(value);
    assertThat(binder.isSet()).isTrue();
    return binder.value();
  }

  private static @Nullable Object value(@Nullable Object value, int type, int scale)
      throws SQLException {
    ValueBinder binder = new ValueBinder("parameter 1", SESSION);
    binder.setObject(value, type, scale);
    return binder.value();
  }

  /** The text of what was bound, or the SQLState of the refusal. */
  private static String bound(DataType type, Setter setter) {
    Column column = Column.create(type, 1);
    ColumnBinder binder = ColumnBinder.create("c", type, SESSION);
    binder.open(column);
    try {
      setter.set(binder);
      column.advance();
      ColumnReader reader = ColumnReader.create(new ResultColumn("c", type), SESSION);
      reader.bind(column);
      return reader.getString(0);
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
