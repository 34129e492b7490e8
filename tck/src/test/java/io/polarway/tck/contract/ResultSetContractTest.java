package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.advance;
import static io.polarway.tck.contract.ContractAssertions.assertFails;
import static io.polarway.tck.contract.ContractAssertions.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Result sets that are read (JDBC 4.3, 15.1 and 15.2). */
class ResultSetContractTest {

  private static void createTable(Connection connection) throws SQLException {
    run(
        connection,
        "CREATE TABLE t (a INTEGER, b VARCHAR(20))",
        "INSERT INTO t VALUES (1, 'x'), (2, NULL), (3, 'z')");
  }

  private static ResultSet scrollable(Connection connection, String query) throws SQLException {
    return connection
        .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)
        .executeQuery(query);
  }

  /** 15.2.3: a new result set stands before its first row. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.3", why = "gives values before the first row")
  void rowsComeOneAfterAnother(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT a, b FROM t ORDER BY a")) {
      assertThat(rows.getRow()).isZero();
      assertFails(() -> rows.getInt(1));
      for (int i = 1; i <= 3; i++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getRow()).isEqualTo(i);
        assertThat(rows.getInt("a")).isEqualTo(i);
      }
      assertThat(rows.next()).isFalse();
      assertThat(rows.next()).isFalse();
      assertFails(() -> rows.getInt(1));
    }
  }

  /** ResultSet.isBeforeFirst and its like, at each place. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.1.1", why = "has no cursors that scroll")
  void theCursorKnowsWhereItIs(Connection connection) throws SQLException {
    createTable(connection);
    try (ResultSet rows = scrollable(connection, "SELECT a FROM t ORDER BY a")) {
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.isFirst() || rows.isLast() || rows.isAfterLast()).isFalse();
      assertThat(rows.next()).isTrue();
      assertThat(rows.isFirst()).isTrue();
      assertThat(rows.isBeforeFirst() || rows.isLast() || rows.isAfterLast()).isFalse();
      assertThat(advance(rows, 2)).isTrue();
      assertThat(rows.isLast()).isTrue();
      assertThat(rows.isAfterLast()).isFalse();
      assertThat(rows.next()).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(rows.isLast()).isFalse();
      assertThat(rows.getRow()).isZero();
    }
  }

  /** ResultSet.isBeforeFirst is false where there are no rows. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.1.1", why = "has no cursors that scroll")
  void anEmptyResultIsNeitherBeforeNorAfter(Connection connection) throws SQLException {
    createTable(connection);
    try (ResultSet rows = scrollable(connection, "SELECT a FROM t WHERE a > 3")) {
      assertThat(rows.isBeforeFirst() || rows.isAfterLast()).isFalse();
      assertThat(rows.isFirst() || rows.isLast()).isFalse();
      assertThat(rows.first()).isFalse();
      assertThat(rows.last()).isFalse();
      assertThat(rows.absolute(1)).isFalse();
      assertThat(rows.next()).isFalse();
      assertThat(rows.isBeforeFirst() || rows.isAfterLast()).isFalse();
    }
  }

  /** 15.2.3: forwards and backwards. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.1.1", why = "has no cursors that scroll")
  void theCursorScrolls(Connection connection) throws SQLException {
    createTable(connection);
    try (ResultSet rows = scrollable(connection, "SELECT a FROM t ORDER BY a")) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(rows.last()).isTrue();
      assertThat(rows.getRow()).isEqualTo(3);
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
      assertThat(rows.first()).isTrue();
      assertThat(rows.previous()).isFalse();
      assertThat(rows.isBeforeFirst()).isTrue();
      rows.afterLast();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(3);
      rows.beforeFirst();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  /** ResultSet.absolute and relative, over the edges too. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.1.1", why = "has no cursors that scroll")
  void theCursorJumps(Connection connection) throws SQLException {
    createTable(connection);
    try (ResultSet rows = scrollable(connection, "SELECT a FROM t ORDER BY a")) {
      assertThat(rows.absolute(2)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
      assertThat(rows.absolute(-1)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(3);
      assertThat(rows.absolute(-3)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.absolute(0)).isFalse();
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.absolute(4)).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(rows.absolute(-4)).isFalse();
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.relative(2)).isTrue();
      assertThat(rows.relative(0)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
      assertThat(rows.relative(-1)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.relative(7)).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(rows.relative(-9)).isFalse();
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.absolute(Integer.MIN_VALUE)).isFalse();
      assertThat(rows.relative(Integer.MAX_VALUE)).isFalse();
    }
  }

  /** 15.1.1: a forward-only result set does not scroll. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "15.1.1", why = "takes FETCH_REVERSE")
  void aForwardOnlyCursorDoesNotScroll(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT a FROM t")) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
      assertThat(rows.next()).isTrue();
      assertFails(rows::previous);
      assertFails(rows::first);
      assertFails(rows::last);
      assertFails(rows::beforeFirst);
      assertFails(rows::afterLast);
      assertFails(() -> rows.absolute(1));
      assertFails(() -> rows.relative(-1));
      assertFails(() -> rows.setFetchDirection(ResultSet.FETCH_REVERSE));
    }
  }

  /** ResultSet.findColumn: labels in any case; of two the first. */
  @ContractTest
  @Differs(value = Peer.POSTGRESQL, clause = "8.1", why = "throws a NullPointerException for null")
  @Differs(value = Peer.SQLITE, clause = "8.1", why = "throws a NullPointerException for null")
  void columnsAreFoundByTheirLabels(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT a AS \"Label\", b AS \"label\", a AS c FROM t")) {
      assertThat(row.findColumn("LABEL")).isEqualTo(1);
      assertThat(row.findColumn("C")).isEqualTo(3);
      assertFails(() -> row.findColumn("nothing"));
      assertFails(() -> row.findColumn(null));
      assertThat(row.next()).isTrue();
      assertFails(() -> row.getInt("nothing"));
      assertFails(() -> row.getInt(0));
      assertFails(() -> row.getInt(4));
      assertFails(() -> row.getString(-1));
    }
  }

  /** ResultSet.wasNull. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "ResultSet.getObject", why = "cannot give null as a class")
  void nullsAreTold(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT a, b, CAST(NULL AS INTEGER) FROM t WHERE a = 2")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(2)).isNull();
      assertThat(row.wasNull()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(2);
      assertThat(row.wasNull()).isFalse();
      assertThat(row.getInt(3)).isZero();
      assertThat(row.wasNull()).isTrue();
      assertThat(row.getBoolean(3)).isFalse();
      assertThat(row.getDouble(3)).isZero();
      assertThat(row.getObject(3)).isNull();
      assertThat(row.getObject(3, Integer.class)).isNull();
      assertThat(row.getBigDecimal(3)).isNull();
      assertThat(row.wasNull()).isTrue();
    }
  }

  /** 15.2.5: a closed result set refuses to work. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.5", why = "answers some calls")
  void aClosedResultSetRefusesToWork(Connection connection) throws SQLException {
    createTable(connection);
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("SELECT a FROM t");
      assertThat(rows.next()).isTrue();
      assertThat(rows.isClosed()).isFalse();
      rows.close();
      rows.close();
      assertThat(rows.isClosed()).isTrue();
      assertFails(rows::next);
      assertFails(() -> rows.getInt(1));
      assertFails(() -> rows.findColumn("a"));
      assertFails(rows::getMetaData);
      assertFails(rows::getRow);
      assertFails(rows::wasNull);
      assertFails(rows::getType);
      assertFails(rows::getConcurrency);
      assertFails(rows::getFetchSize);
      assertFails(rows::getHoldability);
      assertFails(rows::getStatement);
      assertFails(rows::getWarnings);
      assertThat(statement.isClosed()).isFalse();
    }
  }

  /** ResultSet.getStatement. */
  @ContractTest
  void aResultSetKnowsItsStatement(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      assertThat(rows.getStatement()).isSameAs(statement);
      assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      assertThat(rows.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
      assertThat(rows.next()).isTrue();
      assertFails(() -> rows.updateInt(1, 2));
      assertFails(rows::updateRow);
      assertFails(rows::deleteRow);
      assertFails(rows::moveToInsertRow);
    }
  }

  /** Appendix B: a value that the class asked for cannot hold. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "8.1",
      why = "throws an ArrayIndexOutOfBoundsException for text as a date")
  @Differs(value = Peer.SQLITE, clause = "8.1", why = "cuts numbers off")
  void valuesThatDoNotFitAreErrors(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 3000000000, 'text'")) {
      assertThat(row.next()).isTrue();
      assertFails(() -> row.getInt(1));
      assertFails(() -> row.getShort(1));
      assertFails(() -> row.getByte(1));
      assertThat(row.getLong(1)).isEqualTo(3_000_000_000L);
      assertFails(() -> row.getInt(2));
      assertFails(() -> row.getBigDecimal(2));
      assertFails(() -> row.getDate(2));
      assertFails(() -> row.getObject(2, java.util.Locale.class));
      assertFails(() -> row.getObject(2, (Class<?>) null));
    }
  }
}
