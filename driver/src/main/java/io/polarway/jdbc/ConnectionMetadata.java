package io.polarway.jdbc;

import io.polarway.jdbc.meta.MetadataSource;
import io.polarway.storage.table.TableDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What the metadata of a connection stands on: the tables as its transaction sees them. A look
 * leaves no transaction behind.
 */
record ConnectionMetadata(ConnectionCore core, Connection connection) implements MetadataSource {

  @Override
  public String url() {
    return core.settings().url();
  }

  @Override
  public String userName() {
    return core.settings().user();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    core.checkOpen();
    return core.settings().storeOptions().readOnly();
  }

  @Override
  public String driverVersion() {
    return DriverVersion.TEXT;
  }

  @Override
  public List<String> clientInfoNames() {
    return ClientInfo.NAMES;
  }

  @Override
  public List<String> schemas() throws SQLException {
    core.checkOpen();
    return core.guard().call(() -> core.transactions().lookUp(core.session()::schemas));
  }

  @Override
  public List<TableDefinition> tables() throws SQLException {
    core.checkOpen();
    return core.guard().call(() -> core.transactions().lookUp(core.session()::tables));
  }
}
