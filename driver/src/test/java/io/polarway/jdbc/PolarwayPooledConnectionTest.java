package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pools and naming services have of the data source (JDBC 4.3, chapter 11). */
final class PolarwayPooledConnectionTest {

  private final List<String> events = new ArrayList<>();
  private final PolarwayDataSource source = new PolarwayDataSource();
  private PooledConnection pooled;

  @BeforeEach
  void open() throws SQLException {
    pooled = source.getPooledConnection();
    pooled.addConnectionEventListener(
        new ConnectionEventListener() {
          @Override
          public void connectionClosed(ConnectionEvent event) {
            assertThat(event.getSource()).isSameAs(pooled);
            events.add("closed");
          }

          @Override
          public void connectionErrorOccurred(ConnectionEvent event) {
            events.add("error " + event.getSQLException().getSQLState());
          }
        });
    pooled.addStatementEventListener(
        new StatementEventListener() {
          @Override
          public void statementClosed(StatementEvent event) {
            events.add("statement closed");
          }

          @Override
          public void statementErrorOccurred(StatementEvent event) {
            events.add("statement error " + event.getSQLException().getSQLState());
          }
        });
    try (Connection connection = pooled.getConnection()) {
      execute(connection, "CREATE TABLE t (a INTEGER)");
    }
    events.clear();
  }

  @AfterEach
  void close() throws SQLException {
    pooled.close();
  }

  @Test
  void aClosedHandleGivesTheConnectionBackAsItWas() throws SQLException {
    Connection first = pooled.getConnection();
    first.setAutoCommit(false);
    first.setReadOnly(false);
    first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    first.setClientInfo("ApplicationName", "x");
    first.setNetworkTimeout(Runnable::run, 1_000);
    Statement statement = first.createStatement();
    execute(first, "INSERT INTO t VALUES (1)");
    first.close();
    first.close();
    assertThat(events).containsExactly("closed");
    assertThat(first.isClosed()).isTrue();
    assertThat(first.isValid(1)).isFalse();
    assertThat(statement.isClosed()).isTrue();
    assertFails("08003", first::createStatement);

    Connection second = pooled.getConnection();
    assertThat(second).isNotEqualTo(first).isEqualTo(second);
    assertThat(second.getAutoCommit()).isTrue();
    assertThat(second.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    assertThat(second.getClientInfo("ApplicationName")).isNull();
    assertThat(second.getNetworkTimeout()).isZero();
    assertThat(rows(second, "SELECT count(*) FROM t")).containsExactly("0");
  }

  @Test
  void aNewHandleTakesTheConnectionFromTheOld() throws SQLException {
    Connection first = pooled.getConnection();
    Connection second = pooled.getConnection();
    assertThat(first.isClosed()).isTrue();
    assertThat(second.isClosed()).isFalse();
    first.close();
    assertThat(events).isEmpty();
    execute(second, "INSERT INTO t VALUES (1)");
  }

  @Test
  void errorsOfAStatementAreNoErrorsOfTheConnection() throws SQLException {
    try (Connection connection = pooled.getConnection()) {
      assertFails("42P01", () -> execute(connection, "SELECT * FROM nowhere"));
      assertThat(events).isEmpty();
    }
    Connection aborted = pooled.getConnection();
    events.clear();
    aborted.abort(Runnable::run);
    assertFails("08003", aborted::createStatement);
    assertThat(events).containsExactly("error 08003");
    assertFails("08003", pooled::getConnection);
    assertThat(events).containsExactly("error 08003", "error 08003");
  }

  @Test
  void preparedStatementsTellOfTheirEnd() throws SQLException {
    try (Connection connection = pooled.getConnection()) {
      PreparedStatement statement = connection.prepareStatement("SELECT 1");
      assertThat(statement.getConnection()).isSameAs(connection);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
      }
      statement.close();
      statement.close();
      assertThat(events).containsExactly("statement closed");
      assertFails("55000", statement::executeQuery);
      assertThat(events).containsExactly("statement closed", "statement error 55000");
    }
  }

  @Test
  void aClosedPooledConnectionIsClosed() throws SQLException {
    Connection connection = pooled.getConnection();
    pooled.close();
    assertThat(connection.isClosed()).isTrue();
    assertThat(events).isEmpty();
    assertFails("08003", pooled::getConnection);
  }

  @Test
  void distributedTransactionsAreRefusedByName() {
    assertThatThrownBy(source::getXAConnection)
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("XA");
    assertThatThrownBy(source::createConnectionBuilder)
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("ConnectionBuilder");
  }

  @Test
  void aNamingServiceGivesAnEqualSource(@TempDir Path directory) throws Exception {
    source.setUrl("jdbc:polarway:" + directory.resolve("store"));
    source.setThreads(1);
    Reference reference = source.getReference();
    PolarwayDataSource found =
        (PolarwayDataSource)
            Objects.requireNonNull(
                new PolarwayDataSourceFactory().getObjectInstance(reference, null, null, null));
    assertThat(found.getUrl()).isEqualTo(source.getUrl());
    assertThat(found.getThreads()).isEqualTo(1);
    assertThat(new PolarwayDataSourceFactory().getObjectInstance("x", null, null, null)).isNull();
    reference.add(new StringRefAddr("nothing", "1"));
    assertThatThrownBy(
            () -> new PolarwayDataSourceFactory().getObjectInstance(reference, null, null, null))
        .hasMessageContaining("nothing");
  }

  @Test
  void aSerialisedSourceOpensTheSameStore(@TempDir Path directory) throws Exception {
    source.setUrl("jdbc:polarway:" + directory.resolve("store"));
    source.setThreads(1);
    try (Connection connection = source.getConnection()) {
      execute(connection, "CREATE TABLE s (a INTEGER)");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
      output.writeObject(source);
    }
    try (ObjectInputStream input =
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Connection connection = ((PolarwayDataSource) input.readObject()).getConnection()) {
      assertThat(rows(connection, "SELECT count(*) FROM s")).containsExactly("0");
    }
  }
}
