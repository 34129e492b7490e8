package io.polarway.tck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DriverDiscoveryTest {

  private static final String DRIVER_CLASS = "io.polarway.jdbc.PolarwayDriver";

  @Test
  void serviceLoaderFindsTheDriver() {
    assertThat(ServiceLoader.load(Driver.class))
        .extracting(driver -> driver.getClass().getName())
        .contains(DRIVER_CLASS);
  }

  @Test
  void driverManagerConnectsByUrlAlone() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:")) {
      assertThat(connection.isValid(5)).isTrue();
      assertThat(connection.getMetaData().getURL()).startsWith("jdbc:polarway:");
    }
  }

  @Test
  void theClassNameGivesADriverAsOldProgramsExpect() throws Exception {
    Driver driver = driverByClassName();

    assertThat(driver.acceptsURL("jdbc:polarway:/somewhere")).isTrue();
    try (Connection connection = driver.connect("jdbc:polarway:", new Properties())) {
      assertThat(connection).isNotNull();
    }
  }

  @Test
  void aForeignUrlIsLeftToOthers() throws Exception {
    Driver driver = driverByClassName();

    assertThat(driver.acceptsURL("jdbc:postgresql://localhost/db")).isFalse();
    assertThat(driver.connect("jdbc:postgresql://localhost/db", new Properties())).isNull();
  }

  private static Driver driverByClassName() throws ReflectiveOperationException {
    return Class.forName(DRIVER_CLASS)
        .asSubclass(Driver.class)
        .getDeclaredConstructor()
        .newInstance();
  }
}
