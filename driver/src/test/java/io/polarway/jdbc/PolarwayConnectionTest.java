package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Blob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pools and tools ask of a connection. */
final class PolarwayConnectionTest {

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = TestStore.temporary();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void itIsValidUntilItIsClosed() throws SQLException {
    assertThat(connection.isValid(0)).isTrue();
    assertThat(connection.isValid(10)).isTrue();
    assertFails("22023", () -> connection.isValid(-1));
    connection.close();
    assertThat(connection.isValid(10)).isFalse();
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void afterItsCloseEveryCallSaysSo() throws SQLException {
    connection.close();
    connection.close();
    assertFails("08003", connection::getAutoCommit);
    assertFails("08003", connection::commit);
    assertFails("08003", connection::getMetaData);
    assertFails("08003", connection::getCatalog);
    assertFails("08003", () -> connection.prepareCall("x"));
    assertFails("08003", connection::setSavepoint);
    assertFails("08003", () -> connection.setClientInfo("ApplicationName", "x"))
        .isInstanceOf(SQLClientInfoException.class);
  }

  @Test
  void abortReleasesEverythingThroughTheExecutor() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    connection.abort(
        rest ->
            new Thread(
                    () -> {
                      rest.run();
                      released.countDown();
                    })
                .start());
    assertThat(connection.isClosed()).isTrue();
    released.await();
    assertFails("08003", () -> connection.createStatement());
    assertFails("22023", () -> connection.abort(null));
  }

  @Test
  void thereIsOneCatalog() throws SQLException {
    assertThat(connection.getCatalog()).isEqualTo("polarway");
    connection.setCatalog("polarway");
    assertFails("3D000", () -> connection.setCatalog("other"));
    assertThat(connection.getSchema()).isEqualTo("main");
  }

  @Test
  void clientInfoIsKept() throws SQLException {
    connection.setClientInfo("ApplicationName", "tool");
    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("tool");
    connection.setClientInfo("Colour", "blue");
    assertThat((Throwable) connection.getWarnings()).hasMessageContaining("Colour");
    assertThat(connection.getClientInfo("Colour")).isNull();
    Properties all = new Properties();
    all.setProperty("ClientUser", "me");
    connection.setClientInfo(all);
    assertThat(connection.getClientInfo()).isEqualTo(all);
  }

  @Test
  void holdabilityAndTypesAreWhatIsOffered() throws SQLException {
    assertThat(connection.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertThat(connection.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertFails("22023", () -> connection.setHoldability(5));
    assertThat(connection.getTypeMap()).isEmpty();
    connection.setTypeMap(Map.of());
    assertFails("0A000", () -> connection.setTypeMap(Map.of("a", String.class)));
    assertFails("22023", () -> connection.createStatement(1, ResultSet.CONCUR_READ_ONLY));
    assertFails("22023", () -> connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, 1));
    assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
    Blob blob = connection.createBlob();
    blob.setBytes(1, new byte[] {1, 2});
    assertThat(blob.length()).isEqualTo(2);
  }

  @Test
  void itUnwrapsToItself() throws SQLException {
    assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
    assertThat(connection.isWrapperFor(String.class)).isFalse();
    assertFails("22023", () -> connection.unwrap(String.class));
  }

  @Test
  void itsMetadataSeesWhatItSees() throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, "CREATE TABLE t (a INTEGER NOT NULL, b DECIMAL(9,2))");
    DatabaseMetaData metaData = connection.getMetaData();
    assertThat(metaData.getConnection()).isSameAs(connection);
    assertThat(metaData.getURL()).isEqualTo("jdbc:polarway:");
    assertThat(metaData.getDriverMajorVersion()).isEqualTo(DriverVersion.MAJOR);
    assertThat(TestStore.rows(metaData.getTables(null, "main", "%", null))).hasSize(1);
    try (ResultSet columns = metaData.getColumns(null, null, "t", "%")) {
      assertThat(columns.next()).isTrue();
      assertThat(columns.getString("COLUMN_NAME")).isEqualTo("a");
      assertThat(columns.next()).isTrue();
      assertThat(columns.getInt("DECIMAL_DIGITS")).isEqualTo(2);
      assertThat(columns.next()).isFalse();
    }
    connection.rollback();
    assertThat(TestStore.rows(metaData.getTables(null, "main", "%", null))).isEmpty();
  }
}
