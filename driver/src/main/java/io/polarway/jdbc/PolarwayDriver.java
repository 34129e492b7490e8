package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The driver of {@code jdbc:polarway:} URLs (JDBC 4.3, chapter 9). It registers itself when it is
 * loaded, by name or by the service loader. Thread-safe.
 *
 * <pre>
 * jdbc:polarway:/data/store                 a store directory, created when missing
 * jdbc:polarway:/data/store?readOnly=true   with properties, which win over java.util.Properties
 * jdbc:polarway:                            a private temporary store, deleted with its connection
 * </pre>
 */
public final class PolarwayDriver implements Driver {

  static {
    try {
      DriverManager.registerDriver(new PolarwayDriver());
    } catch (SQLException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /**
   * A connection to the store that {@code url} names; null when it is another driver's.
   *
   * @param info properties; one that is unknown gives the connection a warning
   */
  @Override
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    String checked = ConnectionUrl.notNull(url);
    if (!ConnectionUrl.isOurs(checked)) {
      return null;
    }
    ConnectionSettings settings = ConnectionSettings.of(checked, info);
    return Connections.open(settings, Connections.storeOf(settings));
  }

  @Override
  public boolean acceptsURL(@Nullable String url) throws SQLException {
    return ConnectionUrl.isOurs(ConnectionUrl.notNull(url));
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    ConnectionUrl parsed = ConnectionUrl.parse(url == null ? ConnectionUrl.PREFIX : url);
    return Stream.of(ConnectionProperty.values())
        .map(
            property -> {
              String given = parsed.properties().get(property);
              if (given == null && info != null) {
                given = info.getProperty(property.key());
              }
              return described(property, given == null ? property.defaultValue() : given);
            })
        .toArray(DriverPropertyInfo[]::new);
  }

  @Override
  public int getMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return DriverVersion.MINOR;
  }

  /** False: not all of SQL-92 Entry Level is there. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlErrors.unsupported("java.util.logging");
  }

  private static DriverPropertyInfo described(ConnectionProperty property, String value) {
    DriverPropertyInfo description = new DriverPropertyInfo(property.key(), value);
    description.description = property.description();
    description.required = false;
    if (!property.kind().choices().isEmpty()) {
      description.choices = property.kind().choices().toArray(String[]::new);
    }
    return description;
  }
}
