package io.polarway.tck.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB on its own, with views over a store's data files. */
public final class DuckDbView {

  private DuckDbView() {}

  /** A new, separate DuckDB. */
  public static Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:");
  }

  /** Makes a view of this name over the files, of which there must be one at least. */
  public static void createView(Connection duckDb, String name, List<Path> files)
      throws SQLException {
    String list =
        files.stream()
            .map(file -> "'" + file.toString().replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE VIEW "
              + name
              + " AS SELECT * FROM read_parquet(["
              + list
              + "], hive_partitioning = false)");
    }
  }
}
