package io.polarway.jdbc.route;

import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.maintenance.VacuumedDirectory;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forgets old snapshots and deletes files that nothing needs: also written VACUUM [table]. */
final class VacuumFiles implements Procedure {

  @Override
  public String name() {
    return "vacuum";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("table", false), new Parameter("older_than", false));
  }

  @Override
  public List<ResultColumn> columns() {
    return List.of(
        new ResultColumn("directory", ScalarType.VARCHAR),
        new ResultColumn("snapshots", ScalarType.INTEGER),
        new ResultColumn("data_files", ScalarType.INTEGER),
        new ResultColumn("metadata_files", ScalarType.INTEGER),
        new ResultColumn("bytes", ScalarType.BIGINT));
  }

  @Override
  public boolean commits() {
    return true;
  }

  @Override
  public List<List<@Nullable Object>> run(ProcedureCall call) throws SQLException {
    return call.session().vacuum(call.table(0), call.duration(1), call.timeout()).stream()
        .map(VacuumFiles::row)
        .toList();
  }

  private static List<@Nullable Object> row(VacuumedDirectory directory) {
    return Arrays.asList(
        directory.directory(),
        directory.snapshots(),
        directory.dataFiles(),
        directory.metadataFiles(),
        directory.bytes());
  }
}
