package io.polarway.tck.seed;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;

/** What a run of the demo measured, and the tables at its end that are made of it. */
final class DemoFigures {

  private static final double CHF_PER_GIGABYTE_AND_MONTH = 0.20;
  private static final double BYTES_PER_GIGABYTE = 1e9;
  private static final double ROWS_AT_SCALE = 1e9;

  private long bytesAtLevel3;
  private long bytesAtLevel19;
  private long nanosAtLevel3;
  private long nanosAtLevel19;
  private int filesAtLevel19;
  private long estimatedBytes;
  private long rawBytes;
  private long entropyBytes;
  private long loadNanos;
  private long slowestQueryNanos;

  void inserted(int level, long nanos, PartitionFiles files) {
    if (level == 19) {
      nanosAtLevel19 = nanos;
      bytesAtLevel19 = files.bytes();
      filesAtLevel19 = files.files().size();
    } else {
      nanosAtLevel3 = nanos;
      bytesAtLevel3 = files.bytes();
    }
  }

  void sizes(long estimated, long raw, long entropy) {
    estimatedBytes = estimated;
    rawBytes = raw;
    entropyBytes = entropy;
  }

  void loaded(long nanos) {
    loadNanos = nanos;
  }

  void queried(long nanos) {
    slowestQueryNanos = Math.max(slowestQueryNanos, nanos);
  }

  long bytesAtLevel3() {
    return bytesAtLevel3;
  }

  long bytesAtLevel19() {
    return bytesAtLevel19;
  }

  void printSummary(Console console, long rows) {
    console.heading("8. Storage summary");
    TextTable table = new TextTable().left("the trades at zstd level 19").right("");
    table.row("files", Numbers.count(filesAtLevel19));
    table.row("rows", Numbers.count(rows));
    table.row("size", Numbers.megabytes(bytesAtLevel19));
    table.row("estimated uncompressed (32 bytes a row)", Numbers.megabytes(estimatedBytes));
    table.row("raw (symbols as text)", Numbers.megabytes(rawBytes));
    table.row("compression ratio", Numbers.ratio(ratio(bytesAtLevel19)));
    table.print(console.out());

    double scale = ROWS_AT_SCALE / rows;
    TextTable cost =
        new TextTable()
            .left("cost, CHF a month at 0.20 a GB")
            .right("these rows")
            .right("1,000,000,000 such rows");
    costRow(cost, "stored", bytesAtLevel19, scale);
    costRow(cost, "uncompressed, as QuestDB keeps them", estimatedBytes, scale);
    costRow(cost, "saved", estimatedBytes - bytesAtLevel19, scale);
    cost.print(console.out());
  }

  private static void costRow(TextTable table, String what, long bytes, double scale) {
    double cost = bytes / BYTES_PER_GIGABYTE * CHF_PER_GIGABYTE_AND_MONTH;
    table.row(what, Numbers.fixed(cost, 4), Numbers.fixed(cost * scale, 2));
  }

  void printClaims(Console console, long rows) {
    console.heading("Claimed, measured, possible");
    TextTable table =
        new TextTable().left("").right("claimed").right("measured here").right("the bound");
    table.row(
        "compression at zstd 19, of 32 bytes a row",
        "15-20×",
        Numbers.ratio(ratio(bytesAtLevel19)),
        Numbers.ratio(ratio(entropyBytes)));
    table.row(
        "storage saved",
        "80 %",
        Numbers.percent(saved(bytesAtLevel19)),
        Numbers.percent(saved(entropyBytes)));
    table.row(
        "write, zstd 3, durable, JVM just started",
        "100,000+ rows/s",
        rate(rows, nanosAtLevel3),
        "");
    table.row("write, zstd 19, durable", "100,000+ rows/s", rate(rows, nanosAtLevel19), "");
    table.row("read, every value checked", "500,000+ rows/s", rate(rows, loadNanos), "");
    table.row(
        "slowest query, first run", "< 100 ms on 1 M rows", Numbers.millis(slowestQueryNanos), "");
    table.print(console.out());
    console.line("  The bound is the entropy of these trades: no lossless code is smaller.");
  }

  private static String rate(long rows, long nanos) {
    return Numbers.rowsPerSecond(rows, nanos) + " rows/s";
  }

  private double ratio(long bytes) {
    return (double) estimatedBytes / bytes;
  }

  private double saved(long bytes) {
    return 1 - (double) bytes / estimatedBytes;
  }
}
