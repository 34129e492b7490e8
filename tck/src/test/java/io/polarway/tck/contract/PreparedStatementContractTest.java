package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.assertFails;
import static io.polarway.tck.contract.ContractAssertions.number;
import static io.polarway.tck.contract.ContractAssertions.run;
import static io.polarway.tck.contract.ContractAssertions.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/** Statements with parameters and generated keys (JDBC 4.3, 13.2 and 13.6). */
class PreparedStatementContractTest {

  private static void createTable(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER, b VARCHAR(20))");
  }

  /** 13.2.2: a value stays until it is set again or cleared. */
  @ContractTest
  void valuesStayOverExecutions(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      insert.setInt(1, 1);
      insert.setString(2, "x");
      assertThat(insert.executeUpdate()).isEqualTo(1);
      insert.setInt(1, 2);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    assertThat(texts(connection, "SELECT b FROM t ORDER BY a")).containsExactly("x", "x");
  }

  /** 13.2.2: each parameter has to be set. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.2.2", why = "takes null for it")
  void aParameterWithoutAValueIsAnError(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      insert.setInt(1, 1);
      assertFails(insert::executeUpdate);
      insert.setString(2, "x");
      insert.clearParameters();
      assertFails(insert::executeUpdate);
    }
    assertThat(number(connection, "SELECT count(*) FROM t")).isZero();
  }

  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.2.2", why = "takes null for it")
  void aQuerysParameterWithoutAValueIsAnError(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement query = connection.prepareStatement("SELECT a FROM t WHERE a = ?")) {
      assertFails(query::executeQuery);
      query.setInt(1, 1);
      query.executeQuery().close();
      query.clearParameters();
      assertFails(query::executeQuery);
    }
  }

  /** 13.2.2: parameters are numbered from 1. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "8.1", why = "throws an ArrayIndexOutOfBoundsException")
  void aParameterThatIsNotThereIsAnError(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      assertFails(() -> insert.setInt(0, 1));
      assertFails(() -> insert.setInt(3, 1));
      assertFails(() -> insert.setString(-1, "x"));
      assertFails(() -> insert.setNull(3, Types.INTEGER));
      assertFails(() -> insert.setObject(3, 1));
    }
  }

  /** 13.2.2.3: null by setNull, by setObject and by the setters of objects. */
  @ContractTest
  void nullIsSetInEachWay(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      insert.setNull(1, Types.INTEGER);
      insert.setString(2, null);
      insert.executeUpdate();
      insert.setObject(1, null);
      insert.setObject(2, null, Types.VARCHAR);
      insert.executeUpdate();
      insert.setBigDecimal(1, null);
      insert.setNull(2, Types.VARCHAR, "VARCHAR");
      insert.executeUpdate();
    }
    assertThat(number(connection, "SELECT count(*) FROM t WHERE a IS NULL AND b IS NULL"))
        .isEqualTo(3);
  }

  /** PreparedStatement.execute and its like take no text. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "13.2.3",
      why = "takes text with addBatch and executeLargeUpdate")
  void aPreparedStatementTakesNoOtherText(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement query = connection.prepareStatement("SELECT 1")) {
      assertFails(() -> query.executeQuery("SELECT 2"));
      assertFails(() -> query.executeUpdate("DELETE FROM t"));
      assertFails(() -> query.execute("SELECT 2"));
      assertFails(() -> query.addBatch("DELETE FROM t"));
      assertFails(() -> query.executeLargeUpdate("DELETE FROM t"));
      assertFails(() -> query.execute("SELECT 2", Statement.RETURN_GENERATED_KEYS));
    }
  }

  /** 13.2.3: executeQuery is for rows, executeUpdate for counts. */
  @ContractTest
  void eachWayOfExecutingIsForItsKind(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement delete = connection.prepareStatement("DELETE FROM t");
        PreparedStatement query = connection.prepareStatement("SELECT a FROM t")) {
      assertFails(delete::executeQuery);
      assertFails(query::executeUpdate);
      assertThat(delete.execute()).isFalse();
      assertThat(delete.getUpdateCount()).isZero();
      assertThat(delete.executeLargeUpdate()).isZero();
      assertThat(query.execute()).isTrue();
      assertThat(query.getUpdateCount()).isEqualTo(-1);
    }
  }

  /** PreparedStatement.getMetaData: before the execution; null where there are no columns. */
  @ContractTest
  @Differs(
      value = Peer.SQLITE,
      clause = "PreparedStatement.getMetaData",
      why = "does not know the classes")
  void theColumnsAreKnownBeforeTheExecution(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement query =
            connection.prepareStatement("SELECT a, b AS c FROM t WHERE a = ?");
        PreparedStatement delete = connection.prepareStatement("DELETE FROM t")) {
      ResultSetMetaData columns = query.getMetaData();
      assertThat(columns.getColumnCount()).isEqualTo(2);
      assertThat(columns.getColumnType(1)).isEqualTo(Types.INTEGER);
      assertThat(columns.getColumnLabel(2)).isEqualToIgnoringCase("c");
      assertThat(columns.getColumnClassName(1)).isEqualTo("java.lang.Integer");
      assertThat(delete.getMetaData()).isNull();
    }
  }

  /** ResultSetMetaData.getColumnName is the column's own name, getColumnLabel the one of AS. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "ResultSetMetaData.getColumnName",
      why = "gives the label")
  @Differs(value = Peer.SQLITE, clause = "ResultSetMetaData.getColumnName", why = "gives the label")
  void aColumnHasANameAndALabel(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT b AS c FROM t")) {
      ResultSetMetaData columns = rows.getMetaData();
      assertThat(columns.getColumnName(1)).isEqualToIgnoringCase("b");
      assertThat(columns.getColumnLabel(1)).isEqualToIgnoringCase("c");
      assertThat(columns.getTableName(1)).isEqualToIgnoringCase("t");
      assertThat(columns.getPrecision(1)).isEqualTo(20);
      assertFails(() -> columns.getColumnName(0));
      assertFails(() -> columns.getColumnName(2));
    }
  }

  /** 13.2.4: ParameterMetaData. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.2.4", why = "knows them when they are set")
  void theParametersAreKnown(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      ParameterMetaData parameters = insert.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(2);
      assertThat(parameters.getParameterType(1)).isEqualTo(Types.INTEGER);
      assertThat(parameters.getParameterType(2)).isEqualTo(Types.VARCHAR);
      assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
      assertFails(() -> parameters.getParameterType(0));
      assertFails(() -> parameters.getParameterType(3));
    }
  }

  /** 13.2.2: a question mark in text or a comment is no parameter. */
  @ContractTest
  void questionMarksInTextAreNoParameters(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT '?' AS \"what?\", /* ? */ CAST(? AS INTEGER) -- ?\n")) {
      query.setInt(1, 7);
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("?");
        assertThat(row.getInt(2)).isEqualTo(7);
        assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo("what?");
      }
      assertThat(query.getParameterMetaData().getParameterCount()).isEqualTo(1);
    }
  }

  /** 13.2: an execution closes the result set of the one before. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.5", why = "uses the same result set again")
  void anExecutionClosesTheResultSetBefore(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT 1")) {
      ResultSet first = query.executeQuery();
      ResultSet second = query.executeQuery();
      assertThat(first.isClosed()).isTrue();
      assertThat(second.next()).isTrue();
    }
  }

  /** Statement.isPoolable: a prepared one is at first. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Statement.isPoolable", why = "is never poolable")
  @Differs(value = Peer.SQLITE, clause = "Statement.isPoolable", why = "is never poolable")
  void aPreparedStatementIsPoolable(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT 1")) {
      assertThat(query.isPoolable()).isTrue();
    }
  }

  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "13.1.4", why = "takes parameters")
  @Differs(value = Peer.SQLITE, clause = "13.1.4", why = "takes clearParameters")
  void aClosedStatementRefusesToWork(Connection connection) throws SQLException {
    PreparedStatement query = connection.prepareStatement("SELECT CAST(? AS INTEGER)");
    query.close();
    assertFails(() -> query.setInt(1, 1));
    assertFails(query::executeQuery);
    assertFails(query::execute);
    assertFails(query::addBatch);
    assertFails(query::clearParameters);
    assertFails(query::getMetaData);
    assertFails(query::getParameterMetaData);
  }

  /** 13.2.2.1: what was set as one type is converted. */
  @ContractTest
  void objectsAreConvertedToTheTargetType(Connection connection) throws SQLException {
    createTable(connection);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      insert.setObject(1, "12", Types.INTEGER);
      insert.setObject(2, new BigDecimal("1.50"), Types.VARCHAR);
      insert.executeUpdate();
    }
    assertThat(texts(connection, "SELECT b FROM t WHERE a = 12")).containsExactly("1.50");
  }

  /** 13.6: by flag. */
  @ContractTest
  void generatedKeysAreGivenWhenAskedFor(PeerDatabase database, Connection connection)
      throws SQLException {
    run(connection, "CREATE TABLE k (id " + database.generatedKey() + ", a VARCHAR(9))");
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO k (a) VALUES ('x')", Statement.RETURN_GENERATED_KEYS);
      assertKey(connection, statement, "x");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO k (a) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, "y");
      insert.executeUpdate();
      assertKey(connection, insert, "y");
      insert.setString(1, "z");
      assertThat(insert.execute()).isFalse();
      assertKey(connection, insert, "z");
    }
  }

  /** 13.6: by the names and by the numbers of columns. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "13.6", why = "takes no numbers of columns")
  void generatedKeysAreGivenByColumns(PeerDatabase database, Connection connection)
      throws SQLException {
    run(connection, "CREATE TABLE k (id " + database.generatedKey() + ", a VARCHAR(9))");
    String name = database.peer() == Peer.H2 ? "ID" : "id";
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO k (a) VALUES (?)", new String[] {name})) {
      insert.setString(1, "x");
      insert.executeUpdate();
      assertKey(connection, insert, "x");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO k (a) VALUES (?)", new int[] {1})) {
      insert.setString(1, "y");
      insert.executeUpdate();
      assertKey(connection, insert, "y");
    }
  }

  /** 13.6: of several rows, and none when none were asked for. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "13.6", why = "gives the last key alone")
  void eachRowHasItsKey(PeerDatabase database, Connection connection) throws SQLException {
    run(connection, "CREATE TABLE k (id " + database.generatedKey() + ", a VARCHAR(9))");
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO k (a) VALUES ('x'), ('y'), ('z')", Statement.RETURN_GENERATED_KEYS);
      try (ResultSet keys = statement.getGeneratedKeys()) {
        assertThat(texts(keys))
            .containsExactlyElementsOf(texts(connection, "SELECT id FROM k ORDER BY id"));
      }
      statement.executeUpdate("INSERT INTO k (a) VALUES ('w')");
      try (ResultSet keys = statement.getGeneratedKeys()) {
        assertThat(keys.next()).isFalse();
      }
    }
  }

  private static void assertKey(Connection connection, Statement statement, String a)
      throws SQLException {
    try (ResultSet keys = statement.getGeneratedKeys()) {
      assertThat(keys.next()).isTrue();
      assertThat(keys.getLong(1))
          .isEqualTo(number(connection, "SELECT id FROM k WHERE a = '" + a + "'"));
      assertThat(keys.next()).isFalse();
    }
  }
}
