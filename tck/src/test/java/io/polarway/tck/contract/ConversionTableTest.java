package io.polarway.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The conversions that JDBC 4.3 lists in appendix B: each cell of table B-6 (SQL type and getter),
 * of the classes for getObject, and of table B-5 (Java class and the target type of setObject) is
 * called, and has to give a value.
 */
class ConversionTableTest {

  /** A column of each type, with a text that every conversion of its type can read. */
  private static final String VALUES =
      "SELECT 1::TINYINT AS TINYINT, 1::SMALLINT AS SMALLINT, 1::INTEGER AS INTEGER,"
          + " 1::BIGINT AS BIGINT, 1.5::REAL AS REAL, 1.5::DOUBLE AS DOUBLE,"
          + " 1.5::DECIMAL(5,1) AS DECIMAL, 1::HUGEINT AS NUMERIC, true AS BOOLEAN,"
          + " '1'::VARCHAR AS VARCHAR, '2026-03-29'::VARCHAR AS DATE_TEXT,"
          + " '02:30:00'::VARCHAR AS TIME_TEXT, '2026-03-29 02:30:00'::VARCHAR AS TIMESTAMP_TEXT,"
          + " '2026-03-29 02:30:00+01'::VARCHAR AS INSTANT_TEXT, '<a/>'::VARCHAR AS SQLXML,"
          + " 'https://example.org'::VARCHAR AS DATALINK, 'a'::BLOB AS VARBINARY,"
          + " DATE '2026-03-29' AS DATE, TIME '02:30:00' AS TIME,"
          + " TIMESTAMP '2026-03-29 02:30:00' AS TIMESTAMP,"
          + " TIMESTAMPTZ '2026-03-29 02:30:00+01' AS TIMESTAMP_WITH_TIMEZONE,"
          + " '00000000-0000-0000-0000-000000000001'::UUID AS UUID, [1] AS ARRAY,"
          + " {'a': 1} AS STRUCT, MAP {'k': 1} AS MAP, INTERVAL 3 DAY AS DAYS,"
          + " INTERVAL 14 MONTH AS MONTHS";

