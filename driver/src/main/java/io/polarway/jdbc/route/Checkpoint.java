package io.polarway.jdbc.route;

import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.TableName;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes committed rows of a table, or of all, from the catalog to files: also CHECKPOINT. */
final class Checkpoint implements Procedure {

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("table", false));
  }

  @Override
  public List<ResultColumn> columns() {
    return List.of(new ResultColumn("outcome", ScalarType.VARCHAR));
  }

  @Override
  public boolean commits() {
    return true;
  }

  @Override
  public List<List<@Nullable Object>> run(ProcedureCall call) throws SQLException {
    TableName table = call.table(0);
    call.session().checkpoint(table);
    return List.of(
        List.of("all rows of " + (table == null ? "the store" : table) + " are in files"));
  }
}
