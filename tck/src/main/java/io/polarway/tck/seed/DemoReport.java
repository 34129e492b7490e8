package io.polarway.tck.seed;

import io.polarway.tck.console.Numbers;
import io.polarway.tck.report.BarChart;
import io.polarway.tck.report.BarChart.Tone;
import io.polarway.tck.report.HtmlReport;
import io.polarway.tck.report.TimeChart;

/** The figures of a run as a page with charts. */
final class DemoReport {

  private static final double CLAIMED_WRITE_RATE = 100_000;
  private static final double CLAIMED_READ_RATE = 500_000;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private DemoReport() {}

  /**
   * @param environment what the run was made with
   */
  static HtmlReport of(DemoFigures figures, String environment) {
    return new HtmlReport("Polarway: the storage demo")
        .note("%s trades. %s".formatted(Numbers.count(figures.rows()), environment))
        .heading("Claimed, measured, possible")
        .table(figures.claims())
        .note(
            "The bound is the entropy of these trades: no lossless code is smaller. Times are of"
                + " this one run.")
        .heading("Size")
        .chart(sizes(figures))
        .table(figures.sizes())
        .heading("Speed")
        .chart(rates(figures))
        .chart(queries(figures))
        .table(figures.operations())
        .heading("Storage")
        .table(figures.summary())
        .table(figures.cost());
  }

  private static BarChart sizes(DemoFigures figures) {
    BarChart chart = new BarChart("Size of the trades, and ratio to 32 bytes a row");
    size(chart, figures, "estimated: 32 bytes a row", figures.estimatedBytes(), Tone.REFERENCE);
    size(chart, figures, "raw, symbols as text", figures.rawBytes(), Tone.REFERENCE);
    size(chart, figures, "inserted at zstd 3", figures.bytesAtLevel3(), Tone.MEASURED);
    size(chart, figures, "inserted at zstd 19", figures.bytesAtLevel19(), Tone.MEASURED);
    size(chart, figures, "compacted: zstd 19, sorted", figures.bytesAtRest(), Tone.MEASURED);
    size(chart, figures, "entropy bound", figures.entropyBytes(), Tone.REFERENCE);
    return chart;
  }

  private static void size(
      BarChart chart, DemoFigures figures, String label, long bytes, Tone tone) {
    chart.bar(
        label,
        bytes / BYTES_PER_MEGABYTE,
        Numbers.megabytes(bytes) + ", " + Numbers.ratio(figures.ratio(bytes)),
        tone);
  }

  private static BarChart rates(DemoFigures figures) {
    BarChart chart = new BarChart("Rows a second");
    rate(chart, "claimed: write", CLAIMED_WRITE_RATE, Tone.REFERENCE);
    rate(chart, "insert at zstd 3, durable", figures.rowsPerSecondAtLevel3(), Tone.MEASURED);
    rate(chart, "insert at zstd 19, durable", figures.rowsPerSecondAtLevel19(), Tone.MEASURED);
    rate(chart, "compact to zstd 19, sorted", figures.rowsPerSecondCompacted(), Tone.MEASURED);
    rate(chart, "claimed: read", CLAIMED_READ_RATE, Tone.REFERENCE);
    rate(chart, "read, every value checked", figures.rowsPerSecondLoaded(), Tone.MEASURED);
    return chart;
  }

  private static void rate(BarChart chart, String label, double rowsPerSecond, Tone tone) {
    chart.bar(label, rowsPerSecond, Numbers.count(Math.round(rowsPerSecond)) + " rows/s", tone);
  }

  private static TimeChart queries(DemoFigures figures) {
    TimeChart chart =
        new TimeChart(
            "Queries over all trades, logarithmic", "run by the engine", "from the cache");
    figures
        .queries()
        .forEach((query, times) -> chart.pair(query.shortTitle(), times.engine(), times.cached()));
    return chart;
  }
}
