package io.polarway.tck.report;

import io.polarway.tck.console.Numbers;
import io.polarway.tck.report.SvgText.Anchor;
import java.util.ArrayList;
import java.util.List;

/** Pairs of times on a logarithmic axis: how long the same took in two ways. */
public final class TimeChart {

  private static final int WIDTH = 760;
  private static final int PLOT_LEFT = 250;
  private static final int PLOT_RIGHT = 550;
  private static final int TEXT_LEFT = 570;
  private static final int ROW_HEIGHT = 30;
  private static final int LEGEND_HEIGHT = 30;
  private static final int AXIS_HEIGHT = 28;
  private static final int TEXT_OFFSET = 5;
  private static final int GAP = 8;
  private static final double RADIUS = 6;
  private static final int MOST_TICKS = 6;
  private static final int LONGEST_LABEL = 29;

  private record Pair(String label, long firstNanos, long secondNanos) {}

  private final String title;
  private final String firstName;
  private final String secondName;
  private final List<Pair> pairs = new ArrayList<>();

  /**
   * @param firstName what the first time of each pair is of
   * @param secondName what the second time is of
   */
  public TimeChart(String title, String firstName, String secondName) {
    this.title = title;
    this.firstName = firstName;
    this.secondName = secondName;
  }

  /** Adds a pair of times in nanoseconds, both above zero. */
  public TimeChart pair(String label, long firstNanos, long secondNanos) {
    if (firstNanos <= 0 || secondNanos <= 0 || label.length() > LONGEST_LABEL) {
      throw new IllegalArgumentException(
          "no room for pair %s: %s, %s".formatted(label, firstNanos, secondNanos));
    }
    pairs.add(new Pair(label, firstNanos, secondNanos));
    return this;
  }

  String title() {
    return title;
  }

  String svg() {
    int firstDecade =
        (int) Math.floor(pairs.stream().mapToDouble(TimeChart::lowest).min().orElse(0));
    int lastDecade =
        Math.max(
            firstDecade + 1,
            (int) Math.ceil(pairs.stream().mapToDouble(TimeChart::highest).max().orElse(1)));
    int bottom = LEGEND_HEIGHT + pairs.size() * ROW_HEIGHT;
    SvgText svg = new SvgText(WIDTH, bottom + AXIS_HEIGHT, title);
    legend(svg);
    int step = (lastDecade - firstDecade + MOST_TICKS - 1) / MOST_TICKS;
    for (int decade = firstDecade; decade <= lastDecade; decade++) {
      double x = x(decade, firstDecade, lastDecade);
      svg.line("grid", x, LEGEND_HEIGHT, x, bottom);
      if ((decade - firstDecade) % step == 0) {
        svg.label(
            "tick",
            Anchor.MIDDLE,
            x,
            bottom + AXIS_HEIGHT - GAP,
            Numbers.time(Math.round(Math.pow(10, decade))));
      }
    }
    for (int row = 0; row < pairs.size(); row++) {
      Pair pair = pairs.get(row);
      double y = LEGEND_HEIGHT + row * ROW_HEIGHT + ROW_HEIGHT / 2.0;
      double first = x(Math.log10((double) pair.firstNanos), firstDecade, lastDecade);
      double second = x(Math.log10((double) pair.secondNanos), firstDecade, lastDecade);
      svg.label("label", Anchor.END, PLOT_LEFT - 2 * GAP, y + TEXT_OFFSET, pair.label);
      svg.line("span", first, y, second, y);
      svg.circle("dot-reference", first, y, RADIUS);
      svg.circle("dot", second, y, RADIUS);
      svg.label(
          "value",
          Anchor.START,
          TEXT_LEFT,
          y + TEXT_OFFSET,
          Numbers.time(pair.firstNanos) + " → " + Numbers.time(pair.secondNanos));
    }
    return svg.end();
  }

  private void legend(SvgText svg) {
    double y = LEGEND_HEIGHT / 2.0;
    svg.circle("dot-reference", PLOT_LEFT, y, RADIUS);
    svg.label("tick", Anchor.START, PLOT_LEFT + 2 * GAP, y + TEXT_OFFSET, firstName);
    double middle = (PLOT_LEFT + WIDTH) / 2.0;
    svg.circle("dot", middle, y, RADIUS);
    svg.label("tick", Anchor.START, middle + 2 * GAP, y + TEXT_OFFSET, secondName);
  }

  private static double x(double decade, int first, int last) {
    return PLOT_LEFT + (decade - first) / (last - first) * (PLOT_RIGHT - PLOT_LEFT);
  }

  private static double lowest(Pair pair) {
    return Math.log10((double) Math.min(pair.firstNanos, pair.secondNanos));
  }

  private static double highest(Pair pair) {
    return Math.log10((double) Math.max(pair.firstNanos, pair.secondNanos));
  }
}
