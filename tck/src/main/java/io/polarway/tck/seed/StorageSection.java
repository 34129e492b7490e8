package io.polarway.tck.seed;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is stored, as the store itself tells it, and what that costs. */
final class StorageSection {

  private static final String SUMMARY =
      "SELECT partitions, files, rows, bytes, raw_bytes, ratio FROM polarway.storage_summary"
          + " WHERE table_name = 'trades'";

  private final DemoRun run;

  StorageSection(DemoRun run) {
    this.run = run;
  }

  void show() throws SQLException {
    Console console = run.console();
    console.heading("8. Storage summary");
    DemoFigures figures = run.figures();
    TextTable table = new TextTable().left("table trades, from polarway.storage_summary").right("");
    try (Connection connection = run.connect();
        Statement statement = connection.createStatement();
        ResultSet summary = statement.executeQuery(SUMMARY)) {
      if (!summary.next()) {
        throw new DemoFailure("polarway.storage_summary does not know the table trades");
      }
      table.row("partitions", Numbers.count(summary.getLong("partitions")));
      table.row("files", Numbers.count(summary.getLong("files")));
      table.row("rows", Numbers.count(summary.getLong("rows")));
      table.row("size", Numbers.megabytes(summary.getLong("bytes")));
      table.row("raw (symbols as text)", Numbers.megabytes(summary.getLong("raw_bytes")));
      table.row("raw to size", Numbers.ratio(summary.getDouble("ratio")));
    }
    table.row(
        "estimated uncompressed (32 bytes a row)", Numbers.megabytes(figures.estimatedBytes()));
    table.row("estimated to size", Numbers.ratio(figures.ratio(figures.bytesAtRest())));
    figures.summarized(table);
    table.print(console.out());
    figures.cost().print(console.out());
  }
}
