package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JDBC 4.3, section 13.4 and appendix C. */
class EscapeTest {

  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:polarway:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE a (id INTEGER, name VARCHAR, at TIMESTAMP)");
      statement.execute(
          "INSERT INTO a VALUES (1, 'x%y', {ts '2026-01-31 10:11:12.5'}), (2, 'xzy', NULL), (3,"
              + " NULL, NULL)");
      statement.execute("CREATE TABLE b (id INTEGER, c INTEGER)");
      statement.execute("INSERT INTO b VALUES (1, 10)");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static String value(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{d '2026-02-03'} | 2026-02-03",
        "{t '10:11:12'} | 10:11:12",
        "{ts '2026-02-03 10:11:12.5'} | 2026-02-03 10:11:12.5",
        "{fn ABS(-2)} | 2",
        "{fn CEILING(1.2)} | 2",
        "{fn MOD(7, 4)} | 3",
        "{fn ROUND({fn LOG({fn EXP(2.0)})}, 6)} | 2.0",
        "{fn LOG10(1000)} | 3.0",
        "{fn TRUNCATE(12.3456, 2)} | 12.34",
        "{fn TRUNCATE(-1234.5, -2)} | -1200.0",
        "{fn ATAN2(0, 1)} | 0.0",
        "{fn ASCII('A')} | 65",
        "{fn CHAR(65)} | A",
        "{fn CHAR_LENGTH('abc ')} | 4",
        "{fn LENGTH('abc ')} | 3",
        "{fn OCTET_LENGTH('ä')} | 2",
        "{fn CONCAT('a', {fn UCASE('b')})} | aB",
        "{fn INSERT('Polarway', 1, 5, 'Milky ')} | Milky way",
        "{fn INSERT('abc', 2, 1, 'XY')} | aXYc",
        "{fn LCASE('ABC')} | abc",
        "{fn LEFT('abc', 2)} | ab",
        "{fn RIGHT('abc', 2)} | bc",
        "{fn LOCATE('b', 'abcb')} | 2",
        "{fn LOCATE('b', 'abcb', 3)} | 4",
        "{fn LOCATE('x', 'abcb', 3)} | 0",
        "{fn POSITION('c' IN 'abc')} | 3",
        "{fn LTRIM('  a')} | a",
        "{fn REPEAT('ab', 2)} | abab",
        "{fn REPLACE('aXa', 'X', 'b')} | aba",
        "concat('[', {fn SPACE(2)}, ']') | [  ]",
        "{fn SUBSTRING('abcdef', 2, 3)} | bcd",
        "{fn DAYOFWEEK({d '2026-11-22'})} | 1",
        "{fn DAYNAME({d '2026-11-22'})} | Sunday",
        "{fn MONTHNAME({d '2026-11-22'})} | November",
        "{fn EXTRACT(YEAR FROM {d '2026-11-22'})} | 2026",
        "{fn QUARTER({d '2026-11-22'})} | 4",
        "{fn TIMESTAMPADD(SQL_TSI_MONTH, 1, {ts '2026-01-31 00:00:00'})} | 2026-02-28 00:00:00",
        "{fn TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 1500000, {ts '2026-01-31 00:00:00'})} | 2026-01-31"
            + " 00:00:00.0015",
        "{fn TIMESTAMPADD(SQL_TSI_QUARTER, 2, {ts '2026-01-31 00:00:00'})} | 2026-07-31 00:00:00",
        "{fn TIMESTAMPDIFF(SQL_TSI_HOUR, {ts '2026-01-31 00:59:00'}, {ts '2026-01-31 02:00:00'})} |"
            + " 1",
        "{fn TIMESTAMPDIFF(SQL_TSI_YEAR, {d '2025-12-31'}, {d '2026-12-30'})} | 0",
        "{fn DATABASE()} | polarway",
        "{fn IFNULL(NULL, 'b')} | b",
        "{fn CONVERT('12', SQL_INTEGER)} | 12",
        "{fn CONVERT(12.5, VARCHAR)} | 12.5",
        "{fn coalesce(NULL, 7)} | 7",
        "{'d': 1, 'fn': 2} | {'d': 1, 'fn': 2}",
        "{d: 1} | {'d': 1}",
        "'{d 1}' | {d 1}",
      })
  void escapesGive(String expression, String expected) throws SQLException {
    assertThat(value("SELECT " + expression)).isEqualTo(expected);
  }

  @Test
  void everyAnnouncedFunctionCanBeCalled() throws SQLException {
    var metaData = connection.getMetaData();
    String all =
        String.join(
            ",",
            metaData.getNumericFunctions(),
            metaData.getStringFunctions(),
            metaData.getTimeDateFunctions(),
            metaData.getSystemFunctions());
    Set<String> none =
        Set.of(
            "PI",
            "RAND",
            "CURDATE",
            "CURTIME",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "NOW",
            "DATABASE",
            "USER",
            "CURRENT_TIMESTAMP");
    for (String function : all.split(",")) {
      String arguments =
          switch (function) {
            case "ATAN2", "MOD", "POWER", "ROUND", "TRUNCATE", "IFNULL" -> "2, 1";
            case "CONCAT", "LOCATE" -> "'a', 'b'";
            case "LEFT", "RIGHT", "REPEAT" -> "'a', 1";
            case "SUBSTRING" -> "'a', 1, 1";
            case "REPLACE" -> "'a', 'b', 'c'";
            case "INSERT" -> "'a', 1, 1, 'c'";
            case "POSITION" -> "'a' IN 'b'";
            case "EXTRACT" -> "DAY FROM {d '2026-11-22'}";
            case "TIMESTAMPADD" -> "SQL_TSI_DAY, 1, {ts '2026-11-22 00:00:00'}";
            case "TIMESTAMPDIFF" ->
                "SQL_TSI_DAY, {ts '2026-11-22 00:00:00'}, {ts '2026-11-23 00:00:00'}";
            case "CHAR", "SPACE" -> "1";
            default ->
                none.contains(function)
                    ? ""
                    : metaData.getNumericFunctions().contains(function)
                        ? "1"
                        : metaData.getStringFunctions().contains(function)
                            ? "'a'"
                            : "{ts '2026-11-22 00:00:00'}";
          };
      assertThat(value("SELECT {fn " + function + "(" + arguments + ")}")).as(function).isNotNull();
    }
  }

  @Test
  void parametersKeepTheirOrder() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT {fn INSERT(?, ?, ?, ?)}, {fn LOCATE(?, ?, ?)}, {fn TIMESTAMPADD(SQL_TSI_DAY, ?,"
                + " {ts '2026-01-01 00:00:00'})}")) {
      statement.setString(1, "abc");
      statement.setInt(2, 2);
      statement.setInt(3, 1);
      statement.setString(4, "XY");
      statement.setString(5, "b");
      statement.setString(6, "abcb");
      statement.setInt(7, 3);
      statement.setInt(8, 4);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("aXYc");
        assertThat(rows.getInt(2)).isEqualTo(4);
        assertThat(rows.getString(3)).startsWith("2026-01-05");
      }
    }
  }

  @Test
  void joinsPatternsAndLimits() throws SQLException {
    assertThat(value("SELECT count(c) FROM {oj a LEFT OUTER JOIN b ON a.id = b.id}"))
        .isEqualTo("1");
    assertThat(value("SELECT count(*) FROM a WHERE name LIKE 'x!%y' {escape '!'}")).isEqualTo("1");
    assertThat(value("SELECT id FROM a ORDER BY id {limit 1 offset 1}")).isEqualTo("2");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("{call polarway.cache_clear()}")) {
      assertThat(rows.getMetaData().getColumnCount()).isPositive();
    }
  }

  @Test
  void nativeSqlIsTheDialect() throws SQLException {
    assertThat(connection.nativeSQL("SELECT {fn UCASE(name)}, '{d}' /* {d */ FROM a"))
        .isEqualTo("SELECT upper(name), '{d}' /* {d */ FROM a");
  }

  @Test
  void canBeTurnedOff() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      assertThatThrownBy(() -> statement.executeQuery("SELECT {fn UCASE('a')}"))
          .isInstanceOf(SQLException.class);
      statement.setEscapeProcessing(true);
      try (ResultSet rows = statement.executeQuery("SELECT {fn UCASE('a')}")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT {d 2026} | column 8",
        "SELECT {fn UCASE('a') | closing brace",
        "SELECT {fn UCASE} | call of one function",
        "SELECT {fn UCASE('a', 'b')} | does not take these 2 arguments",
        "SELECT {fn RAND(5)} | does not take these 1 arguments",
        "SELECT {fn TIMESTAMPADD(DAY, 1, NULL)} | does not take",
        "{? = call f()} | CallableStatement",
        "SELECT {d '2026-01-01'}, ) | column 26",
      })
  void wrongOnesAreSyntaxErrors(String sql, String told) {
    assertThatThrownBy(() -> value(sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42601"))
        .hasMessageContaining(told);
  }
}
