package io.polarway.tck.seed;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.ResultTable;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.seed.PartitionFiles.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Daily files outside the store, queried together by a wildcard. */
final class WildcardSection {

  private static final Pattern DAY = Pattern.compile("day=(\\d+)-(\\d+)-(\\d+)");

  private static final String QUERY =
      """
      SELECT
          symbol,
          COUNT(*) as total_trades,
          AVG(price) as avg_price,
          MIN(timestamp) as first_trade,
          MAX(timestamp) as last_trade
      FROM read_parquet('%s/trades_*.parquet')
      GROUP BY symbol
      ORDER BY total_trades DESC
      """;

  private final DemoRun run;
  private final Console console;

  WildcardSection(DemoRun run) {
    this.run = run;
    this.console = run.console();
  }

  void show() throws SQLException {
    console.heading("6. Three daily files and a wildcard");
    console.line("  The partitions' files are ordinary Parquet files; here are copies of them in");
    console.line("  " + run.exports());
    copyDays().print(console.out());
    String sql = QUERY.formatted(run.exports().toString().replace("'", "''"));
    try (Connection connection = run.connectWithExports()) {
      long nanos = Stopwatch.nanosOf(connection, sql);
      long total = 0;
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          total += rows.getLong("total_trades");
        }
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        ResultTable.printRounded(console, rows);
      }
      if (total != run.trades().rows()) {
        throw new DemoFailure(
            "the daily files hold %d trades of %d".formatted(total, run.trades().rows()));
      }
      console.line(
          "  read_parquet('.../trades_*.parquet') with allowedPaths=...: first run %s"
              .formatted(Numbers.millis(nanos)));
    }
  }

  private TextTable copyDays() {
    TextTable table = new TextTable().left("file").right("bytes");
    PartitionFiles files = PartitionFiles.of(run.store(), "trades");
    try {
      for (DataFile file : files.files()) {
        Path copy = run.exports().resolve("trades_" + day(file.path()) + ".parquet");
        Files.copy(files.directory().resolve(file.path()), copy);
        table.row(copy.getFileName().toString(), Numbers.count(file.bytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private static String day(Path file) {
    Matcher day = DAY.matcher(file.toString());
    if (!day.find()) {
      throw new DemoFailure(file + " is not in the partition of a day");
    }
    return day.group(1) + day.group(2) + day.group(3);
  }
}
