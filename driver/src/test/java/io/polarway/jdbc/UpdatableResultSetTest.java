package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdatableResultSetTest {

  private static final int SCROLL = ResultSet.TYPE_SCROLL_INSENSITIVE;
  private static final int FORWARD = ResultSet.TYPE_FORWARD_ONLY;

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = TestStore.temporary();
    execute(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(10), \"Price \"\"x\" DECIMAL(8,2)"
            + " DEFAULT 9.5)");
    execute(connection, "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private ResultSet updatable(int type, String sql) throws SQLException {
    ResultSet rows = connection.createStatement(type, ResultSet.CONCUR_UPDATABLE).executeQuery(sql);
    assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_UPDATABLE);
    assertThat(rows.getType()).isEqualTo(type);
    return rows;
  }

  private List<String> table() throws SQLException {
    return rows(connection, "SELECT * FROM t ORDER BY id");
  }

  @Test
  void aRowIsUpdatedWhereItStands() throws SQLException {
    ResultSet rows = updatable(SCROLL, "SELECT * FROM t ORDER BY id");
    assertThat(rows.absolute(2)).isTrue();
    rows.updateString("name", "bb");
    rows.updateObject(3, "7.125");
    assertThat(rows.getString(2)).isEqualTo("b");
    assertThat(rows.rowUpdated()).isFalse();
    rows.updateRow();
    assertThat(rows.getString(2)).isEqualTo("bb");
    assertThat(rows.getBigDecimal(3)).isEqualTo(new BigDecimal("7.13"));
    assertThat(rows.rowUpdated()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(rows.getString(2)).isEqualTo("c");
    assertThat(rows.rowUpdated()).isFalse();
    assertThat(rows.previous()).isTrue();
    assertThat(rows.getString(2)).isEqualTo("bb");
    rows.updateInt(1, 20);
    rows.updateRow();
    rows.updateNull(2);
    rows.updateRow();
    assertThat(table()).containsExactly("1|a|1.00", "3|c|3.00", "20|null|7.13");
  }

  @Test
  void updatesThatAreLeftOrCancelledHaveNoEffect() throws SQLException {
    ResultSet rows = updatable(SCROLL, "SELECT id, name FROM t ORDER BY id");
    rows.next();
    rows.updateString(2, "x");
    rows.cancelRowUpdates();
    rows.updateRow();
    rows.updateString(2, "y");
    rows.next();
    rows.updateRow();
    rows.updateString(2, "z");
    rows.refreshRow();
    rows.updateRow();
    assertThat(table()).containsExactly("1|a|1.00", "2|b|2.00", "3|c|3.00");
  }

  @Test
  void aRowIsInsertedWithItsDefaults() throws SQLException {
    ResultSet rows = updatable(SCROLL, "SELECT * FROM t ORDER BY id");
    rows.absolute(2);
    rows.moveToInsertRow();
    assertThat(rows.getString(2)).isNull();
    rows.updateInt("id", 4);
    rows.updateString("name", "d");
    assertThat(rows.getInt(1)).isEqualTo(4);
    rows.insertRow();
    assertThat(rows.getString(1)).isNull();
    rows.moveToCurrentRow();
    assertThat(rows.getInt(1)).isEqualTo(2);
    assertThat(rows.last()).isTrue();
    assertThat(rows.getRow()).isEqualTo(4);
    assertThat(rows.rowInserted()).isTrue();
    assertThat(rows.getBigDecimal(3)).isEqualTo(new BigDecimal("9.50"));
    rows.updateString(2, "dd");
    rows.updateRow();
    assertThat(table()).hasSize(4).contains("4|dd|9.50");
    rows.moveToInsertRow();
    rows.updateInt(1, 4);
    assertFails("23505", rows::insertRow);
    rows.updateInt(1, 5);
    rows.insertRow();
    assertThat(table()).hasSize(5);
  }

  @Test
  void generatedKeysOfInsertedRowsAreShown() throws SQLException {
    execute(
        connection,
        "CREATE TABLE g (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name VARCHAR)");
    ResultSet rows = updatable(SCROLL, "SELECT id, name FROM g");
    assertThat(rows.getMetaData().isReadOnly(1)).isTrue();
    assertThat(rows.getMetaData().isWritable(2)).isTrue();
    rows.moveToInsertRow();
    rows.insertRow();
    rows.updateString(2, "x");
    rows.insertRow();
    assertThat(rows.last()).isTrue();
    assertThat(rows.getLong(1)).isEqualTo(2);
    assertThat(rows.getString(2)).isEqualTo("x");
  }

  @Test
  void aDeletedRowLeavesItsNumber() throws SQLException {
    ResultSet rows = updatable(SCROLL, "SELECT name, id FROM t ORDER BY id");
    rows.absolute(2);
    rows.deleteRow();
    assertThat(rows.rowDeleted()).isTrue();
    assertFails("24000", () -> rows.getString(1)).hasMessageContaining("deleted");
    assertFails("24000", () -> rows.updateString(1, "x"));
    assertFails("24000", rows::deleteRow);
    assertThat(rows.next()).isTrue();
    assertThat(rows.getString(1)).isEqualTo("c");
    assertThat(rows.rowDeleted()).isFalse();
    assertThat(table()).containsExactly("1|a|1.00", "3|c|3.00");
  }

  @Test
  void aForwardOnlyResultIsEditedOnTheWay() throws SQLException {
    ResultSet rows = updatable(FORWARD, "SELECT * FROM t ORDER BY id");
    int seen = 0;
    while (rows.next()) {
      seen++;
      int id = rows.getInt(1);
      if (id == 2) {
        rows.deleteRow();
      } else {
        rows.updateString(2, "n" + id);
        rows.updateRow();
        rows.moveToInsertRow();
        rows.updateInt(1, id + 10);
        rows.insertRow();
        rows.moveToCurrentRow();
        assertThat(rows.getString(2)).isEqualTo("n" + id);
      }
    }
    assertThat(seen).isEqualTo(3);
    assertFails("0A000", rows::previous);
    assertFails("0A000", rows::beforeFirst);
    assertThat(table()).containsExactly("1|n1|1.00", "3|n3|3.00", "11|null|9.50", "13|null|9.50");
  }

  @Test
  void changesArePartOfTheTransaction() throws SQLException {
    connection.setAutoCommit(false);
    ResultSet rows = updatable(SCROLL, "SELECT * FROM t ORDER BY id");
    rows.next();
    rows.updateString(2, "x");
    rows.updateRow();
    assertThat(table()).contains("1|x|1.00");
    connection.rollback();
    assertThat(table()).contains("1|a|1.00");
    rows.refreshRow();
    assertThat(rows.getString(2)).isEqualTo("a");
    execute(connection, "DELETE FROM t WHERE id = 1");
    assertFails("24000", rows::refreshRow);
    rows.updateString(2, "x");
    assertFails("24000", rows::updateRow);
    assertFails("24000", rows::deleteRow);
  }

  @Test
  void whatCannotBeUpdatedIsReadOnlyAndSaysWhy() throws SQLException {
    execute(connection, "CREATE TABLE nokey (a INTEGER)");
    execute(
        connection, "CREATE TABLE loose (a INTEGER UNIQUE, b INTEGER PRIMARY KEY NOT ENFORCED)");
    for (String sql :
        List.of(
            "SELECT * FROM nokey",
            "SELECT * FROM loose",
            "SELECT name FROM t",
            "SELECT id, upper(name) FROM t",
            "SELECT id, id AS again FROM t",
            "SELECT DISTINCT id FROM t",
            "SELECT t.id, u.name FROM t JOIN t u USING (id)",
            "SELECT id, name FROM t UNION ALL SELECT id, name FROM t",
            "SELECT * FROM range(3)",
            "SHOW TABLES")) {
      try (Statement statement = connection.createStatement(SCROLL, ResultSet.CONCUR_UPDATABLE);
          ResultSet rows = statement.executeQuery(sql)) {
        assertThat(rows.getConcurrency()).as(sql).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat((Throwable) statement.getWarnings())
            .as(sql)
            .hasMessageContaining("cannot be updated");
        assertFails("0A000", () -> rows.updateInt(1, 1));
        assertFails("0A000", rows::moveToInsertRow);
      }
    }
  }

  @Test
  void theWrongPlaceAndTheWrongValueAreErrors() throws SQLException {
    ResultSet rows = updatable(SCROLL, "SELECT * FROM t ORDER BY id");
    assertFails("24000", () -> rows.updateInt(1, 1));
    assertFails("24000", rows::updateRow);
    assertFails("24000", rows::insertRow);
    rows.next();
    assertFails("07009", () -> rows.updateInt(4, 1));
    assertFails("42703", () -> rows.updateInt("none", 1));
    assertFails("22018", () -> rows.updateString(1, "x"));
    rows.updateString(2, "12345678901");
    assertFails("22001", rows::updateRow);
    rows.cancelRowUpdates();
    assertFails("22003", () -> rows.updateLong(1, 1L << 40));
    assertFails("0A000", () -> rows.updateRef(1, null));
    rows.updateNull(1);
    assertFails("23502", rows::updateRow);
    rows.moveToInsertRow();
    assertFails("24000", rows::deleteRow);
    assertFails("24000", rows::updateRow);
    rows.close();
    assertFails("24000", () -> rows.updateInt(1, 1));
    assertFails("24000", rows::updateRow);
    assertThat(table()).hasSize(3);
  }

  @Test
  void aReadOnlyConnectionRefusesTheChange() throws SQLException {
    connection.setReadOnly(true);
    ResultSet rows = updatable(SCROLL, "SELECT * FROM t ORDER BY id");
    rows.next();
    rows.updateString(2, "x");
    assertFails("25006", rows::updateRow);
  }

  @Test
  void rowsAreFoundByKeysOfManyTypes() throws SQLException {
    execute(
        connection,
        "CREATE TABLE k (ts TIMESTAMP NOT NULL, d DATE NOT NULL, tz TIMESTAMPTZ NOT NULL,"
            + " u UUID NOT NULL, n DECIMAL(20,3) NOT NULL, t TIME NOT NULL, b BLOB NOT NULL,"
            + " f DOUBLE NOT NULL, s VARCHAR NOT NULL, v INTEGER,"
            + " UNIQUE (ts, d, tz, u, n, t, b, f, s))");
    execute(
        connection,
        "INSERT INTO k VALUES ('1500-03-26 02:30:00.123456', '0001-01-01', '2026-03-29"
            + " 02:30:00.000001+00', gen_random_uuid(), 12345678901234567.891, '23:59:59.999999',"
            + " '\\x00\\xFF', 0.1, 'it''s', 1)");
    ResultSet rows = updatable(SCROLL, "SELECT * FROM k");
    rows.next();
    rows.updateInt("v", 2);
    rows.updateRow();
    rows.updateTimestamp("ts", Timestamp.valueOf("2026-01-01 12:00:00.5"));
    rows.updateObject("d", LocalDate.of(2026, 1, 2), JDBCType.DATE);
    rows.updateRow();
    assertThat(rows.getObject("ts", LocalDateTime.class))
        .isEqualTo(LocalDateTime.of(2026, 1, 1, 12, 0, 0, 500_000_000));
    assertThat(rows(connection, "SELECT d, v FROM k")).containsExactly("2026-01-02|2");
    rows.deleteRow();
    assertThat(rows(connection, "SELECT * FROM k")).isEmpty();
  }

  @Test
  void randomEditsComeToWhatStatementsComeTo() throws SQLException {
    long seed = System.nanoTime();
    System.out.println("UpdatableResultSetTest seed " + seed);
    Random random = new Random(seed);
    execute(connection, "DELETE FROM t");
    try (Connection oracle = DriverManager.getConnection("jdbc:duckdb:")) {
      execute(oracle, "CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR, price DECIMAL(8,2))");
      for (int id = 0; id < 30; id++) {
        String values = "INSERT INTO t VALUES (%d, 'n%d', %d)".formatted(id, id, id);
        execute(connection, values);
        execute(oracle, values);
      }
      ResultSet rows = updatable(SCROLL, "SELECT * FROM t ORDER BY id");
      int nextId = 100;
      for (int i = 0; i < 60; i++) {
        rows.last();
        rows.absolute(1 + random.nextInt(rows.getRow()));
        boolean deleted = rows.rowDeleted();
        if (random.nextInt(4) == 0) {
          rows.moveToInsertRow();
          rows.updateInt(1, nextId);
          rows.updateInt(3, i);
          rows.insertRow();
          rows.moveToCurrentRow();
          execute(oracle, "INSERT INTO t VALUES (%d, NULL, %d)".formatted(nextId, i));
          nextId++;
        } else if (!deleted && random.nextInt(4) == 0) {
          execute(oracle, "DELETE FROM t WHERE id = " + rows.getInt(1));
          rows.deleteRow();
        } else if (!deleted) {
          execute(oracle, "UPDATE t SET name = 'u%d' WHERE id = %d".formatted(i, rows.getInt(1)));
          rows.updateString(2, "u" + i);
          rows.updateRow();
        }
      }
      List<String> expected = rows(oracle, "SELECT * FROM t ORDER BY id");
      assertThat(table()).isEqualTo(expected);
      List<String> shown = new ArrayList<>();
      rows.beforeFirst();
      while (rows.next()) {
        if (!rows.rowDeleted()) {
          shown.add(rows.getString(1) + "|" + rows.getString(2) + "|" + rows.getString(3));
        }
      }
      assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aResultSetThatIsNotHeldClosesWithTheTransaction() throws SQLException {
    connection.setAutoCommit(false);
    Statement held = connection.createStatement();
    Statement closing =
        connection.createStatement(
            FORWARD, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertThat(closing.getResultSetHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    ResultSet staying = held.executeQuery("SELECT * FROM t");
    ResultSet going = closing.executeQuery("SELECT * FROM t");
    assertThat(going.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertThat(staying.next() && going.next()).isTrue();
    connection.commit();
    assertThat(going.isClosed()).isTrue();
    assertThat(closing.isClosed()).isFalse();
    assertThat(staying.next()).isTrue();
    going = closing.executeQuery("SELECT * FROM t");
    connection.rollback();
    assertThat(going.isClosed()).isTrue();
    going = closing.executeQuery("SELECT * FROM t");
    connection.setAutoCommit(true);
    assertThat(going.isClosed()).isTrue();
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    ResultSet read = connection.prepareStatement("SELECT * FROM t").executeQuery();
    execute(connection, "INSERT INTO t VALUES (9, 'x', 1)");
    assertThat(read.next()).isTrue();
  }

  @Test
  void theRefusalIsAFeatureNotSupported() throws SQLException {
    ResultSet rows = connection.createStatement().executeQuery("SELECT id FROM t");
    rows.next();
    assertFails("0A000", () -> rows.updateInt("id", 1))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("updateInt");
  }
}
