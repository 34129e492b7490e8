package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the driver is found, and what it opens. */
final class PolarwayDriverTest {

  @TempDir Path directory;

  @Test
  void theServiceLoaderAndTheDriverManagerFindIt() throws SQLException {
    assertThat(ServiceLoader.load(Driver.class).stream().map(ServiceLoader.Provider::type))
        .contains(PolarwayDriver.class);
    assertThat(DriverManager.getDriver("jdbc:polarway:/x")).isInstanceOf(PolarwayDriver.class);
  }

  @Test
  void aForeignUrlIsLeftToOthers() throws SQLException {
    PolarwayDriver driver = new PolarwayDriver();
    assertThat(driver.connect("jdbc:sqlite:/x", null)).isNull();
    assertThat(driver.acceptsURL("jdbc:sqlite:/x")).isFalse();
    assertThat(driver.acceptsURL("jdbc:polarway:/x")).isTrue();
    assertFails("08001", () -> driver.connect(null, null)).hasMessageContaining("jdbc:polarway:");
  }

  @Test
  void thePropertiesAreDescribedFromTheirEnum() throws SQLException {
    Properties info = new Properties();
    info.setProperty("threads", "2");
    DriverPropertyInfo[] described =
        new PolarwayDriver().getPropertyInfo("jdbc:polarway:/x?schema=sales", info);
    assertThat(Stream.of(described).map(property -> property.name))
        .containsExactlyElementsOf(ConnectionProperty.keys());
    assertThat(Stream.of(described))
        .allSatisfy(property -> assertThat(property.description).isNotBlank());
    assertThat(value(described, "schema")).isEqualTo("sales");
    assertThat(value(described, "threads")).isEqualTo("2");
    assertThat(value(described, "lockTimeout")).isEqualTo("30s");
    assertThat(described[0].choices).containsExactly("true", "false");
  }

  @Test
  void aStoreIsCreatedAndFoundAgain() throws SQLException {
    String url = "jdbc:polarway:" + directory.resolve("store");
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, "CREATE TABLE t (a INTEGER)");
      execute(connection, "INSERT INTO t VALUES (7)");
    }
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(rows(connection, "SELECT a FROM t")).containsExactly("7");
    }
    try (Connection connection = DriverManager.getConnection(url + "?readOnly=true")) {
      assertThat(connection.isReadOnly()).isTrue();
      assertThat(rows(connection, "SELECT a FROM t")).containsExactly("7");
      assertFails("25006", () -> execute(connection, "INSERT INTO t VALUES (8)"));
      assertFails("25006", () -> connection.setReadOnly(false));
    }
  }

  @Test
  void aMissingStoreIsNotMadeWhenItMustNotBe() {
    Path missing = directory.resolve("missing");
    assertFails(
        "08001",
        () -> DriverManager.getConnection("jdbc:polarway:" + missing + "?createIfMissing=false"));
    assertFails(
        "08001", () -> DriverManager.getConnection("jdbc:polarway:" + missing + "?readOnly=true"));
    assertThat(missing).doesNotExist();
  }

  @Test
  void aFileIsNoStore() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertFails("08001", () -> DriverManager.getConnection("jdbc:polarway:" + file))
        .hasMessageContaining("file");
    assertThat(file).hasContent("text");
  }

  @Test
  void everyTemporaryStoreIsPrivate() throws SQLException {
    try (Connection one = TestStore.temporary();
        Connection other = TestStore.temporary()) {
      execute(one, "CREATE TABLE t (a INTEGER)");
      assertFails("42P01", () -> rows(other, "SELECT * FROM t"));
    }
  }

  @Test
  void anUnknownPropertyIsAWarning() throws SQLException {
    Properties info = new Properties();
    info.setProperty("user", "me");
    info.setProperty("password", "secret");
    info.setProperty("applicationColor", "blue");
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:", info)) {
      assertThat((Throwable) connection.getWarnings()).hasMessageContaining("applicationColor");
      assertThat((Throwable) connection.getWarnings().getNextWarning()).isNull();
      connection.clearWarnings();
      assertThat((Throwable) connection.getWarnings()).isNull();
    }
  }

  @Test
  void schemaAndTimeZoneAreTheSessions() throws SQLException {
    String url = "jdbc:polarway:" + directory.resolve("store");
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, "CREATE SCHEMA sales");
      execute(connection, "CREATE TABLE sales.t (a INTEGER)");
    }
    try (Connection connection =
        DriverManager.getConnection(url + "?schema=Sales&timeZone=Asia/Tokyo")) {
      assertThat(connection.getSchema()).isEqualTo("sales");
      assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
      assertThat(rows(connection, "SELECT current_setting('TimeZone')"))
          .containsExactly("Asia/Tokyo");
    }
    assertFails("3F000", () -> DriverManager.getConnection(url + "?schema=slaes"))
        .hasMessageContaining("sales");
  }

  private static String value(DriverPropertyInfo[] described, String name) {
    return Stream.of(described)
        .filter(property -> property.name.equals(name))
        .findFirst()
        .orElseThrow()
        .value;
  }
}
