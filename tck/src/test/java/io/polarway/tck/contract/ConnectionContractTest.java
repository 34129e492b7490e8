package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.assertFails;
import static io.polarway.tck.contract.ContractAssertions.number;
import static io.polarway.tck.contract.ContractAssertions.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Connections (JDBC 4.3, chapter 9). */
class ConnectionContractTest {

  /** 9.2: a driver that does not know a URL leaves it to others. */
  @ContractTest
  void aDriverGivesNoConnectionForTheUrlOfAnother(Connection connection) throws SQLException {
    Driver driver = DriverManager.getDriver(connection.getMetaData().getURL());
    assertThat(driver.acceptsURL("jdbc:nobody:nothing")).isFalse();
    assertThat(driver.connect("jdbc:nobody:nothing", new Properties())).isNull();
  }

  /** Connection.close: closing a closed connection does nothing. */
  @ContractTest
  void aClosedConnectionStaysClosed(Connection connection) throws SQLException {
    assertThat(connection.isClosed()).isFalse();
    connection.close();
    connection.close();
    assertThat(connection.isClosed()).isTrue();
  }

  /** 9.5: a closed connection refuses everything but isClosed, isValid, close and abort. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "9.5", why = "answers some calls")
  void aClosedConnectionRefusesToWork(Connection connection) throws SQLException {
    connection.close();
    assertFails(connection::createStatement);
    assertFails(() -> connection.prepareStatement("SELECT 1"));
    assertFails(connection::getMetaData);
    assertFails(connection::commit);
    assertFails(connection::getAutoCommit);
    assertFails(() -> connection.setAutoCommit(false));
    assertFails(() -> connection.nativeSQL("SELECT 1"));
    assertFails(connection::getWarnings);
    assertFails(connection::clearWarnings);
    assertFails(connection::getTransactionIsolation);
    assertFails(connection::isReadOnly);
    assertFails(connection::getCatalog);
  }

  /** Connection.close: its statements and their result sets are closed with it. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Connection.close", why = "leaves statements open")
  @Differs(value = Peer.SQLITE, clause = "Connection.close", why = "leaves result sets open")
  @Differs(value = Peer.POSTGRESQL, clause = "Connection.close", why = "leaves statements open")
  void statementsAreClosedWithTheirConnection(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT 1");
    connection.close();
    assertThat(statement.isClosed()).isTrue();
    assertThat(rows.isClosed()).isTrue();
    assertFails(rows::next);
    assertFails(() -> statement.execute("SELECT 1"));
  }

  /** 9.6.1: Connection.isValid. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Connection.isValid", why = "takes negative timeouts")
  @Differs(value = Peer.SQLITE, clause = "Connection.isValid", why = "takes negative timeouts")
  void validityIsToldAndNegativeTimeoutsAreRefused(Connection connection) throws SQLException {
    assertThat(connection.isValid(5)).isTrue();
    assertThat(connection.isValid(0)).isTrue();
    assertFails(() -> connection.isValid(-1));
    connection.close();
    assertThat(connection.isValid(5)).isFalse();
  }

  /** 9.6.2: Connection.abort. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Connection.abort", why = "takes null for the executor")
  @Differs(value = Peer.SQLITE, clause = "Connection.abort", why = "takes null for the executor")
  void anAbortedConnectionIsClosed(Connection connection) throws SQLException {
    assertFails(() -> connection.abort(null));
    connection.abort(Runnable::run);
    assertThat(connection.isClosed()).isTrue();
    connection.abort(Runnable::run);
    assertFails(connection::createStatement);
  }

  /** Connection.getNetworkTimeout. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Connection.setNetworkTimeout", why = "ignores it")
  @Differs(value = Peer.SQLITE, clause = "Connection.setNetworkTimeout", why = "ignores it")
  void theNetworkTimeoutIsKept(Connection connection) throws SQLException {
    assertThat(connection.getNetworkTimeout()).isZero();
    connection.setNetworkTimeout(Runnable::run, 5_000);
    assertThat(connection.getNetworkTimeout()).isEqualTo(5_000);
    assertFails(() -> connection.setNetworkTimeout(Runnable::run, -1));
    assertThat(connection.getNetworkTimeout()).isEqualTo(5_000);
  }

  /** Connection.setClientInfo: a value that is set can be read. */
  @ContractTest
  @Differs(
      value = Peer.H2,
      clause = "Connection.setClientInfo",
      why = "knows names of its own alone")
  @Differs(value = Peer.SQLITE, clause = "Connection.setClientInfo", why = "keeps none")
  void clientInfoIsKept(Connection connection) throws SQLException {
    connection.setClientInfo("ApplicationName", "contract");
    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("contract");
    assertThat(connection.getClientInfo().getProperty("ApplicationName")).isEqualTo("contract");
    Properties none = new Properties();
    connection.setClientInfo(none);
    assertThat(connection.getClientInfo("ApplicationName")).isIn(null, "");
    assertThat(connection.getClientInfo("nobody knows this name")).isNull();
  }

