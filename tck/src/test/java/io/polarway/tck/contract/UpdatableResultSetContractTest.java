package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.advance;
import static io.polarway.tck.contract.ContractAssertions.assertFails;
import static io.polarway.tck.contract.ContractAssertions.run;
import static io.polarway.tck.contract.ContractAssertions.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Result sets that change their table (JDBC 4.3, 15.2.4). */
class UpdatableResultSetContractTest {

  private static ResultSet rows(Connection connection) throws SQLException {
    run(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(20))",
        "INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z')");
    return connection
        .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
        .executeQuery("SELECT id, a FROM t ORDER BY id");
  }

  private static void assertTable(Connection connection, @Nullable String... values)
      throws SQLException {
    assertThat(texts(connection, "SELECT a FROM t ORDER BY id")).containsExactly(values);
  }

  /** 15.2.4.1: updateRow. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.4", why = "has no updatable result sets")
  void aRowIsUpdated(Connection connection) throws SQLException {
    try (ResultSet rows = rows(connection)) {
      assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_UPDATABLE);
      assertThat(advance(rows, 2)).isTrue();
      rows.updateString("a", "new");
      assertTable(connection, "x", "y", "z");
      rows.updateRow();
      assertThat(rows.getString("a")).isEqualTo("new");
      assertTable(connection, "x", "new", "z");
      rows.updateNull(2);
      rows.updateRow();
      assertThat(rows.getString(2)).isNull();
      assertTable(connection, "x", null, "z");
    }
  }

  /** 15.2.4.1: cancelRowUpdates, and moving on, forget what was not written. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "15.2.4.1", why = "takes updates along to the next row")
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "15.2.4.1",
      why = "takes updates along to the next row")
  @Differs(value = Peer.SQLITE, clause = "15.2.4.1", why = "has no updatable result sets")
  void updatesAreForgotten(Connection connection) throws SQLException {
    try (ResultSet rows = rows(connection)) {
      assertThat(rows.next()).isTrue();
      rows.updateString("a", "new");
      rows.cancelRowUpdates();
      rows.updateRow();
      rows.updateString("a", "newer");
      assertThat(rows.next()).isTrue();
      rows.updateRow();
      assertTable(connection, "x", "y", "z");
    }
  }

  /** 15.2.4.2: deleteRow. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.4", why = "has no updatable result sets")
  void aRowIsDeleted(Connection connection) throws SQLException {
    try (ResultSet rows = rows(connection)) {
      assertThat(rows.next()).isTrue();
      rows.deleteRow();
      assertTable(connection, "y", "z");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("id")).isIn(2, 3);
    }
  }

  /** 15.2.4.3: insertRow. */
  @ContractTest
  @Differs(
      value = Peer.H2,
      clause = "ResultSet.moveToInsertRow",
      why = "gives the values of the current row")
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "ResultSet.moveToInsertRow",
      why = "gives the values of the current row")
  @Differs(
      value = Peer.SQLITE,
      clause = "ResultSet.moveToInsertRow",
      why = "has no updatable result sets")
  void aRowIsInserted(Connection connection) throws SQLException {
    try (ResultSet rows = rows(connection)) {
      assertThat(rows.next()).isTrue();
      rows.moveToInsertRow();
      rows.updateInt("id", 4);
      rows.updateString("a", "w");
      assertThat(rows.getString("a")).isEqualTo("w");
      rows.insertRow();
      rows.updateInt(1, 5);
      rows.updateNull(2);
      rows.insertRow();
      rows.moveToCurrentRow();
      assertThat(rows.getInt("id")).isEqualTo(1);
      assertTable(connection, "x", "y", "z", "w", null);
    }
  }

  /** ResultSet.insertRow and its like: each in its place only. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.4", why = "has no updatable result sets")
  void eachChangeHasItsPlace(Connection connection) throws SQLException {
    try (ResultSet rows = rows(connection)) {
      assertFails(rows::deleteRow);
      assertFails(rows::updateRow);
      assertThat(rows.next()).isTrue();
      assertFails(rows::insertRow);
      rows.moveToInsertRow();
      assertFails(rows::deleteRow);
      assertFails(rows::updateRow);
      assertFails(rows::refreshRow);
      assertFails(rows::cancelRowUpdates);
      rows.moveToCurrentRow();
      assertFails(() -> rows.updateInt(0, 1));
      assertFails(() -> rows.updateInt(3, 1));
      assertFails(() -> rows.updateInt("nothing", 1));
      assertTable(connection, "x", "y", "z");
    }
  }

  /** ResultSet.refreshRow: as the table has the row now. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.4", why = "has no updatable result sets")
  void aRowIsRefreshed(Connection connection) throws SQLException {
    try (ResultSet rows = rows(connection)) {
      assertThat(rows.next()).isTrue();
      run(connection, "UPDATE t SET a = 'new' WHERE id = 1");
      rows.refreshRow();
      assertThat(rows.getString("a")).isEqualTo("new");
    }
  }

  /** What a failed change leaves: the table and the cursor as they were. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "ResultSet.cancelRowUpdates",
      why = "keeps the values of a failed insertRow")
  @Differs(
      value = Peer.SQLITE,
      clause = "ResultSet.cancelRowUpdates",
      why = "has no updatable result sets")
  void aChangeThatFailsChangesNothing(Connection connection) throws SQLException {
    try (ResultSet rows = rows(connection)) {
      assertThat(rows.next()).isTrue();
      rows.updateInt("id", 2);
      assertFails(rows::updateRow);
      rows.cancelRowUpdates();
      rows.moveToInsertRow();
      rows.updateInt("id", 3);
      assertFails(rows::insertRow);
      rows.moveToCurrentRow();
      rows.updateString("a", "new");
      rows.updateRow();
      assertTable(connection, "new", "y", "z");
    }
  }

  /** DatabaseMetaData tells whether own changes are seen. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.4", why = "has no updatable result sets")
  void changesAreSeenAsAnnounced(Connection connection) throws SQLException {
    try (ResultSet rows = rows(connection)) {
      boolean seen =
          connection.getMetaData().ownUpdatesAreVisible(ResultSet.TYPE_SCROLL_INSENSITIVE);
      boolean detected =
          connection.getMetaData().updatesAreDetected(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(rows.next()).isTrue();
      rows.updateString("a", "new");
      rows.updateRow();
      assertThat(rows.rowUpdated()).isEqualTo(detected);
      assertThat(rows.next() && rows.previous()).isTrue();
      assertThat(rows.getString("a")).isEqualTo(seen ? "new" : "x");
      boolean deleted =
          connection.getMetaData().ownDeletesAreVisible(ResultSet.TYPE_SCROLL_INSENSITIVE);
      rows.deleteRow();
      rows.last();
      assertThat(rows.getRow()).isIn(deleted ? new Object[] {2, 3} : new Object[] {3});
    }
  }

  /** A transaction has changes by result sets in it like any others. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "15.2.4", why = "has no updatable result sets")
  void changesAreRolledBack(Connection connection) throws SQLException {
    try (ResultSet rows = rows(connection)) {
      connection.setAutoCommit(false);
      try (ResultSet again =
          connection
              .createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE)
              .executeQuery("SELECT id, a FROM t ORDER BY id")) {
        assertThat(again.next()).isTrue();
        again.updateString(2, "new");
        again.updateRow();
        again.deleteRow();
      }
      connection.rollback();
      assertThat(rows.isClosed()).isFalse();
      assertTable(connection, "x", "y", "z");
    }
  }
}
