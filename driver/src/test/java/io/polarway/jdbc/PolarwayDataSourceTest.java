package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data source as a bean. */
final class PolarwayDataSourceTest {

  @TempDir Path directory;

  @Test
  void itHasASetterForEachProperty() throws IntrospectionException {
    List<String> bean =
        Stream.of(Introspector.getBeanInfo(PolarwayDataSource.class).getPropertyDescriptors())
            .filter(property -> property.getWriteMethod() != null)
            .map(property -> property.getName())
            .toList();
    assertThat(bean)
        .contains("url")
        .containsAll(
            ConnectionProperty.keys().stream()
                .filter(key -> !key.equals("user") && !key.equals("password"))
                .toList());
  }

  @Test
  void itOpensConnectionsToItsStore() throws SQLException {
    PolarwayDataSource source = new PolarwayDataSource();
    source.setUrl("jdbc:polarway:" + directory.resolve("store"));
    source.setThreads(1);
    source.setLockTimeout("5s");
    try (Connection connection = source.getConnection()) {
      execute(connection, "CREATE TABLE t (a INTEGER)");
    }
    try (Connection connection = source.getConnection("me", "secret")) {
      assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
    }
    assertThat(source.unwrap(DataSource.class)).isSameAs(source);
    assertThat(source.isWrapperFor(Connection.class)).isFalse();
    assertFails("22023", () -> source.unwrap(Connection.class));
  }

  @Test
  void itsConnectionsShareATemporaryStoreAsLongAsAnyIsOpen() throws SQLException {
    PolarwayDataSource source = new PolarwayDataSource();
    try (Connection one = source.getConnection()) {
      execute(one, "CREATE TABLE t (a INTEGER)");
      try (Connection other = source.getConnection()) {
        assertThat(rows(other, "SELECT count(*) FROM t")).containsExactly("0");
      }
      assertThat(rows(one, "SELECT count(*) FROM t")).containsExactly("0");
    }
    try (Connection later = source.getConnection()) {
      assertFails("42P01", () -> rows(later, "SELECT * FROM t"));
    }
  }

  @Test
  void aForeignUrlAndABadValueAreRefused() {
    PolarwayDataSource source = new PolarwayDataSource();
    source.setUrl("jdbc:sqlite:/x");
    assertFails("22023", source::getConnection).hasMessageContaining("jdbc:polarway:");
    source.setUrl("jdbc:polarway:");
    source.setMemoryLimit("plenty");
    assertFails("01S00", source::getConnection).hasMessageContaining("memoryLimit");
  }
}