  /** Connection.setClientInfo: a name that the driver does not know is a warning, not an error. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Connection.setClientInfo", why = "throws")
  @Differs(value = Peer.SQLITE, clause = "Connection.setClientInfo", why = "ignores it silently")
  void anUnknownClientInfoIsAWarning(Connection connection) throws SQLException {
    connection.setClientInfo("nobody knows this name", "x");
    assertThat((Object) connection.getWarnings()).isNotNull();
    connection.clearWarnings();
    assertThat((Object) connection.getWarnings()).isNull();
  }

  /** SQLClientInfoException: why each property was not set. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "SQLClientInfoException", why = "takes properties when closed")
  @Differs(value = Peer.SQLITE, clause = "SQLClientInfoException", why = "takes them when closed")
  void clientInfoOfAClosedConnectionFailsAsItself(Connection connection) throws SQLException {
    connection.close();
    SQLException failed =
        assertFails(() -> connection.setClientInfo("ApplicationName", "contract"));
    assertThat((Object) failed).isInstanceOf(SQLClientInfoException.class);
    assertThat(((SQLClientInfoException) failed).getFailedProperties())
        .containsValue(ClientInfoStatus.REASON_UNKNOWN);
    assertFails(() -> connection.setClientInfo(new Properties()));
    assertFails(connection::getClientInfo);
  }

  /** Connection.setReadOnly: the mode is kept, and left again. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Connection.setReadOnly", why = "keeps no such mode")
  @Differs(
      value = Peer.SQLITE,
      clause = "Connection.setReadOnly",
      why = "changes the mode of a new connection only")
  void readOnlyIsAMode(Connection connection) throws SQLException {
    assertThat(connection.isReadOnly()).isFalse();
    connection.setReadOnly(true);
    assertThat(connection.isReadOnly()).isTrue();
    connection.setReadOnly(false);
    run(connection, "CREATE TABLE t (a INTEGER)");
    assertThat(number(connection, "SELECT count(*) FROM t")).isZero();
  }

  /** A read-only connection that writes would be one that lies. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "9.7", why = "keeps no read-only mode")
  @Differs(value = Peer.SQLITE, clause = "9.7", why = "changes the mode of a new connection only")
  void aReadOnlyConnectionDoesNotWrite(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER)");
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    assertFails(() -> run(connection, "INSERT INTO t VALUES (1)"));
    connection.rollback();
    assertFails(() -> run(connection, "CREATE TABLE u (a INTEGER)"));
    connection.rollback();
    assertThat(number(connection, "SELECT count(*) FROM t")).isZero();
  }

  /** Connection.setReadOnly: not within a transaction. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "Connection.setReadOnly", why = "ignores the call")
  void readOnlyIsNotChangedWithinATransaction(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE t (a INTEGER)");
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO t VALUES (1)");
    assertFails(() -> connection.setReadOnly(true));
  }

  /** Connection.setSchema: names that are not qualified are looked for there. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "Connection.setSchema", why = "has no schemas")
  void theSchemaDecidesWhatNamesMean(Connection connection) throws SQLException {
    run(connection, "CREATE SCHEMA other", "CREATE TABLE other.t (a INTEGER)");
    String before = connection.getSchema();
    String other = before.equals("PUBLIC") ? "OTHER" : "other";
    connection.setSchema(other);
    assertThat(connection.getSchema()).isEqualTo(other);
    run(connection, "INSERT INTO t VALUES (1)");
    connection.setSchema(before);
    assertThat(number(connection, "SELECT count(*) FROM other.t")).isEqualTo(1);
    assertFails(() -> run(connection, "SELECT * FROM t"));
  }

  /** Connection.setSchema: of a schema that does not exist. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "Connection.setSchema", why = "takes any name")
  @Differs(value = Peer.SQLITE, clause = "Connection.setSchema", why = "has no schemas")
  void aSchemaThatDoesNotExistIsRefused(Connection connection) throws SQLException {
    String before = connection.getSchema();
    assertFails(() -> connection.setSchema("nowhere"));
    assertThat(connection.getSchema()).isEqualTo(before);
  }

  /** Connection.getCatalog names a catalog that getCatalogs lists; it can be set again. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "DatabaseMetaData.getCatalogs", why = "has no catalogs")
  void theCatalogIsOneThatIsListed(Connection connection) throws SQLException {
    String catalog = connection.getCatalog();
    assertThat(ContractAssertions.texts(connection.getMetaData().getCatalogs())).contains(catalog);
    connection.setCatalog(catalog);
    assertThat(connection.getCatalog()).isEqualTo(catalog);
  }

  /** Connection.setHoldability. */
  @ContractTest
  @Differs(
      value = Peer.H2,
      clause = "Connection.setHoldability",
      why = "keeps HOLD_CURSORS_OVER_COMMIT")
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "Connection.setHoldability",
      why = "announces one and has the other")
  void theHoldabilityIsHandedOnToStatements(Connection connection) throws SQLException {
    assertThat(connection.getHoldability())
        .isEqualTo(connection.getMetaData().getResultSetHoldability());
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertThat(connection.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.getResultSetHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    }
    assertFails(() -> connection.setHoldability(7));
  }

  /** Connection.createStatement and prepareStatement: constants that do not exist. */
  @ContractTest
  @Differs(
      value = Peer.H2,
      clause = "Connection.createStatement",
      why = "takes any number of generated keys")
  @Differs(value = Peer.SQLITE, clause = "Connection.createStatement", why = "takes any type")
  @Differs(value = Peer.POSTGRESQL, clause = "Connection.createStatement", why = "takes any type")
  void constantsThatDoNotExistAreRefused(Connection connection) {
    assertFails(() -> connection.createStatement(7, ResultSet.CONCUR_READ_ONLY));
    assertFails(() -> connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, 7));
    assertFails(
        () ->
            connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, 7));
    assertFails(() -> connection.prepareStatement("SELECT 1", 7));
  }

  /** 9.8.1: an SQLException for a null text, never another one. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "8.1", why = "throws a NullPointerException")
  @Differs(value = Peer.SQLITE, clause = "8.1", why = "throws a NullPointerException")
  void nullTextsAreRefused(Connection connection) throws SQLException {
    assertFails(() -> connection.prepareStatement(null));
    assertFails(() -> connection.prepareCall(null));
    assertFails(() -> connection.nativeSQL(null));
    try (Statement statement = connection.createStatement()) {
      assertFails(() -> statement.execute(null));
      assertFails(() -> statement.executeQuery(null));
      assertFails(() -> statement.executeUpdate(null));
      assertFails(() -> statement.addBatch(null));
    }
  }

  /** 9.9, 9.11: drivers without sharding ignore the borders of requests and refuse its keys. */
  @ContractTest
  void requestsHaveBordersAndShardingIsRefused(Connection connection) throws SQLException {
    connection.beginRequest();
    connection.endRequest();
    connection.endRequest();
    assertThat(connection.getMetaData().supportsSharding()).isFalse();
    assertFails(() -> connection.setShardingKey(null));
    assertFails(() -> connection.setShardingKeyIfValid(null, 1));
  }

  /** Wrapper: of every object. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "Wrapper.unwrap", why = "throws a ClassCastException")
  void objectsAreWhatTheyWrap(Connection connection) throws SQLException {
    assertThat(connection.isWrapperFor(Connection.class)).isTrue();
    assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
    assertThat(connection.isWrapperFor(java.util.Calendar.class)).isFalse();
    assertFails(() -> connection.unwrap(java.util.Calendar.class));
    try (PreparedStatement statement = connection.prepareStatement("SELECT 1");
        ResultSet row = statement.executeQuery()) {
      assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
      assertThat(row.unwrap(ResultSet.class)).isSameAs(row);
      assertThat(row.isWrapperFor(Connection.class)).isFalse();
      assertThat(connection.getMetaData().unwrap(java.sql.DatabaseMetaData.class)).isNotNull();
      assertThat(row.getMetaData().unwrap(java.sql.ResultSetMetaData.class)).isNotNull();
      assertFails(() -> row.unwrap(Connection.class));
    }
  }
}
