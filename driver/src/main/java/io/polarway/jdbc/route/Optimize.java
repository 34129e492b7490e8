package io.polarway.jdbc.route;

import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.maintenance.CompactedPartition;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compacts the files of a table, or of all: also written OPTIMIZE table. */
final class Optimize implements Procedure {

  @Override
  public String name() {
    return "optimize";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("table", false));
  }

  @Override
  public List<ResultColumn> columns() {
    return List.of(
        new ResultColumn("table_name", ScalarType.VARCHAR),
        new ResultColumn("partition", ScalarType.VARCHAR),
        new ResultColumn("files_before", ScalarType.INTEGER),
        new ResultColumn("files_after", ScalarType.INTEGER),
        new ResultColumn("bytes_before", ScalarType.BIGINT),
        new ResultColumn("bytes_after", ScalarType.BIGINT),
        new ResultColumn("rows", ScalarType.BIGINT),
        new ResultColumn("level", ScalarType.INTEGER),
        new ResultColumn("outcome", ScalarType.VARCHAR));
  }

  @Override
  public boolean commits() {
    return true;
  }

  @Override
  public List<List<@Nullable Object>> run(ProcedureCall call) throws SQLException {
    return call.session().optimize(call.table(0), call.timeout()).stream()
        .map(Optimize::row)
        .toList();
  }

  private static List<@Nullable Object> row(CompactedPartition partition) {
    return Arrays.asList(
        partition.table().toString(),
        partition.partition(),
        partition.filesBefore(),
        partition.filesAfter(),
        partition.bytesBefore(),
        partition.bytesAfter(),
        partition.rows(),
        partition.level(),
        partition.replaced() ? "rewritten" : "left, others changed it");
  }
}
