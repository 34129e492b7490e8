package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.trades.TradeKind;
import io.polarway.tck.trades.Trades;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows a second of one durable transaction, beside peers; and at zstd level 19 beside zstd alone.
 *
 * <p>Every round runs all contestants one after the other, so that a ratio compares neighbours in
 * time; the median of the rounds' ratios is shown.
 */
final class InsertFigures {

  private static final int WARM_UP_ROWS = 100_000;
  private static final int REST_LEVEL = 19;
  private static final long SEED = 1;

  private final Console console;
  private final Path directory;
  private final int rounds;
  private final Trades trades;

  InsertFigures(Console console, Path directory, int rows, int rounds) {
    this.console = console;
    this.directory = directory;
    this.rounds = rounds;
    this.trades = Trades.generate(TradeKind.FULL_ENTROPY, rows, SEED);
  }

  Map<String, Object> measure() throws SQLException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("durableBatches", measureBatches());
    report.put("level19", measureRestLevel());
    return report;
  }

  private Map<String, Object> measureBatches() throws SQLException {
    console.heading("Insert: executeBatch of 10,000 rows, one durable commit");
    List<Ingester> ingesters =
        List.of(
            JdbcIngester.polarway(3),
            new AppenderIngester(),
            JdbcIngester.sqlite(),
            JdbcIngester.duckDbMultiRow(),
            JdbcIngester.h2(),
            JdbcIngester.duckDb());
    for (Ingester ingester : ingesters) {
      run(ingester, ingester.rows(Math.min(WARM_UP_ROWS, trades.rows())));
    }
    double[][] rates = new double[ingesters.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < ingesters.size(); i++) {
        Ingester ingester = ingesters.get(i);
        int rows = ingester.rows(trades.rows());
        rates[i][round] = Numbers.perSecond(rows, run(ingester, rows));
      }
    }

    Map<String, Object> report = new LinkedHashMap<>();
    TextTable table =
        new TextTable().left("").right("rows").right("rows/s, median").right("Polarway to it");
    for (int i = 0; i < ingesters.size(); i++) {
      Ingester ingester = ingesters.get(i);
      double ratio = medianOfRatios(rates[0], rates[i]);
      int rows = ingester.rows(trades.rows());
      table.row(
          ingester.name(),
          Numbers.count(rows),
          Numbers.count(Math.round(Numbers.median(rates[i]))),
          Numbers.ratio(ratio));
      report.put(
          ingester.name(), Map.of("rows", rows, "rowsPerSecond", rates[i], "polarwayRatio", ratio));
    }
    table.print(console.out());
    return report;
  }

  private Map<String, Object> measureRestLevel() throws SQLException {
    console.heading("Insert at zstd level 19, beside zstd alone on the same bytes");
    int cores = Runtime.getRuntime().availableProcessors();
    Ingester ingester = JdbcIngester.polarway(REST_LEVEL);
    double[] ours = new double[rounds];
    double[] zstdAlone = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
        ours[round] = Numbers.perSecond(trades.rows(), insert(ingester, scratch, trades.rows()));
        zstdAlone[round] =
            Numbers.perSecond(
                trades.rows(), ParquetPages.below(scratch.path()).compressNanos(REST_LEVEL, cores));
      }
    }
    double share = medianOfRatios(ours, zstdAlone);
    new TextTable()
        .left("")
        .right("rows/s, median")
        .right("Polarway to it")
        .row(ingester.name(), Numbers.count(Math.round(Numbers.median(ours))), "")
        .row(
            "zstd 19 alone, %d threads".formatted(cores),
            Numbers.count(Math.round(Numbers.median(zstdAlone))),
            Numbers.percent(share))
        .print(console.out());
    return Map.of("rowsPerSecond", ours, "zstdAloneRowsPerSecond", zstdAlone, "share", share);
  }

  private long run(Ingester ingester, int rows) throws SQLException {
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      return insert(ingester, scratch, rows);
    }
  }

  private long insert(Ingester ingester, ScratchDirectory scratch, int rows) throws SQLException {
    long nanos = ingester.insert(scratch.path(), trades, rows);
    long found = ingester.count(scratch.path());
    if (found != rows) {
      throw new IllegalStateException(
          "%s has %d of %d rows after reopening".formatted(ingester.name(), found, rows));
    }
    return nanos;
  }

  private static double medianOfRatios(double[] numerators, double[] denominators) {
    double[] ratios = numerators.clone();
    Arrays.setAll(ratios, i -> numerators[i] / denominators[i]);
    return Numbers.median(ratios);
  }
}
