package io.polarway.tck.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.parquet.DataFileWriter;
import io.polarway.storage.parquet.FileColumn;
import io.polarway.storage.parquet.WriteOptions;
import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.trades.TradeKind;
import io.polarway.tck.trades.Trades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Processor time of the Parquet encoder at zstd level 3, from columns in memory to a file, beside
 * DuckDB's COPY from its tables in memory. All threads of the process count, the garbage
 * collector's too.
 */
final class EncoderFigures {

  private static final int LEVEL = 3;
  private static final int WARM_UPS = 10;
  private static final long SEED = 1;
  private static final long SMALLEST_MEASURED_NANOS = 200_000_000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLION = 1e6;

  private final Console console;
  private final Path directory;
  private final int rows;
  private final int rounds;
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  EncoderFigures(Console console, Path directory, int rows, int rounds) {
    this.console = console;
    this.directory = directory;
    this.rows = rows;
    this.rounds = rounds;
  }

  Map<String, Object> measure() throws SQLException {
    console.heading("Encoder: processor seconds for a million rows, zstd level 3");
    TextTable table =
        new TextTable()
            .left("rows")
            .right("Polarway, median")
            .right("DuckDB COPY, median")
            .right("Polarway to DuckDB");
    Map<String, Object> report = new LinkedHashMap<>();
    report.put(
        "fullEntropy",
        measure(
            table,
            "trades, random doubles",
            EncoderInput.of(Trades.generate(TradeKind.FULL_ENTROPY, rows, SEED))));
    report.put(
        "ticks",
        measure(
            table,
            "trades, ticks, by symbol and time",
            EncoderInput.of(Trades.generate(TradeKind.TICKS, rows, SEED).sortedBySymbol())));
    report.put(
        "wide", measure(table, "20 columns of mixed types", EncoderInput.wide(rows / 5, SEED)));
    table.print(console.out());
    return report;
  }

  private Map<String, Object> measure(TextTable table, String name, EncoderInput input)
      throws SQLException {
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    try (ScratchDirectory scratch = ScratchDirectory.in(directory);
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      Path source = scratch.path().resolve("source.parquet");
      encode(input, source);
      statement.execute("CREATE TABLE input AS SELECT * FROM read_parquet('" + source + "')");
      Work encode = () -> encode(input, scratch.path().resolve("ours.parquet"));
      Work copy = () -> copy(statement, scratch.path().resolve("theirs.parquet"));
      for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
        encode.run();
        copy.run();
      }
      for (int round = 0; round < rounds; round++) {
        ours[round] = processorSeconds(encode) / input.rows() * MILLION;
        theirs[round] = processorSeconds(copy) / input.rows() * MILLION;
      }
    }
    double[] ratios = new double[rounds];
    Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
    double ratio = Numbers.median(ratios);
    table.row(
        name,
        Numbers.fixed(Numbers.median(ours), 3) + " s",
        Numbers.fixed(Numbers.median(theirs), 3) + " s",
        Numbers.ratio(ratio));
    return Map.of("polarwaySeconds", ours, "duckDbSeconds", theirs, "ratio", ratio);
  }

  private interface Work {
    void run() throws SQLException;
  }

  /** Of one run of the work, which is repeated until the clock's ticks of 10 ms are small to it. */
  private double processorSeconds(Work work) throws SQLException {
    long start = process.getProcessCpuTime();
    long spent;
    int runs = 0;
    do {
      work.run();
      runs++;
      spent = process.getProcessCpuTime() - start;
    } while (spent < SMALLEST_MEASURED_NANOS);
    return spent / NANOS_PER_SECOND / runs;
  }

  private static void encode(EncoderInput input, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<FileColumn> columns = input.columns();
    try (DataFileWriter writer = new DataFileWriter(file, columns, WriteOptions.level(LEVEL))) {
      for (ColumnBatch rowGroup : input.rowGroups()) {
        writer.writeRowGroup(rowGroup);
      }
      writer.finish(false);
    }
  }

  private static void copy(Statement statement, Path file) throws SQLException {
    statement.execute(
        """
        COPY input TO '%s'
        (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL %d, PARQUET_VERSION v2)\
        """
            .formatted(file, LEVEL));
  }
}