  private static final List<String> NUMBERS =
      List.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "REAL",
          "DOUBLE",
          "DECIMAL",
          "NUMERIC",
          "BOOLEAN",
          "VARCHAR");
  private static final List<String> DATES = List.of("DATE_TEXT", "DATE", "TIMESTAMP");
  private static final List<String> TIMES = List.of("TIME_TEXT", "TIME", "TIMESTAMP");
  private static final List<String> TIMESTAMPS =
      List.of("TIMESTAMP_TEXT", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_WITH_TIMEZONE");
  private static final List<String> TEXTS = List.of("VARCHAR", "VARBINARY");

  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:polarway:");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private interface Getter {
    @Nullable Object get(ResultSet row, String column) throws SQLException;
  }

  private static Map<Getter, List<String>> getters() {
    Map<Getter, List<String>> getters = new LinkedHashMap<>();
    getters.put(ResultSet::getByte, NUMBERS);
    getters.put(ResultSet::getShort, NUMBERS);
    getters.put(ResultSet::getInt, NUMBERS);
    getters.put(ResultSet::getLong, NUMBERS);
    getters.put(ResultSet::getFloat, NUMBERS);
    getters.put(ResultSet::getDouble, NUMBERS);
    getters.put(ResultSet::getBigDecimal, NUMBERS);
    getters.put(ResultSet::getBoolean, NUMBERS);
    getters.put(ResultSet::getBytes, List.of("VARBINARY", "VARCHAR"));
    getters.put(ResultSet::getDate, DATES);
    getters.put(ResultSet::getTime, TIMES);
    getters.put(ResultSet::getTimestamp, TIMESTAMPS);
    getters.put(ResultSet::getAsciiStream, TEXTS);
    getters.put(ResultSet::getBinaryStream, List.of("VARBINARY"));
    getters.put(ResultSet::getCharacterStream, TEXTS);
    getters.put(ResultSet::getNCharacterStream, TEXTS);
    getters.put(ResultSet::getClob, List.of("VARCHAR"));
    getters.put(ResultSet::getNClob, List.of("VARCHAR"));
    getters.put(ResultSet::getBlob, List.of("VARBINARY"));
    getters.put(ResultSet::getArray, List.of("ARRAY"));
    getters.put(ResultSet::getURL, List.of("DATALINK"));
    getters.put(ResultSet::getSQLXML, List.of("SQLXML"));
    return getters;
  }

  @Test
  void everyGetterOfTableB6() throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(VALUES)) {
      row.next();
      int number = 0;
      for (Map.Entry<Getter, List<String>> entry : getters().entrySet()) {
        number++;
        for (String column : entry.getValue()) {
          check(wrong, "getter " + number, row, column, entry.getKey());
        }
      }
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        String column = row.getMetaData().getColumnLabel(i);
        check(wrong, "getObject", row, column, ResultSet::getObject);
        check(wrong, "getString", row, column, ResultSet::getString);
        check(wrong, "getNString", row, column, ResultSet::getNString);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Map<Class<?>, List<String>> classes() {
    List<String> instants = List.of("INSTANT_TEXT", "TIMESTAMP_WITH_TIMEZONE");
    Map<Class<?>, List<String>> classes = new LinkedHashMap<>();
    for (Class<?> number :
        List.of(
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            Number.class,
            Boolean.class)) {
      classes.put(number, NUMBERS);
    }
    classes.put(
        String.class, List.of("INTEGER", "VARCHAR", "DATE", "TIME", "TIMESTAMP", "UUID", "ARRAY"));
    classes.put(byte[].class, TEXTS);
    classes.put(LocalDate.class, DATES);
    classes.put(Date.class, DATES);
    classes.put(LocalTime.class, TIMES);
    classes.put(Time.class, TIMES);
    classes.put(
        LocalDateTime.class,
        List.of("TIMESTAMP_TEXT", "DATE", "TIMESTAMP", "TIMESTAMP_WITH_TIMEZONE"));
    classes.put(Timestamp.class, TIMESTAMPS);
    classes.put(java.util.Date.class, TIMESTAMPS);
    classes.put(Calendar.class, TIMESTAMPS);
    classes.put(OffsetDateTime.class, instants);
    classes.put(ZonedDateTime.class, instants);
    classes.put(Instant.class, instants);
    classes.put(OffsetTime.class, List.of("TIMESTAMP_WITH_TIMEZONE"));
    classes.put(UUID.class, List.of("UUID"));
    classes.put(Blob.class, List.of("VARBINARY"));
    classes.put(Clob.class, List.of("VARCHAR"));
    classes.put(NClob.class, List.of("VARCHAR"));
    classes.put(java.io.InputStream.class, List.of("VARBINARY"));
    classes.put(java.io.Reader.class, List.of("VARCHAR"));
    classes.put(SQLXML.class, List.of("SQLXML"));
    classes.put(URL.class, List.of("DATALINK"));
    classes.put(java.sql.Array.class, List.of("ARRAY"));
    classes.put(Object[].class, List.of("ARRAY"));
    classes.put(int[].class, List.of("ARRAY"));
    classes.put(List.class, List.of("ARRAY"));
    classes.put(java.sql.Struct.class, List.of("STRUCT"));
    classes.put(Map.class, List.of("STRUCT", "MAP"));
    classes.put(java.time.Duration.class, List.of("DAYS"));
    classes.put(java.time.Period.class, List.of("DAYS", "MONTHS"));
    return classes;
  }

  @Test
  void everyClassOfGetObject() throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(VALUES)) {
      row.next();
      for (Map.Entry<Class<?>, List<String>> entry : classes().entrySet()) {
        for (String column : entry.getValue()) {
          check(
              wrong,
              entry.getKey().getSimpleName(),
              row,
              column,
              (result, label) -> entry.getKey().cast(result.getObject(label, entry.getKey())));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void check(
      List<String> wrong, String what, ResultSet row, String column, Getter getter) {
    try {
      if (getter.get(row, column) == null || row.wasNull()) {
        wrong.add(what + " of " + column + " is null");
      }
    } catch (SQLException | RuntimeException e) {
      wrong.add(what + " of " + column + ": " + e);
    }
  }

  private static final Set<JDBCType> TEXT_TYPES =
      EnumSet.of(
          JDBCType.CHAR,
          JDBCType.VARCHAR,
          JDBCType.LONGVARCHAR,
          JDBCType.NCHAR,
          JDBCType.NVARCHAR,
          JDBCType.LONGNVARCHAR);

  private static final Set<JDBCType> NUMBER_TYPES =
      EnumSet.of(
          JDBCType.TINYINT,
          JDBCType.SMALLINT,
          JDBCType.INTEGER,
          JDBCType.BIGINT,
          JDBCType.REAL,
          JDBCType.FLOAT,
          JDBCType.DOUBLE,
          JDBCType.DECIMAL,
          JDBCType.NUMERIC,
          JDBCType.BIT,
          JDBCType.BOOLEAN);

  private static final Set<JDBCType> BINARY_TYPES =
      EnumSet.of(JDBCType.BINARY, JDBCType.VARBINARY, JDBCType.LONGVARBINARY);

  private record Cell(Object value, Set<JDBCType> targets) {}

  /** Table B-5, with the types that the driver refuses by name left out. */
  private static List<Cell> cells() throws SQLException {
    List<Cell> cells = new ArrayList<>();
    for (Object number :
        List.of(
            "1", new BigDecimal("1"), true, (byte) 1, (short) 1, 1, 1L, 1f, 1d, BigInteger.ONE)) {
      cells.add(new Cell(number, union(NUMBER_TYPES, TEXT_TYPES)));
    }
    cells.add(new Cell("a", BINARY_TYPES));
    cells.add(new Cell(new byte[] {1}, BINARY_TYPES));
    cells.add(new Cell("2026-03-29", EnumSet.of(JDBCType.DATE)));
    cells.add(new Cell("02:30:00", EnumSet.of(JDBCType.TIME)));
    cells.add(new Cell("2026-03-29 02:30:00", EnumSet.of(JDBCType.TIMESTAMP)));
    Set<JDBCType> times = EnumSet.of(JDBCType.DATE, JDBCType.TIME, JDBCType.TIMESTAMP);
    Set<JDBCType> dates = union(TEXT_TYPES, EnumSet.of(JDBCType.DATE, JDBCType.TIMESTAMP));
    cells.add(new Cell(Date.valueOf("2026-03-29"), dates));
    cells.add(new Cell(Time.valueOf("02:30:00"), union(TEXT_TYPES, EnumSet.of(JDBCType.TIME))));
    cells.add(new Cell(Timestamp.valueOf("2026-03-29 12:30:00"), union(TEXT_TYPES, times)));
    cells.add(new Cell(java.util.Date.from(Instant.EPOCH), union(TEXT_TYPES, times)));
    cells.add(new Cell(new GregorianCalendar(), union(TEXT_TYPES, times)));
    cells.add(new Cell(LocalDate.of(2026, 3, 29), union(TEXT_TYPES, EnumSet.of(JDBCType.DATE))));
    cells.add(new Cell(LocalTime.of(2, 30), union(TEXT_TYPES, EnumSet.of(JDBCType.TIME))));
    cells.add(new Cell(LocalDateTime.of(2026, 3, 29, 2, 30), union(TEXT_TYPES, times)));
    Set<JDBCType> instants = EnumSet.of(JDBCType.TIMESTAMP_WITH_TIMEZONE);
    OffsetDateTime instant = OffsetDateTime.of(2026, 3, 29, 2, 30, 0, 0, ZoneOffset.UTC);
    cells.add(new Cell(instant, union(TEXT_TYPES, instants)));
    cells.add(new Cell(instant.toInstant(), union(TEXT_TYPES, instants)));
    cells.add(new Cell(instant.toZonedDateTime(), union(TEXT_TYPES, instants)));
    cells.add(new Cell(instant.toOffsetTime(), TEXT_TYPES));
    cells.add(new Cell(connection.createArrayOf("INTEGER", new Object[] {1}), only("ARRAY")));
    cells.add(new Cell(new int[] {1}, only("ARRAY")));
    cells.add(
        new Cell(connection.createStruct("STRUCT(a INTEGER)", new Object[] {1}), only("STRUCT")));
    Blob blob = connection.createBlob();
    blob.setBytes(1, new byte[] {1});
    cells.add(new Cell(blob, only("BLOB")));
    Clob clob = connection.createClob();
    clob.setString(1, "a");
    cells.add(new Cell(clob, EnumSet.of(JDBCType.CLOB, JDBCType.NCLOB)));
    SQLXML xml = connection.createSQLXML();
    xml.setString("<a/>");
    cells.add(new Cell(xml, only("SQLXML")));
    cells.add(new Cell(UUID.randomUUID(), EnumSet.of(JDBCType.OTHER, JDBCType.VARCHAR)));
    return cells;
  }

  private static Set<JDBCType> only(String type) {
    return EnumSet.of(JDBCType.valueOf(type));
  }

  private static Set<JDBCType> union(Set<JDBCType> left, Set<JDBCType> right) {
    Set<JDBCType> both = EnumSet.copyOf(left);
    both.addAll(right);
    return both;
  }

  @Test
  void everyCellOfTableB5() throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement("SELECT ?")) {
      for (Cell cell : cells()) {
        for (JDBCType target : cell.targets()) {
          try {
            query.setObject(1, cell.value(), target);
            try (ResultSet row = query.executeQuery()) {
              row.next();
              if (row.getObject(1) == null) {
                wrong.add(cell.value() + " as " + target + " is null");
              }
            }
          } catch (SQLException | RuntimeException e) {
            wrong.add(cell.value().getClass().getName() + " as " + target + ": " + e);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void typesThatDoNotExistAreRefusedByName() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT ?")) {
      for (JDBCType target :
          Arrays.asList(
              JDBCType.REF, JDBCType.ROWID, JDBCType.REF_CURSOR, JDBCType.TIME_WITH_TIMEZONE)) {
        assertThat(
                org.assertj.core.api.Assertions.catchThrowable(
                    () -> query.setObject(1, "a", target)))
            .isInstanceOf(java.sql.SQLFeatureNotSupportedException.class)
            .hasMessageContaining(target.getName());
      }
    }
  }
}
