package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PreparedStatement: parameters into columns, and into queries. */
final class PolarwayPreparedStatementTest {

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = TestStore.temporary();
    execute(connection, "CREATE TABLE t (a INTEGER NOT NULL, b VARCHAR, c DOUBLE)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aBatchOfRowsIsInserted() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (c, a, b) VALUES (?, ?, ?)")) {
      for (int i = 0; i < 10_000; i++) {
        insert.setDouble(1, i / 2.0);
        insert.setInt(2, i);
        insert.setString(3, i % 3 == 0 ? null : "s" + i % 10);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(10_000).containsOnly(1);
      assertThat(insert.executeBatch()).isEmpty();
      insert.setInt(2, 10_000);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    assertThat(rows(connection, "SELECT count(*), sum(a), sum(c), count(b) FROM t"))
        .containsExactly("10001|50005000|25002499.5|6666");
  }

  @Test
  void aParameterKeepsItsValueUntilItIsSetAgain() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
      insert.setInt(1, 1);
      insert.setString(2, "kept");
      insert.setNull(3, Types.DOUBLE);
      insert.addBatch();
      insert.setInt(1, 2);
      insert.addBatch();
      insert.setInt(1, 3);
      insert.setDouble(3, 3.5);
      insert.executeBatch();
      assertThat(insert.executeUpdate()).isEqualTo(1);
      insert.setString(2, "new");
      insert.addBatch();
      insert.clearBatch();
      insert.addBatch();
      insert.executeLargeBatch();
    }
    assertThat(rows(connection, "SELECT a, b, c FROM t ORDER BY ALL"))
        .containsExactly("1|kept|null", "2|kept|null", "3|kept|3.5", "3|new|3.5");
  }

  @Test
  void whatWasNotSetIsNamed() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)");
        PreparedStatement query = connection.prepareStatement("SELECT ? + ?")) {
      insert.setInt(1, 1);
      insert.setString(2, "x");
      assertFails("07001", insert::addBatch).hasMessageContaining("Parameter 3 of 3");
      assertFails("07001", insert::executeUpdate).hasMessageContaining("Parameter 3 of 3");
      insert.setDouble(3, 1);
      insert.clearParameters();
      assertFails("07001", insert::executeUpdate).hasMessageContaining("Parameter 1 of 3");
      assertFails("07009", () -> insert.setInt(4, 1)).hasMessageContaining("3 parameters");
      assertFails("07009", () -> insert.setInt(0, 1));
      query.setInt(2, 1);
      assertFails("07001", query::executeQuery).hasMessageContaining("Parameter 1 of 2");
      assertFails("07009", () -> query.setInt(3, 1));
    }
    assertThat(rows(connection, "SELECT * FROM t")).isEmpty();
  }

  @Test
  void aNullIntoNotNullLeavesNothingOfTheBatch() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t (a) VALUES (?)")) {
      insert.setInt(1, 1);
      insert.addBatch();
      insert.setNull(1, Types.INTEGER);
      insert.addBatch();
      assertFails("23502", insert::executeBatch).isInstanceOf(BatchUpdateException.class);
      insert.setInt(1, 2);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    assertThat(rows(connection, "SELECT a FROM t")).containsExactly("2");
  }

  @Test
  void rowsOfValuesMixParametersLiteralsAndDefaults() throws SQLException {
    execute(
        connection,
        "CREATE TABLE d (a INTEGER, b VARCHAR DEFAULT 'none', c DECIMAL(9,2) DEFAULT 1 + 1,"
            + " d DATE, u UUID DEFAULT uuid())");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO d (a, b, d) VALUES (?, ?, '2026-02-01'), (-5, DEFAULT, ?), (?, NULL,"
                + " NULL)")) {
      for (int i = 0; i < 3; i++) {
        insert.setInt(1, i);
        insert.setString(2, "b" + i);
        insert.setDate(3, Date.valueOf("2026-03-0" + (i + 1)));
        insert.setInt(4, 100 + i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).containsExactly(3, 3, 3);
    }
    assertThat(rows(connection, "SELECT a, b, c, d FROM d ORDER BY a, d"))
        .containsExactly(
            "-5|none|2.00|2026-03-01",
            "-5|none|2.00|2026-03-02",
            "-5|none|2.00|2026-03-03",
            "0|b0|2.00|2026-02-01",
            "1|b1|2.00|2026-02-01",
            "2|b2|2.00|2026-02-01",
            "100|null|2.00|null",
            "101|null|2.00|null",
            "102|null|2.00|null");
    assertThat(rows(connection, "SELECT count(DISTINCT u) FROM d")).containsExactly("9");
  }

  @Test
  void literalsMeanWhatTheEngineTakesThemFor() throws SQLException {
    execute(
        connection,
        "CREATE TABLE l (a INTEGER, b DECIMAL(5,1), c DOUBLE, d TIMESTAMP, e VARCHAR, f BOOLEAN)");
    execute(
        connection,
        "INSERT INTO l VALUES (1.5, 2.25, 1e3, '2026-02-01 10:00', 1.50, 'true'),"
            + " ('7', '1.25', '2', '2026-02-01 10:00:00.5', 'it''s', false)");
    assertThat(rows(connection, "SELECT * FROM l ORDER BY a"))
        .containsExactlyElementsOf(
            rows(
                connection,
                "SELECT CAST(1.5 AS INTEGER), CAST(2.25 AS DECIMAL(5,1)), CAST(1e3 AS DOUBLE),"
                    + " CAST('2026-02-01 10:00' AS TIMESTAMP), CAST(1.50 AS VARCHAR), true"
                    + " UNION ALL SELECT 7, CAST('1.25' AS DECIMAL(5,1)), 2.0,"
                    + " TIMESTAMP '2026-02-01 10:00:00.5', 'it''s', false ORDER BY 1"));
    assertFails("22003", () -> execute(connection, "INSERT INTO l (a) VALUES (3000000000)"));
    assertFails("22018", () -> execute(connection, "INSERT INTO l (a) VALUES ('abc')"));
  }

  @Test
  void insertSelectTakesParametersRowByRow() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO t (b, a) SELECT upper(?), range + ? FROM range(3)")) {
      insert.setString(1, "x");
      insert.setInt(2, 10);
      insert.addBatch();
      insert.setString(1, "y");
      insert.addBatch();
      assertThat(insert.executeBatch()).containsExactly(3, 3);
      insert.setInt(2, 100);
      assertThat(insert.executeUpdate()).isEqualTo(3);
    }
    assertThat(rows(connection, "SELECT b, count(*), max(a) FROM t GROUP BY b ORDER BY b"))
        .containsExactly("X|3|12", "Y|6|102");
  }

  @Test
  void aQueryTakesParametersOfAllTypes() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?")) {
      query.setInt(1, 1);
      query.setLong(2, 1L << 40);
      query.setBigDecimal(3, new BigDecimal("1.50"));
      query.setString(4, "it's");
      query.setDate(5, Date.valueOf("2026-02-01"));
      query.setTime(6, Time.valueOf("10:11:12"));
      query.setTimestamp(7, Timestamp.valueOf("2026-02-01 10:11:12.5"));
      query.setBoolean(8, true);
      query.setObject(9, UUID.fromString("00000000-0000-0000-0000-000000000001"));
      query.setObject(10, "12", JDBCType.INTEGER);
      query.setNull(11, Types.VARCHAR);
      try (ResultSet resultSet = query.executeQuery()) {
        assertThat(rows(resultSet))
            .containsExactly(
                "1|1099511627776|1.50|it's|2026-02-01|10:11:12|2026-02-01 10:11:12.5|true"
                    + "|00000000-0000-0000-0000-000000000001|12|null");
      }
    }
  }

  @Test
  void streamsAreRead() throws SQLException {
    execute(connection, "CREATE TABLE s (a BLOB, b VARCHAR)");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO s VALUES (?, ?)")) {
      insert.setBinaryStream(1, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2);
      insert.setCharacterStream(2, new StringReader("text"));
      insert.executeUpdate();
      insert.setBlob(1, new ByteArrayInputStream(new byte[] {9}));
      insert.setClob(2, new StringReader("longer"), 4L);
      insert.executeUpdate();
      assertFails(
          "22023", () -> insert.setBinaryStream(1, new ByteArrayInputStream(new byte[1]), 5));
      assertFails("22023", () -> insert.setCharacterStream(2, new StringReader(""), -1));
    }
    assertThat(rows(connection, "SELECT octet_length(a), b FROM s ORDER BY 1"))
        .containsExactly("1|long", "2|text");
  }

  @Test
  void aTableMadeAnewIsInsertedInto() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
      execute(connection, "CREATE OR REPLACE TABLE t (a INTEGER NOT NULL, b VARCHAR, c DOUBLE)");
      insert.setInt(1, 1);
      insert.setString(2, "x");
      insert.setDouble(3, 1.5);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      execute(connection, "CREATE OR REPLACE TABLE t (b VARCHAR, c DOUBLE, a DATE)");
      assertFails("55000", insert::executeUpdate).hasMessageContaining("set them again");
      insert.setString(1, "y");
      insert.setDouble(2, 2.5);
      insert.setDate(3, Date.valueOf("2026-02-01"));
      assertThat(insert.executeUpdate()).isEqualTo(1);
      execute(connection, "DROP TABLE t");
      assertFails("42P01", insert::executeUpdate);
    }
  }

  @Test
  void metadataIsKnownBeforeTheExecution() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT a, b AS name FROM t WHERE c > ?");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t (c, a) VALUES (?, ?)")) {
      assertThat(query.getMetaData().getColumnCount()).isEqualTo(2);
      assertThat(query.getMetaData().getColumnLabel(2)).isEqualTo("name");
      assertThat(query.getMetaData().getColumnType(1)).isEqualTo(Types.INTEGER);
      assertThat(query.getParameterMetaData().getParameterCount()).isEqualTo(1);
      assertThat(query.getParameterMetaData().getParameterType(1)).isEqualTo(Types.DOUBLE);
      assertThat(insert.getMetaData()).isNull();
      ParameterMetaData parameters = insert.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(2);
      assertThat(parameters.getParameterType(1)).isEqualTo(Types.DOUBLE);
      assertThat(parameters.getParameterTypeName(2)).isEqualTo("INTEGER");
      assertThat(parameters.getParameterMode(2)).isEqualTo(ParameterMetaData.parameterModeIn);
      assertFails("07009", () -> parameters.getParameterType(3));
    }
  }

  @Test
  void whatCannotBePreparedIsRefused() throws SQLException {
    execute(connection, "CREATE TABLE trades (a INTEGER)");
    assertFails("0A000", () -> connection.prepareStatement("SELECT 1; SELECT 2"));
    assertFails("42P01", () -> connection.prepareStatement("INSERT INTO tradse VALUES (?)"))
        .hasMessageContaining("Did you mean \"trades\"?");
    assertFails("42703", () -> connection.prepareStatement("INSERT INTO t (x) VALUES (?)"));
    assertFails("42701", () -> connection.prepareStatement("INSERT INTO t (a, A) VALUES (?, ?)"));
    assertFails("42000", () -> connection.prepareStatement("INSERT INTO t VALUES (?)"))
        .hasMessageContaining("1 values for 3 columns");
    assertFails("0A000", () -> connection.prepareCall("SELECT 1; SELECT 2"));
  }

  @Test
  void theTextMethodsOfStatementAreNotForIt() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT 1")) {
      assertFails("42000", () -> query.executeQuery("SELECT 2"));
      assertFails("42000", () -> query.addBatch("SELECT 2"));
      assertFails("42000", query::executeUpdate);
      assertThat(query.execute()).isTrue();
    }
  }

  @Test
  void halfASurrogatePairIsRefused() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (a, b) VALUES (1, ?)")) {
      assertFails("22021", () -> insert.setString(1, "a\ud83d"));
      insert.setString(1, "\ud83d\ude00");
      insert.executeUpdate();
    }
    assertThat(rows(connection, "SELECT b FROM t")).containsExactly("\ud83d\ude00");
  }

  @Test
  void instantsGoIntoTheSessionsZone() throws SQLException {
    execute(connection, "CREATE TABLE z (a TIMESTAMP WITH TIME ZONE)");
    execute(connection, "SET TimeZone = 'Asia/Tokyo'");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO z VALUES (?)")) {
      insert.setObject(1, OffsetDateTime.parse("2026-02-01T00:00:00Z"));
      insert.executeUpdate();
      insert.setTimestamp(1, new Timestamp(0));
      insert.executeUpdate();
    }
    assertThat(rows(connection, "SELECT epoch_ms(a), a FROM z ORDER BY a"))
        .containsExactly("0|1970-01-01 09:00:00+09", "1769904000000|2026-02-01 09:00:00+09");
  }
}
