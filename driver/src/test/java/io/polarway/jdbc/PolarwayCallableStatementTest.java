package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolarwayCallableStatementTest {

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = TestStore.temporary();
    execute(connection, "CREATE TABLE t (a INTEGER)");
    execute(connection, "INSERT INTO t VALUES (1)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aProcedureTakesParametersByNumberAndByName() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{call polarway.checkpoint(?)}")) {
      call.setString(1, "t");
      assertThat(call.execute()).isTrue();
      try (ResultSet rows = call.getResultSet()) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(call.getMoreResults()).isFalse();
      assertThat(call.getUpdateCount()).isEqualTo(-1);
    }
    try (CallableStatement call =
        connection.prepareCall("CALL polarway.vacuum(?, older_than => ?)")) {
      call.setString("OLDER_THAN", "1 hour");
      assertFails("07001", call::execute);
      call.setString(1, "t");
      try (ResultSet rows = call.executeQuery()) {
        assertThat(rows.getMetaData().getColumnCount()).isPositive();
      }
      assertFails("07009", () -> call.setString("none", "x")).hasMessageContaining("older_than");
      assertFails("07009", () -> call.getString(1));
      assertFails("07009", () -> call.registerOutParameter(1, Types.VARCHAR));
    }
    try (CallableStatement call = connection.prepareCall("{call polarway.cache_clear}")) {
      assertThat(call.execute()).isTrue();
    }
  }

  @Test
  void aFunctionGivesItsValueAsTheFirstParameter() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{? = call round(?, ?)}")) {
      ParameterMetaData parameters = call.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(3);
      assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeOut);
      assertThat(parameters.getParameterMode(2)).isEqualTo(ParameterMetaData.parameterModeIn);
      call.registerOutParameter(1, Types.DECIMAL, 1);
      call.setDouble(2, 2.25);
      assertFails("07001", call::execute).hasMessageContaining("3");
      call.setInt(3, 2);
      assertFails("55000", () -> call.getDouble(1));
      assertThat(call.execute()).isFalse();
      assertThat(call.getUpdateCount()).isZero();
      assertThat(call.getMoreResults()).isFalse();
      assertThat(call.getUpdateCount()).isEqualTo(-1);
      assertThat(call.getDouble(1)).isEqualTo(2.25);
      assertThat(call.getObject(1)).isEqualTo(new BigDecimal("2.3"));
      assertThat(call.getString(1)).isEqualTo("2.25");
      assertThat(call.wasNull()).isFalse();
      call.setNull(2, Types.DOUBLE);
      assertThat(call.executeUpdate()).isZero();
      assertThat(call.getDouble(1)).isZero();
      assertThat(call.wasNull()).isTrue();
      assertFails("07009", () -> call.setInt(1, 1)).hasMessageContaining("OUT");
      assertFails("07009", () -> call.setInt(4, 1));
      assertFails("07009", () -> call.getInt(2));
      assertFails("0A000", () -> call.setInt("digits", 1));
      assertFails("0A000", call::addBatch);
      assertFails("42000", call::executeQuery);
      assertThat(call.getMetaData()).isNull();
    }
  }

  @Test
  void aMacroAndASequenceAreFunctions() throws SQLException {
    execute(connection, "CREATE TEMP MACRO twice(x) AS (SELECT 2 * max(a) * x FROM t)");
    execute(connection, "CREATE SEQUENCE s");
    connection.setAutoCommit(false);
    try (CallableStatement call =
            connection.prepareCall(
                "?=call twice({fn abs(?)})",
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                ResultSet.CLOSE_CURSORS_AT_COMMIT);
        CallableStatement next = connection.prepareCall("{? = call nextval('s')};")) {
      call.registerOutParameter(1, JDBCType.VARCHAR);
      call.setInt(2, -21);
      call.execute();
      connection.commit();
      assertThat(call.getObject(1)).isEqualTo("42");
      assertThat(call.getObject(1, Long.class)).isEqualTo(42);
      next.registerOutParameter(1, Types.BIGINT);
      next.execute();
      next.execute();
      assertThat(next.getObject(1)).isEqualTo(2L);
    }
  }

  @Test
  void whatIsNoCallOfAFunctionIsRefused() throws SQLException {
    assertFails("42601", () -> connection.prepareCall("{? = call f(1), g(2)}"));
    assertFails("42601", () -> connection.prepareCall("{? = call (SELECT 1)}"));
    assertFails("42601", () -> connection.prepareCall("{? = call f(1)"));
    assertFails("22023", () -> connection.prepareCall(null));
    try (CallableStatement call = connection.prepareCall("{? = call no_such_function(?)}")) {
      call.setInt(2, 1);
      assertFails("42883", call::execute);
      assertFails("0A000", () -> call.registerOutParameter(1, Types.ROWID));
      assertFails("55000", () -> call.getInt(1));
    }
    assertFails("42601", () -> connection.prepareStatement("{? = call f(?)}"))
        .hasMessageContaining("CallableStatement");
  }

  @Test
  void aBatchIsOfChanges() throws SQLException {
    try (CallableStatement change = connection.prepareCall("UPDATE t SET a = ?")) {
      change.setInt(1, 2);
      change.addBatch();
      change.setInt(1, 3);
      change.addBatch();
      assertThat(change.executeBatch()).containsExactly(1, 1);
    }
    try (CallableStatement call = connection.prepareCall("{call polarway.checkpoint(?)}")) {
      call.setString(1, "t");
      call.addBatch();
      assertFails("42000", call::executeBatch).isInstanceOf(BatchUpdateException.class);
    }
  }
}
