package io.polarway.tck.seed;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.Progress;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.trades.TradeChecksum;
import io.polarway.tck.trades.Trades;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads every row of a store that was opened anew, and checks that it is what was written. */
final class LoadSection {

  private static final int ROWS_BETWEEN_PROGRESS = 10_000;

  private final DemoRun run;
  private final Console console;

  LoadSection(DemoRun run) {
    this.run = run;
    this.console = run.console();
  }

  void show() throws SQLException {
    console.heading("3. Load: every row through the ResultSet, and checked");
    TradeChecksum written = TradeChecksum.of(run.trades());
    TradeChecksum read = new TradeChecksum();
    long nanos;
    try (Connection connection = run.connectUncached()) {
      long start = System.nanoTime();
      read(connection, read);
      nanos = System.nanoTime() - start;
    }
    run.figures().loaded(nanos);
    console.line(
        "  store opened anew, %s rows in %s (%s rows/s)"
            .formatted(
                Numbers.count(read.rows()),
                Numbers.seconds(nanos),
                Numbers.rowsPerSecond(read.rows(), nanos)));
    TextTable table = new TextTable().left("checksum").right("written").right("read");
    for (Map.Entry<String, Long> sum : written.sums().entrySet()) {
      table.row(sum.getKey(), hex(sum.getValue()), hex(read.sums().get(sum.getKey())));
    }
    table.print(console.out());
    if (written.rows() != read.rows() || !written.sums().equals(read.sums())) {
      throw new DemoFailure("the rows that were read are not the rows that were written");
    }
    console.line("  ✓ count and checksums agree");
  }

  private void read(Connection connection, TradeChecksum checksum) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT timestamp, symbol, price, volume FROM trades");
        Progress progress = new Progress(console, "load", run.trades().rows())) {
      while (rows.next()) {
        checksum.add(
            Trades.toMicros(rows.getObject(1, LocalDateTime.class)),
            rows.getString(2),
            rows.getDouble(3),
            rows.getDouble(4));
        if (checksum.rows() % ROWS_BETWEEN_PROGRESS == 0) {
          progress.done(checksum.rows());
        }
      }
    }
  }

  private static String hex(@Nullable Long value) {
    return String.format(Locale.ROOT, "%016x", value);
  }
}
