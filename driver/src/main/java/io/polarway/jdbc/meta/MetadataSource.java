package io.polarway.jdbc.meta;

import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/** Where {@link PolarwayDatabaseMetaData} has its answers from: an open connection. */
public interface MetadataSource {

  Connection connection();

  /** The URL that the connection was opened with. */
  String url();

  /** The user that was named when it was opened, or an empty text. */
  String userName();

  /** Whether the store itself was opened for reading only. */
  boolean isReadOnly() throws SQLException;

  /** The driver's version, which begins with its major and minor number: {@code 1.2.3}. */
  String driverVersion();

  /** The names that setClientInfo takes, in their order, and what each is. */
  SortedMap<String, String> clientInfoNames();

  /** The names of all schemas that the connection sees. */
  List<String> schemas() throws SQLException;

  /** All tables that the connection sees. */
  List<TableDefinition> tables() throws SQLException;

  /** The sequences that the connection sees, but for those of identity columns. */
  List<TableName> sequences() throws SQLException;

  /** The engine's functions and the macros of the connection, one for each list of parameters. */
  List<FunctionDescription> functions() throws SQLException;
}
