package io.polarway.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.tck.store.DuckDbView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dates, times and timestamps in Java processes of five time zones: into the store and back, from
 * hot rows and from files, and the same as another DuckDB reads in the files. What java.sql's
 * classes mean is said by their own conversions from and to java.time.
 */
class TemporalZonesTest {

  private static final ZoneId SESSION = ZoneId.of("Asia/Kathmandu");
  private static final int RANDOM_VALUES = 300;
  private static final long LAST_SECOND = LocalDate.of(9999, 12, 31).toEpochDay() * 86_400;
  private static final long FIRST_SECOND = LocalDate.of(1, 1, 1).toEpochDay() * 86_400;

  /** Where calendars and clocks are odd; the zones skip some of them, and have others twice. */
  private static final List<LocalDateTime> ODD =
      Stream.of(
              "2026-03-29T02:30:00", // skipped in Berlin
              "2026-10-25T02:30:00", // twice in Berlin
              "2026-03-08T02:30:00", // skipped in New York
              "2026-11-01T01:30:00", // twice in New York
              "2011-12-30T12:00:00", // a day that Apia skipped
              "2026-10-04T02:15:00", // half an hour that Lord Howe skips
              "2026-04-05T01:45:00", // half an hour that Lord Howe has twice
              "1945-10-14T23:30:00",
              "1893-04-01T00:03:00", // Berlin leaves its local mean time
              "1582-10-15T00:00:00",
              "1582-10-04T23:59:59.999999",
              "1582-10-10T12:00:00", // a day that java.sql's calendar does not have
              "1500-03-01T00:00:00",
              "1500-02-28T23:59:59",
              "0001-01-01T00:00:00",
              "0000-12-31T23:59:59.5", // 1 BC
              "-0043-03-15T12:00:00", // 44 BC
              "1969-12-31T23:59:59.999999",
              "1970-01-01T00:00:00",
              "1970-01-01T00:00:00.000001",
              "2038-01-19T03:14:08",
              "9999-12-31T23:59:59.999999",
              "+10000-01-01T00:00:00",
              "+294246-12-31T23:59:59.999999")
          .map(LocalDateTime::parse)
          .toList();

