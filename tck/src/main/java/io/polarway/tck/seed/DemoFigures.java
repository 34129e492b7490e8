package io.polarway.tck.seed;

import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.trades.Trades;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run of the demo measured, and the tables that are made of it. Times in nanoseconds. */
final class DemoFigures {

  /** As a spreadsheet estimates a trade: four columns of eight bytes. */
  private static final long ESTIMATED_ROW_BYTES = 32;

  private static final double CHF_PER_GIGABYTE_AND_MONTH = 0.20;
  private static final double BYTES_PER_GIGABYTE = 1e9;
  private static final double ROWS_AT_SCALE = 1e9;

  /** The times of one query: its first run, the engine's later, the cache's. */
  record QueryTimes(long first, long engine, long cached) {}

  private final Trades trades;
  private final Map<Query, QueryTimes> queries = new EnumMap<>(Query.class);
  private final Map<String, Long> operations = new LinkedHashMap<>();
  private long bytesAtLevel3;
  private long bytesAtLevel19;
  private long bytesAtRest;
  private TextTable summary = new TextTable();
  private long nanosAtLevel3;
  private long nanosAtLevel19;
  private long compactionNanos;
  private long loadNanos;
  private long missNanos;
  private long hitNanos;

  DemoFigures(Trades trades) {
    this.trades = trades;
  }

  void inserted(int level, long nanos, PartitionFiles files) {
    if (level == 19) {
      nanosAtLevel19 = nanos;
      bytesAtLevel19 = files.bytes();
      operation("Write (zstd 19)", nanos);
    } else {
      nanosAtLevel3 = nanos;
      bytesAtLevel3 = files.bytes();
      operation("Write (zstd 3)", nanos);
    }
  }

  void compacted(long nanos, PartitionFiles files) {
    compactionNanos = nanos;
    bytesAtRest = files.bytes();
    operation("Compact (to zstd 19, sorted)", nanos);
  }

  void loaded(long nanos) {
    loadNanos = nanos;
  }

  void cached(long miss, long hit) {
    missNanos = miss;
    hitNanos = hit;
  }

  void queried(Query query, long first, long engine, long cached) {
    queries.put(query, new QueryTimes(first, engine, cached));
  }

  /** Takes note of the time that something took for all trades. */
  void operation(String what, long nanos) {
    operations.put(what, nanos);
  }

  long rows() {
    return trades.rows();
  }

  long bytesAtLevel3() {
    return bytesAtLevel3;
  }

  long bytesAtLevel19() {
    return bytesAtLevel19;
  }

  /** Of the compacted table. */
  long bytesAtRest() {
    return bytesAtRest;
  }

  long estimatedBytes() {
    return ESTIMATED_ROW_BYTES * trades.rows();
  }

  long rawBytes() {
    return trades.rawBytes();
  }

  long entropyBytes() {
    return trades.entropyBytes();
  }

  /** The time of a hit in the cache as a share of that of a miss. */
  double hitShare() {
    return (double) hitNanos / missNanos;
  }

  Map<Query, QueryTimes> queries() {
    return queries;
  }

  double rowsPerSecondAtLevel3() {
    return Numbers.perSecond(trades.rows(), nanosAtLevel3);
  }

  double rowsPerSecondAtLevel19() {
    return Numbers.perSecond(trades.rows(), nanosAtLevel19);
  }

  double rowsPerSecondCompacted() {
    return Numbers.perSecond(trades.rows(), compactionNanos);
  }

  double rowsPerSecondLoaded() {
    return Numbers.perSecond(trades.rows(), loadNanos);
  }

  /** The sizes of the trades in all forms. */
  TextTable sizes() {
    TextTable table =
        new TextTable().left("size of the trades").right("bytes").right("ratio").right("of bound");
    sizeRow(table, "estimated: 32 bytes a row", estimatedBytes());
    sizeRow(table, "raw: 8-byte numbers, symbols as text", rawBytes());
    sizeRow(table, "inserted at zstd level 3", bytesAtLevel3);
    sizeRow(table, "inserted at zstd level 19", bytesAtLevel19);
    sizeRow(table, "compacted: zstd level 19, sorted", bytesAtRest);
    sizeRow(table, "entropy bound: no lossless code is smaller", entropyBytes());
    return table;
  }

  private void sizeRow(TextTable table, String what, long bytes) {
    table.row(
        what,
        Numbers.count(bytes),
        Numbers.ratio(ratio(bytes)),
        Numbers.ratio((double) bytes / entropyBytes()));
  }

  /** The seed's table of operations. */
  TextTable operations() {
    TextTable table =
        new TextTable().left("operation").right("latency, ms").right("thousand rows/s");
    operations.forEach(
        (what, nanos) ->
            table.row(
                what,
                Numbers.fixed(nanos / 1e6, nanos < 1_000_000 ? 3 : 1),
                Numbers.count(Math.round(Numbers.perSecond(trades.rows(), nanos) / 1_000))));
    return table;
  }

  /** Takes what the store tells of itself. */
  void summarized(TextTable table) {
    summary = table;
  }

  /** What is stored, in numbers. */
  TextTable summary() {
    return summary;
  }

  /** What storing costs. */
  TextTable cost() {
    double scale = ROWS_AT_SCALE / trades.rows();
    TextTable table =
        new TextTable()
            .left("cost, CHF a month at 0.20 a GB")
            .right("these rows")
            .right("1,000,000,000 such rows");
    costRow(table, "stored", bytesAtRest, scale);
    costRow(table, "uncompressed, as QuestDB keeps them", estimatedBytes(), scale);
    costRow(table, "saved", estimatedBytes() - bytesAtRest, scale);
    return table;
  }

  private static void costRow(TextTable table, String what, long bytes, double scale) {
    double cost = bytes / BYTES_PER_GIGABYTE * CHF_PER_GIGABYTE_AND_MONTH;
    table.row(what, Numbers.fixed(cost, 4), Numbers.fixed(cost * scale, 2));
  }

  /** The seed's claims beside what was measured and what is possible. */
  TextTable claims() {
    TextTable table =
        new TextTable().left("").right("claimed").right("measured here").right("the bound");
    table.row(
        "compression at zstd 19, of 32 bytes a row",
        "15-20×",
        Numbers.ratio(ratio(bytesAtRest)),
        Numbers.ratio(ratio(entropyBytes())));
    table.row(
        "storage saved",
        "80 %",
        Numbers.percent(saved(bytesAtRest)),
        Numbers.percent(saved(entropyBytes())));
    table.row(
        "write, zstd 3, durable, JVM just started",
        "100,000+ rows/s",
        rate(rowsPerSecondAtLevel3()),
        "");
    table.row("write, zstd 19, durable", "100,000+ rows/s", rate(rowsPerSecondAtLevel19()), "");
    table.row("read, every value checked", "500,000+ rows/s", rate(rowsPerSecondLoaded()), "");
    table.row("cache, query 1", "10-20×", Numbers.count(Math.round(1 / hitShare())) + "×", "");
    table.row(
        "slowest query, first run", "< 100 ms on 1 M rows", Numbers.millis(slowestQuery()), "");
    return table;
  }

  private static String rate(double rowsPerSecond) {
    return Numbers.count(Math.round(rowsPerSecond)) + " rows/s";
  }

  private long slowestQuery() {
    return queries.values().stream().mapToLong(QueryTimes::first).max().orElse(0);
  }

  double ratio(long bytes) {
    return (double) estimatedBytes() / bytes;
  }

  private double saved(long bytes) {
    return 1 - (double) bytes / estimatedBytes();
  }
}
