package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.assertFails;
import static io.polarway.tck.contract.ContractAssertions.run;
import static io.polarway.tck.contract.ContractAssertions.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Locale;

/** Escapes and calls (JDBC 4.3, 13.3 and 13.4). */
class EscapeContractTest {

  /** 13.4.2: dates and times. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.4.2", why = "knows no escapes")
  void datesAndTimesAreWritten(Connection connection) throws SQLException {
    assertThat(texts(connection, "SELECT CAST({d '2026-03-29'} AS VARCHAR(30))"))
        .containsExactly("2026-03-29");
    assertThat(texts(connection, "SELECT CAST({t '02:30:15'} AS VARCHAR(30))"))
        .containsExactly("02:30:15");
    assertThat(texts(connection, "SELECT CAST({ts '2026-03-29 02:30:15'} AS VARCHAR(30))").get(0))
        .startsWith("2026-03-29 02:30:15");
  }

  /** 13.4.1: scalar functions. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.4.1", why = "knows no escapes")
  void functionsAreCalled(Connection connection) throws SQLException {
    assertThat(texts(connection, "SELECT {fn UCASE('abc')}")).containsExactly("ABC");
    assertThat(texts(connection, "SELECT {fn CONCAT('a', {fn LCASE('B')})}")).containsExactly("ab");
    assertThat(texts(connection, "SELECT {fn ABS(-7)}")).containsExactly("7");
    assertThat(texts(connection, "SELECT {fn LOCATE('c', 'abc')}")).containsExactly("3");
    assertThat(texts(connection, "SELECT {fn IFNULL(NULL, 'x')}")).containsExactly("x");
  }

  /** 13.4.3 to 13.4.6: outer joins, the escape of LIKE, limits. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.4", why = "knows no escapes")
  void clausesAreWritten(Connection connection) throws SQLException {
    run(
        connection,
        "CREATE TABLE t (a INTEGER, b VARCHAR(20))",
        "INSERT INTO t VALUES (1, 'x_y'), (2, 'xzy'), (3, 'x%y')");
    assertThat(texts(connection, "SELECT a FROM t WHERE b LIKE 'x|_y' {escape '|'}"))
        .containsExactly("1");
    assertThat(
            texts(connection, "SELECT count(*) FROM {oj t x LEFT OUTER JOIN t y ON x.a = y.a + 1}"))
        .containsExactly("3");
  }

  /** 13.4.5: limits. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "13.4.5", why = "does not know the escape")
  @Differs(value = Peer.SQLITE, clause = "13.4.5", why = "knows no escapes")
  void limitsAreWritten(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1), (2), (3)");
    assertThat(texts(connection, "SELECT a FROM t ORDER BY a {limit 2}")).containsExactly("1", "2");
    assertThat(texts(connection, "SELECT a FROM t ORDER BY a {limit 1 offset 2}"))
        .containsExactly("3");
  }

  /** Braces in text are text; so are they all when escapes are not processed. */
  @ContractTest
  void bracesInTextAreText(Connection connection) throws SQLException {
    assertThat(texts(connection, "SELECT '{d ''x''}' /* {fn x} */")).containsExactly("{d 'x'}");
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      assertFails(() -> statement.executeQuery("SELECT {fn UCASE('abc')}"));
    }
  }

  /** Connection.nativeSQL gives the text that the database runs. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.4", why = "knows no escapes")
  void theNativeTextIsGiven(Connection connection) throws SQLException {
    String text = connection.nativeSQL("SELECT {fn UCASE('a?{b}')}");
    assertThat(text).doesNotContain("{fn").contains("'a?{b}'");
    assertThat(texts(connection, text)).containsExactly("A?{B}");
    assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
  }

  /** 13.4: an escape that is none. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "13.4", why = "leaves out a brace that is missing")
  void unknownEscapesAreErrors(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertFails(() -> statement.executeQuery("SELECT {nothing 'x'}"));
      assertFails(() -> statement.executeQuery("SELECT {fn UCASE('x')"));
      assertFails(() -> statement.executeQuery("SELECT {d 'no date'}"));
    }
  }

  /** DatabaseMetaData.getStringFunctions and its like announce what can be called. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.4.1", why = "announces none")
  void announcedFunctionsAreThere(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    assertThat(words(metadata.getStringFunctions())).contains("CONCAT", "SUBSTRING");
    assertThat(words(metadata.getNumericFunctions())).contains("ABS", "MOD", "FLOOR");
    assertThat(words(metadata.getTimeDateFunctions())).contains("MONTH", "YEAR");
    assertThat(metadata.getSystemFunctions()).isNotEmpty();
  }

  private static List<String> words(String list) {
    return List.of(list.toUpperCase(Locale.ROOT).split(","));
  }

  /** 13.3.2: the value of a function. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.3", why = "has no calls")
  void aFunctionGivesItsValue(Connection connection) throws SQLException {
    try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
      call.registerOutParameter(1, Types.VARCHAR);
      call.setString(2, "abc");
      call.execute();
      assertThat(call.getString(1)).isEqualTo("ABC");
      assertThat(call.wasNull()).isFalse();
      call.setString(2, "xyz");
      call.execute();
      assertThat(call.getString(1)).isEqualTo("XYZ");
      call.setNull(2, Types.VARCHAR);
      call.execute();
      assertThat(call.getString(1)).isNull();
      assertThat(call.wasNull()).isTrue();
    }
  }

  /** 13.3.2: values are read after the execution, of OUT parameters alone. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.3", why = "has no calls")
  void valuesOfCallsAreReadInTheirPlace(Connection connection) throws SQLException {
    try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
      call.registerOutParameter(1, Types.VARCHAR);
      assertFails(() -> call.getString(1));
      call.setString(2, "abc");
      call.execute();
      assertFails(() -> call.getString(2));
      assertFails(() -> call.getString(3));
    }
  }
}