  @TempDir private Path directory;
  private final TimeZone zoneBefore = TimeZone.getDefault();

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(zoneBefore);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:polarway:" + directory.resolve("store") + "?timeZone=" + SESSION);
  }

  private static List<LocalDateTime> localTimes() {
    long seed = System.nanoTime();
    System.out.println("seed of the local times: " + seed);
    Random random = new Random(seed);
    List<LocalDateTime> times = new ArrayList<>(ODD);
    for (int i = 0; i < RANDOM_VALUES; i++) {
      long second = FIRST_SECOND + (long) (random.nextDouble() * (LAST_SECOND - FIRST_SECOND));
      int micros = random.nextInt(1_000_000);
      times.add(LocalDateTime.ofEpochSecond(second, micros * 1000, ZoneOffset.UTC));
    }
    return times;
  }

  /** What java.sql.Timestamp takes and gives; a local time is not always the same after both. */
  private static LocalDateTime throughTimestamp(LocalDateTime time) {
    return inCalendar(Timestamp.valueOf(time));
  }

  private static LocalDateTime inCalendar(Timestamp timestamp) {
    Calendar calendar = new GregorianCalendar(TimeZone.getDefault(), Locale.ROOT);
    calendar.setTime(timestamp);
    int year = calendar.get(Calendar.YEAR);
    return LocalDateTime.of(
        calendar.get(Calendar.ERA) == GregorianCalendar.AD ? year : 1 - year,
        calendar.get(Calendar.MONTH) + 1,
        calendar.get(Calendar.DAY_OF_MONTH),
        calendar.get(Calendar.HOUR_OF_DAY),
        calendar.get(Calendar.MINUTE),
        calendar.get(Calendar.SECOND),
        timestamp.getNanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Pacific/Apia",
        "Australia/Lord_Howe"
      })
  void valuesAreTheSameInTheStoreAndInItsFiles(String zone) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    List<LocalDateTime> times = localTimes();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE t (id INTEGER, local TIMESTAMP, legacy TIMESTAMP, day DATE,"
              + " legacy_day DATE, clock TIME, instant TIMESTAMPTZ, legacy_instant TIMESTAMPTZ)");
      insert(connection, times);
      check(connection, times);
      statement.execute("CHECKPOINT");
      check(connection, times);
    }
    checkFiles(times);
  }

  private static void insert(Connection connection, List<LocalDateTime> times) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < times.size(); i++) {
        LocalDateTime time = times.get(i);
        insert.setInt(1, i);
        insert.setObject(2, time);
        insert.setTimestamp(3, Timestamp.valueOf(time));
        insert.setObject(4, time.toLocalDate());
        insert.setDate(5, new Date(Timestamp.valueOf(time.toLocalDate().atTime(12, 0)).getTime()));
        insert.setObject(6, time.toLocalTime());
        insert.setObject(7, time.toInstant(ZoneOffset.UTC));
        insert.setTimestamp(8, Timestamp.from(time.toInstant(ZoneOffset.UTC)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void check(Connection connection, List<LocalDateTime> times) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM t ORDER BY id")) {
      for (LocalDateTime time : times) {
        assertThat(row.next()).isTrue();
        checkLocal(row, time);
        checkInstant(row, time.toInstant(ZoneOffset.UTC));
      }
      assertThat(row.next()).isFalse();
    }
  }

  private static void checkLocal(ResultSet row, LocalDateTime time) throws SQLException {
    LocalDate date = time.toLocalDate();
    assertThat(row.getObject("local", LocalDateTime.class)).isEqualTo(time);
    assertThat(row.getObject("local", LocalDate.class)).isEqualTo(date);
    assertThat(row.getObject("local", OffsetDateTime.class).toInstant())
        .isEqualTo(time.atZone(SESSION).toInstant());
    assertThat(row.getTimestamp("local")).isEqualTo(Timestamp.valueOf(time));
    assertThat(row.getDate("local")).isEqualTo(midnight(date));
    assertThat(row.getObject("legacy", LocalDateTime.class)).isEqualTo(throughTimestamp(time));
    assertThat(row.getTimestamp("legacy")).isEqualTo(Timestamp.valueOf(throughTimestamp(time)));
    assertThat(row.getObject("day", LocalDate.class)).isEqualTo(date);
    assertThat(row.getDate("day")).isEqualTo(midnight(date));
    assertThat(row.getTimestamp("day").getTime()).isEqualTo(midnight(date).getTime());
    assertThat(row.getObject("legacy_day", LocalDate.class))
        .isEqualTo(throughTimestamp(date.atTime(12, 0)).toLocalDate());
    assertThat(row.getObject("clock", LocalTime.class)).isEqualTo(time.toLocalTime());
    assertThat(row.getTime("clock").getTime())
        .isEqualTo(Timestamp.valueOf(LocalDate.EPOCH.atTime(time.toLocalTime())).getTime());
    for (String zone : List.of("Europe/Berlin", "America/New_York", "UTC")) {
      checkCalendar(row, time, ZoneId.of(zone));
    }
  }

  /** Where both calendars agree and the zone has the time once. */
  private static void checkCalendar(ResultSet row, LocalDateTime time, ZoneId zone)
      throws SQLException {
    boolean certain =
        time.getYear() > 1900
            && time.getYear() < 2037
            && zone.getRules().getValidOffsets(time).size() == 1;
    if (certain) {
      Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
      calendar.setTimeInMillis(7);
      assertThat(row.getTimestamp("local", calendar).toInstant())
          .isEqualTo(time.atZone(zone).toInstant());
      assertThat(row.getDate("day", calendar).getTime())
          .isEqualTo(time.toLocalDate().atStartOfDay(zone).toInstant().toEpochMilli());
      assertThat(row.getTime("clock", calendar).getTime())
          .isEqualTo(
              time.toLocalTime().atDate(LocalDate.EPOCH).atZone(zone).toInstant().toEpochMilli());
      assertThat(calendar.getTimeInMillis()).isEqualTo(7);
    }
  }

  private static Date midnight(LocalDate date) {
    return new Date(Timestamp.valueOf(date.atStartOfDay()).getTime());
  }

  private static void checkInstant(ResultSet row, Instant instant) throws SQLException {
    OffsetDateTime inSession = instant.atZone(SESSION).toOffsetDateTime();
    assertThat(row.getObject("instant", Instant.class)).isEqualTo(instant);
    assertThat(row.getObject("legacy_instant", Instant.class)).isEqualTo(instant);
    assertThat(row.getObject("instant")).isEqualTo(inSession);
    assertThat(row.getObject("instant", ZonedDateTime.class).toInstant()).isEqualTo(instant);
    assertThat(row.getObject("instant", LocalDateTime.class))
        .isEqualTo(inSession.toLocalDateTime());
    assertThat(row.getTimestamp("instant")).isEqualTo(Timestamp.from(instant));
  }

  /** Another DuckDB reads the same local times and instants, and writes them with the same text. */
  private void checkFiles(List<LocalDateTime> times) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory.resolve("store/data"))) {
      files = all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    try (Connection duckDb = DuckDbView.open();
        Statement statement = duckDb.createStatement()) {
      DuckDbView.createView(duckDb, "t", files);
      statement.execute("SET TimeZone = 'UTC'");
      String query =
          "SELECT epoch_us(local), epoch_us(legacy), day::VARCHAR, clock::VARCHAR,"
              + " epoch_us(instant), local::VARCHAR, instant::TIMESTAMP::VARCHAR"
              + " FROM t ORDER BY id";
      try (ResultSet row = statement.executeQuery(query)) {
        for (LocalDateTime time : times) {
          assertThat(row.next()).isTrue();
          assertThat(row.getLong(1)).isEqualTo(micros(time));
          assertThat(row.getLong(2)).isEqualTo(micros(throughTimestamp(time)));
          assertThat(row.getLong(5)).isEqualTo(micros(time));
          assertThat(row.getString(6)).isEqualTo(row.getString(7));
          assertThat(row.getString(6)).startsWith(row.getString(3).substring(0, 10));
          assertThat(row.getString(6)).contains(row.getString(4));
        }
        assertThat(row.next()).isFalse();
      }
    }
  }

  private static long micros(LocalDateTime time) {
    return LocalDate.EPOCH.atStartOfDay().until(time, ChronoUnit.MICROS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Australia/Lord_Howe"})
  void aCalendarSaysWhoseClockWasRead(String zone) throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    Instant instant = Instant.parse("2026-07-01T20:15:30.5Z");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE c (ts TIMESTAMP, day DATE, clock TIME, instant TIMESTAMPTZ)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO c VALUES (?, ?, ?, ?)")) {
        insert.setTimestamp(1, Timestamp.from(instant), tokyo);
        insert.setDate(2, new Date(instant.toEpochMilli()), tokyo);
        insert.setTime(3, new Time(instant.toEpochMilli()), tokyo);
        insert.setTimestamp(4, Timestamp.from(instant), tokyo);
        insert.execute();
      }
      try (ResultSet row = statement.executeQuery("SELECT * FROM c")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("2026-07-02 05:15:30.5");
        assertThat(row.getString(2)).isEqualTo("2026-07-02");
        assertThat(row.getString(3)).isEqualTo("05:15:30.5");
        assertThat(row.getString(4)).isEqualTo("2026-07-02 02:00:30.5+05:45");
        assertThat(row.getTimestamp(1, tokyo)).isEqualTo(Timestamp.from(instant));
        assertThat(row.getTime(3, tokyo).getTime())
            .isEqualTo(Instant.parse("1969-12-31T20:15:30.5Z").toEpochMilli());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Apia"})
  void whatIsBeyondAllOthersStaysSo(String zone) throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE i (day DATE, ts TIMESTAMP, instant TIMESTAMPTZ)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO i VALUES (?, ?, ?)")) {
        for (List<Object> values : infinite()) {
          insert.setObject(1, values.get(0));
          insert.setObject(2, values.get(1));
          insert.setObject(3, values.get(2));
          insert.execute();
        }
      }
      for (String kind : List.of("infinity", "-infinity")) {
        boolean last = kind.equals("infinity");
        String query = "SELECT * FROM i WHERE day = '%s' AND ts = '%s'".formatted(kind, kind);
        try (ResultSet row = statement.executeQuery(query)) {
          for (int i = 0; i < infinite().size() / 2; i++) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("instant")).isEqualTo(kind);
            assertThat(row.getObject("instant", Instant.class))
                .isEqualTo(last ? Instant.MAX : Instant.MIN);
            assertThat(row.getObject("instant"))
                .isEqualTo(last ? OffsetDateTime.MAX : OffsetDateTime.MIN);
            assertThat(row.getObject("ts", LocalDateTime.class))
                .isEqualTo(last ? LocalDateTime.MAX : LocalDateTime.MIN);
            assertThat(row.getObject("day", LocalDate.class))
                .isEqualTo(last ? LocalDate.MAX : LocalDate.MIN);
            assertThat(row.getTimestamp("ts")).isEqualTo(row.getTimestamp("instant"));
          }
          assertThat(row.next()).isFalse();
        }
      }
    }
  }

  @Test
  void theEndOfTheDayIsNoOtherTime() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE e (clock TIME PRIMARY KEY)");
      statement.execute("INSERT INTO e VALUES ('24:00:00'), ('23:59:59.999999')");
      List<String> found = new ArrayList<>();
      String query = "SELECT clock, clock::VARCHAR FROM e ORDER BY clock -- %d";
      for (int i = 0; i < 2; i++) {
        try (ResultSet row = statement.executeQuery(query.formatted(i))) {
          while (row.next()) {
            found.add(row.getString(1) + " " + row.getString(2));
          }
        }
        statement.execute("CHECKPOINT");
      }
      assertThat(found)
          .containsExactly(
              "23:59:59.999999 23:59:59.999999",
              "24:00:00 24:00:00",
              "23:59:59.999999 23:59:59.999999",
              "24:00:00 24:00:00");
      assertThatThrownBy(() -> statement.execute("INSERT INTO e VALUES ('24:00:00')"))
          .isInstanceOf(SQLIntegrityConstraintViolationException.class);
    }
  }

  @Test
  void infinitePartsOfNestedValues() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT [DATE 'infinity', DATE '-infinity'], {'a': TIMESTAMP '-infinity'},"
                    + " [TIMESTAMPTZ 'infinity'], [TIMESTAMP_S 'infinity']")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("[infinity, -infinity]");
      assertThat(row.getString(2)).isEqualTo("{'a': -infinity}");
      assertThat(row.getString(3)).isEqualTo("[infinity]");
      assertThat(row.getString(4)).isEqualTo("[infinity]");
      assertThat((Object[]) row.getArray(1).getArray()).hasSize(2);
    }
  }

  private static List<List<Object>> infinite() {
    Timestamp first = new Timestamp(Long.MIN_VALUE);
    Timestamp last = new Timestamp(Long.MAX_VALUE);
    return List.of(
        List.of("infinity", "infinity", "infinity"),
        List.of("-infinity", "-infinity", "-infinity"),
        List.of(LocalDate.MAX, LocalDateTime.MAX, OffsetDateTime.MAX),
        List.of(LocalDate.MIN, LocalDateTime.MIN, OffsetDateTime.MIN),
        List.of(new Date(Long.MAX_VALUE), last, Instant.MAX),
        List.of(new Date(Long.MIN_VALUE), first, Instant.MIN),
        List.of(LocalDate.MAX, OffsetDateTime.MAX, last),
        List.of(LocalDate.MIN, Instant.MIN, first));
  }
}
