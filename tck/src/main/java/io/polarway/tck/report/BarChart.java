package io.polarway.tck.report;

import io.polarway.tck.report.SvgText.Anchor;
import java.util.ArrayList;
import java.util.List;

/** Horizontal bars from zero, each with its label before and its value behind it. */
public final class BarChart {

  /** What a bar stands for. */
  public enum Tone {
    /** Measured here. */
    MEASURED("bar"),
    /** What the measured is compared with. */
    REFERENCE("bar-reference");

    private final String style;

    Tone(String style) {
      this.style = style;
    }
  }

  private static final int WIDTH = 760;
  private static final int BAR_LEFT = 250;
  private static final int LONGEST_BAR = 330;
  private static final int ROW_HEIGHT = 28;
  private static final int BAR_HEIGHT = 16;
  private static final int GAP = 8;
  private static final int TEXT_BASELINE = 19;
  private static final int LONGEST_LABEL = 30;
  private static final int LONGEST_VALUE = 21;

  private record Bar(String label, double value, String text, Tone tone) {}

  private final String title;
  private final List<Bar> bars = new ArrayList<>();

  public BarChart(String title) {
    this.title = title;
  }

  /**
   * Adds a bar.
   *
   * @param value its length relative to the others, not negative
   * @param text the value as it is to be read
   */
  public BarChart bar(String label, double value, String text, Tone tone) {
    if (!(value >= 0) || label.length() > LONGEST_LABEL || text.length() > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "no room for bar %s: %s (%s)".formatted(label, value, text));
    }
    bars.add(new Bar(label, value, text, tone));
    return this;
  }

  String svg() {
    double largest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    SvgText svg = new SvgText(WIDTH, bars.size() * ROW_HEIGHT + GAP, title);
    for (int row = 0; row < bars.size(); row++) {
      Bar bar = bars.get(row);
      double top = row * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) / 2.0;
      double length = largest == 0 ? 0 : bar.value / largest * LONGEST_BAR;
      svg.label("label", Anchor.END, BAR_LEFT - GAP, row * ROW_HEIGHT + TEXT_BASELINE, bar.label);
      svg.rectangle(bar.tone.style, BAR_LEFT, top, length, BAR_HEIGHT);
      svg.label(
          "value",
          Anchor.START,
          BAR_LEFT + length + GAP,
          row * ROW_HEIGHT + TEXT_BASELINE,
          bar.text);
    }
    svg.line("axis", BAR_LEFT, 0, BAR_LEFT, bars.size() * ROW_HEIGHT);
    return svg.end();
  }

  String title() {
    return title;
  }
}
