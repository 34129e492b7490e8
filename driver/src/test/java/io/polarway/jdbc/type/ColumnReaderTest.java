package io.polarway.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each type gives as each Java class: the value, or the SQLState of the refusal. */
class ColumnReaderTest {

  private static final ZoneId SESSION = ZoneId.of("Europe/Berlin");
  private static final DataType MONEY = new DataType.Decimal(10, 2);
  private static final DataType WIDE = new DataType.Decimal(38, 4);
  private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  private final TimeZone zoneBefore = TimeZone.getDefault();

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(zoneBefore);
  }

  private static Arguments row(DataType type, String text, Class<?> target, Object expected) {
    return Arguments.of(type, text, target, expected);
  }

  static Stream<Arguments> conversions() {
    return Stream.of(
        row(ScalarType.BOOLEAN, "true", Boolean.class, true),
        row(ScalarType.BOOLEAN, "true", Integer.class, 1),
        row(ScalarType.BOOLEAN, "true", BigDecimal.class, BigDecimal.ONE),
        row(ScalarType.BOOLEAN, "true", LocalDate.class, "07006"),
        row(ScalarType.TINYINT, "-5", Object.class, -5),
        row(ScalarType.SMALLINT, "300", Byte.class, "22003"),
        row(ScalarType.SMALLINT, "300", Object.class, 300),
        row(ScalarType.INTEGER, "70000", Short.class, "22003"),
        row(ScalarType.INTEGER, "70000", long.class, 70000L),
        row(ScalarType.INTEGER, "0", Boolean.class, false),
        row(ScalarType.INTEGER, "5", Timestamp.class, "07006"),
        row(ScalarType.INTEGER, "5", byte[].class, "07006"),
        row(ScalarType.BIGINT, "3000000000", Integer.class, "22003"),
        row(ScalarType.BIGINT, "3000000000", Object.class, 3000000000L),
        row(ScalarType.BIGINT, "3000000000", Double.class, 3e9),
        row(ScalarType.BIGINT, "3000000000", BigInteger.class, BigInteger.valueOf(3000000000L)),
        row(MONEY, "12.34", Object.class, new BigDecimal("12.34")),
        row(MONEY, "-12.99", Integer.class, -12),
        row(MONEY, "12.34", Double.class, 12.34),
        row(MONEY, "0.00", Boolean.class, false),
        row(MONEY, "99999999.99", Short.class, "22003"),
        row(WIDE, "12345678901234567890.5", Long.class, "22003"),
        row(
            WIDE,
            "12345678901234567890.5",
            BigInteger.class,
            new BigInteger("12345678901234567890")),
        row(WIDE, "0.1", Double.class, 0.1),
        row(WIDE, "-9223372036854775808.9", Long.class, Long.MIN_VALUE),
        row(ScalarType.REAL, "0.1", Object.class, 0.1f),
        row(ScalarType.REAL, "0.1", BigDecimal.class, new BigDecimal("0.1")),
        row(ScalarType.DOUBLE, "2.9", Long.class, 2L),
        row(ScalarType.DOUBLE, "-2.9", Integer.class, -2),
        row(ScalarType.DOUBLE, "1e19", Long.class, "22003"),
        row(ScalarType.DOUBLE, "nan", Long.class, "22003"),
        row(ScalarType.DOUBLE, "nan", BigDecimal.class, "22003"),
        row(ScalarType.DOUBLE, "1e300", Float.class, "22003"),
        row(ScalarType.DOUBLE, "inf", Float.class, Float.POSITIVE_INFINITY),
        row(ScalarType.DOUBLE, "1.1", BigDecimal.class, new BigDecimal("1.1")),
        row(ScalarType.VARCHAR, "42", Integer.class, 42),
        row(ScalarType.VARCHAR, "42.9", Integer.class, 42),
        row(ScalarType.VARCHAR, "3000000000", Integer.class, "22003"),
        row(ScalarType.VARCHAR, "1e30", Long.class, "22003"),
        row(ScalarType.VARCHAR, "many", Integer.class, "22018"),
        row(ScalarType.VARCHAR, "yes", Boolean.class, true),
        row(ScalarType.VARCHAR, "maybe", Boolean.class, "22018"),
        row(ScalarType.VARCHAR, "2026-02-01", LocalDate.class, LocalDate.of(2026, 2, 1)),
        row(ScalarType.VARCHAR, "2026-02-31", LocalDate.class, "22007"),
        row(
            ScalarType.VARCHAR,
            "2026-02-01 10:00:00",
            Timestamp.class,
            Timestamp.valueOf("2026-02-01 10:00:00")),
        row(ScalarType.VARCHAR, ID.toString(), UUID.class, ID),
        row(ScalarType.VARCHAR, "ü", byte[].class, new byte[] {(byte) 0xC3, (byte) 0xBC}),
        row(ScalarType.BLOB, "\\x00\\xFF", Object.class, new byte[] {0, (byte) 0xFF}),
        row(ScalarType.BLOB, "\\x00\\xFF", String.class, "\\x00\\xFF"),
        row(ScalarType.BLOB, "a", Integer.class, "07006"),
        row(ScalarType.UUID, ID.toString(), Object.class, ID),
        row(ScalarType.UUID, ID.toString(), Long.class, "07006"),
        row(ScalarType.DATE, "2026-02-01", Object.class, Date.valueOf("2026-02-01")),
        row(ScalarType.DATE, "1000-02-01", Date.class, Date.valueOf("1000-02-01")),
        row(ScalarType.DATE, "2026-02-01", LocalDateTime.class, LocalDateTime.of(2026, 2, 1, 0, 0)),
        row(
            ScalarType.DATE,
            "2026-02-01",
            Timestamp.class,
            Timestamp.valueOf("2026-02-01 00:00:00")),
        row(ScalarType.DATE, "2026-02-01", LocalTime.class, "07006"),
        row(ScalarType.DATE, "infinity", LocalDate.class, LocalDate.MAX),
        row(ScalarType.TIME, "10:11:12.5", LocalTime.class, LocalTime.of(10, 11, 12, 500_000_000)),
        row(ScalarType.TIME, "10:11:12", Object.class, Time.valueOf("10:11:12")),
        row(ScalarType.TIME, "24:00:00", LocalTime.class, "22003"),
        row(ScalarType.TIME, "24:00:00", String.class, "24:00:00"),
        row(ScalarType.TIME, "10:11:12", Date.class, "07006"),
        row(
            ScalarType.TIMESTAMP,
            "2026-02-01 10:00:00.123456",
            Object.class,
            Timestamp.valueOf("2026-02-01 10:00:00.123456")),
        row(
            ScalarType.TIMESTAMP,
            "1969-12-31 23:59:59.999999",
            Timestamp.class,
            Timestamp.valueOf("1969-12-31 23:59:59.999999")),
        row(
            ScalarType.TIMESTAMP,
            "2026-03-08 02:30:00",
            Timestamp.class,
            Timestamp.valueOf("2026-03-08 02:30:00")),
        row(
            ScalarType.TIMESTAMP,
            "2026-11-01 01:30:00",
            Timestamp.class,
            Timestamp.valueOf("2026-11-01 01:30:00")),
        row(
            ScalarType.TIMESTAMP,
            "1066-10-14 09:00:00",
            Timestamp.class,
            Timestamp.valueOf("1066-10-14 09:00:00")),
        row(
            ScalarType.TIMESTAMP,
            "9999-12-31 23:59:59",
            Timestamp.class,
            Timestamp.valueOf("9999-12-31 23:59:59")),
        row(
            ScalarType.TIMESTAMP,
            "2026-02-01 10:00:00.5",
            LocalDateTime.class,
            LocalDateTime.of(2026, 2, 1, 10, 0, 0, 500_000_000)),
        row(ScalarType.TIMESTAMP, "2026-02-01 10:00:00", Date.class, Date.valueOf("2026-02-01")),
        row(ScalarType.TIMESTAMP, "2026-02-01 10:00:00", Time.class, Time.valueOf("10:00:00")),
        row(
            ScalarType.TIMESTAMP,
            "2026-02-01 10:00:00",
            Instant.class,
            Instant.parse("2026-02-01T09:00:00Z")),
        row(
            ScalarType.TIMESTAMP,
            "2026-02-01 10:00:00",
            OffsetDateTime.class,
            OffsetDateTime.parse("2026-02-01T10:00:00+01:00")),
        row(ScalarType.TIMESTAMP, "infinity", Instant.class, Instant.MAX),
        row(
            ScalarType.DATE,
            "2026-07-01",
            OffsetDateTime.class,
            OffsetDateTime.parse("2026-07-01T00:00:00+02:00")),
        row(ScalarType.DATE, "-infinity", Instant.class, Instant.MIN),
        row(ScalarType.TIME, "10:00:00", Instant.class, "07006"),
        row(ScalarType.VARCHAR, "", java.time.Duration.class, "22018"),
        row(ScalarType.INTEGER, "1", java.net.URL.class, "07006"),
        row(ScalarType.TIMESTAMP, "infinity", LocalDateTime.class, LocalDateTime.MAX),
        row(ScalarType.TIMESTAMP, "infinity", LocalTime.class, "22003"),
        row(ScalarType.TIMESTAMP, "2026-02-01 10:00:00", Long.class, "07006"),
        row(
            ScalarType.TIMESTAMPTZ,
            "2026-02-01 10:00:00+00",
            Instant.class,
            Instant.parse("2026-02-01T10:00:00Z")),
        row(
            ScalarType.TIMESTAMPTZ,
            "2026-02-01 10:00:00+00",
            Object.class,
            OffsetDateTime.parse("2026-02-01T11:00:00+01:00")),
        row(
            ScalarType.TIMESTAMPTZ,
            "2026-02-01 10:00:00+00",
            ZonedDateTime.class,
            ZonedDateTime.parse("2026-02-01T11:00:00+01:00")),
        row(
            ScalarType.TIMESTAMPTZ,
            "2026-02-01 10:00:00+00",
            LocalDateTime.class,
            LocalDateTime.of(2026, 2, 1, 11, 0)),
        row(
            ScalarType.TIMESTAMPTZ,
            "2026-02-01 10:00:00.5+00",
            Timestamp.class,
            Timestamp.from(Instant.parse("2026-02-01T10:00:00.5Z"))),
        row(
            ScalarType.TIMESTAMPTZ,
            "2026-01-31 23:30:00+00",
            LocalDate.class,
            LocalDate.of(2026, 2, 1)),
        row(ScalarType.TIMESTAMPTZ, "-infinity", OffsetDateTime.class, OffsetDateTime.MIN),
        row(ScalarType.TIMESTAMPTZ, "-infinity", Instant.class, Instant.MIN),
        row(
            ScalarType.TIMESTAMPTZ,
            "2026-02-01 10:00:00+00",
            String.class,
            "2026-02-01 11:00:00+01"),
        row(ScalarType.INTEGER, "1", StringBuilder.class, "0A000"),
        row(ScalarType.INTEGER, "1", List.class, "07006"));
  }

  @ParameterizedTest(name = "{0} {1} as {2}")
  @MethodSource("conversions")
  void aTypeIsReadAsAClassOrRefused(DataType type, String text, Class<?> target, Object expected)
      throws SQLException {
    ColumnReader reader = reader(type, text);
    Object found;
    try {
      found = reader.getObject(0, target);
    } catch (SQLException e) {
      found = e.getSQLState();
      if (!e.getSQLState().equals("0A000")) {
        assertThat(e.getMessage()).contains("column \"c\"");
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void everyTypeGivesTheClassThatItsMetadataNames() throws SQLException {
    for (ScalarType type : ScalarType.values()) {
      if (type.isStorable()) {
        Object value = reader(type, sample(type)).getObject(0);
        assertThat(value).as(type.name()).isInstanceOf(SqlTypeInfo.of(type).javaClass());
      }
    }
    assertThat(reader(MONEY, "1").getObject(0)).isInstanceOf(SqlTypeInfo.of(MONEY).javaClass());
  }

  @Test
  void aCalendarGivesTheZoneOfDatesAndTimesWithoutOne() throws SQLException {
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    ColumnReader timestamp = reader(ScalarType.TIMESTAMP, "2026-02-01 10:00:00.25");

    assertThat(timestamp.getTimestamp(0, tokyo).toInstant())
        .isEqualTo(Instant.parse("2026-02-01T01:00:00.25Z"));
    assertThat(reader(ScalarType.DATE, "2026-02-01").getDate(0, tokyo).getTime())
        .isEqualTo(Instant.parse("2026-01-31T15:00:00Z").toEpochMilli());
    assertThat(reader(ScalarType.TIMESTAMPTZ, "2026-02-01 23:00:00+00").getDate(0, tokyo).getTime())
        .isEqualTo(Instant.parse("2026-02-01T15:00:00Z").toEpochMilli());
  }

  @Test
  void theDefaultZoneIsTheOneAtTheTimeOfTheBatch() throws SQLException {
    ColumnReader reader = reader(ScalarType.TIMESTAMP, "2026-07-01 12:00:00");
    assertThat(reader.getTimestamp(0, null)).isEqualTo(Timestamp.valueOf("2026-07-01 12:00:00"));

    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));

    assertThat(reader(ScalarType.TIMESTAMP, "2026-07-01 12:00:00").getTimestamp(0, null))
        .isEqualTo(Timestamp.valueOf("2026-07-01 12:00:00"));
  }

  @Test
  void largeObjectsAreIndependentOfTheColumn() throws SQLException {
    Blob blob = reader(ScalarType.BLOB, "abc").getObject(0, Blob.class);
    Clob clob = reader(ScalarType.VARCHAR, "abc").getObject(0, Clob.class);

    assertThat(blob.getBytes(2, 5)).isEqualTo(new byte[] {'b', 'c'});
    assertThat(blob.position(new byte[] {'c'}, 1)).isEqualTo(3);
    blob.setBytes(4, new byte[] {'d'});
    assertThat(blob.length()).isEqualTo(4);
    assertThat(clob.getSubString(2, 5)).isEqualTo("bc");
    clob.setString(1, "xyzt");
    assertThat(clob.getSubString(1, 10)).isEqualTo("xyzt");
    clob.free();
    assertThat(state(() -> clob.length())).isEqualTo("55000");
  }

  private interface Call {
    void run() throws SQLException;
  }

  private static String state(Call call) {
    try {
      call.run();
      return "none";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static String sample(ScalarType type) {
    return switch (type) {
      case BOOLEAN -> "true";
      case DATE -> "2026-02-01";
      case TIME -> "10:00:00";
      case TIMESTAMP, TIMESTAMPTZ -> "2026-02-01 10:00:00";
      case UUID -> ID.toString();
      default -> "1";
    };
  }

  private static ColumnReader reader(DataType type, String text) throws SQLException {
    Column column = Column.create(type, 1);
    ColumnBinder binder = ColumnBinder.create("column \"c\"", type, SESSION);
    binder.open(column);
    binder.setString(text);
    column.advance();
    ColumnReader reader = ColumnReader.create(new ResultColumn("c", type), SESSION);
    reader.bind(column);
    return reader;
  }
}
