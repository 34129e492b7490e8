package io.polarway.jdbc;

import io.polarway.jdbc.meta.FunctionDescription;
import io.polarway.jdbc.meta.MetadataSource;
import io.polarway.jdbc.result.InMemoryResultSet;
import io.polarway.jdbc.result.ResultSetOptions;
import io.polarway.storage.Query;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata of a connection stands on: the tables as its transaction sees them. A look
 * leaves no transaction behind.
 */
record ConnectionMetadata(ConnectionCore core, Connection connection) implements MetadataSource {

  private static final String FUNCTIONS =
      "SELECT DISTINCT function_name, parameters, list_transform(parameter_types, lambda t:"
          + " coalesce(t, 'ANY')), return_type, function_type IN ('table', 'table_macro'),"
          + " description FROM duckdb_functions() WHERE function_type <> 'pragma' ORDER BY ALL";

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
  public SortedMap<String, String> clientInfoNames() {
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

  @Override
  public List<TableName> sequences() throws SQLException {
    core.checkOpen();
    return core.guard()
        .call(
            () ->
                core.transactions().lookUp(() -> core.session().sequences().all()).stream()
                    .filter(sequence -> sequence.ownerUuid() == null)
                    .map(SequenceDefinition::name)
                    .toList());
  }

  @Override
  public List<FunctionDescription> functions() throws SQLException {
    core.checkOpen();
    return core.guard().call(() -> core.transactions().lookUp(this::readFunctions));
  }

  private List<FunctionDescription> readFunctions() throws SQLException {
    List<FunctionDescription> functions = new ArrayList<>();
    try (BatchStream stream =
            core.session().query(Query.withoutTables(FUNCTIONS), List.of(), Duration.ZERO);
        ResultSet rows =
            InMemoryResultSet.drain(stream, ResultSetOptions.detached(core.sessionZone()))) {
      while (rows.next()) {
        functions.add(
            new FunctionDescription(
                rows.getString(1),
                texts(rows.getArray(2)),
                texts(rows.getArray(3)),
                rows.getString(4),
                rows.getBoolean(5),
                rows.getString(6)));
      }
    }
    return functions;
  }

  /** The elements of an array of text, of which some may be null. */
  private static List<String> texts(@Nullable Array array) throws SQLException {
    List<String> texts = new ArrayList<>();
    if (array != null) {
      for (Object element : (Object[]) array.getArray()) {
        texts.add(String.valueOf(element));
      }
    }
    return texts;
  }
}
