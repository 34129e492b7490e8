package io.polarway.tck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.tck.console.TextTable;
import io.polarway.tck.report.BarChart.Tone;
import java.awt.geom.Rectangle2D;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {

  /** More than the widest of the usual typefaces takes of a mean character, in font sizes. */
  private static final double CHARACTER_WIDTH = 0.6;

  private static final long SEED = System.nanoTime();

  @Test
  void textOfChartsNeitherOverlapsNorLeavesTheChart() throws Exception {
    System.out.println("report seed=" + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 50; round++) {
      BarChart bars = new BarChart("bars");
      for (int bar = random.nextInt(1, 9); bar > 0; bar--) {
        bars.bar(
            "x".repeat(random.nextInt(31)),
            random.nextInt(3) == 0 ? 0 : Math.exp(random.nextDouble(20)),
            "9".repeat(random.nextInt(22)),
            Tone.MEASURED);
      }
      check(bars.svg());
      TimeChart times = new TimeChart("times", "run by the engine", "from the cache");
      for (int pair = random.nextInt(1, 9); pair > 0; pair--) {
        times.pair(
            "x".repeat(random.nextInt(30)),
            Math.round(Math.pow(10, random.nextDouble(11))),
            Math.round(Math.pow(10, random.nextDouble(11))));
      }
      check(times.svg());
    }
  }

  @Test
  void whatHasNoRoomIsRefused() {
    BarChart bars = new BarChart("bars");
    assertThatThrownBy(() -> bars.bar("x".repeat(31), 1, "1", Tone.MEASURED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bars.bar("x", Double.NaN, "1", Tone.MEASURED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimeChart("times", "a", "b").pair("x", 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePageNeedsNothingElseAndEscapesItsText() {
    String html =
        new HtmlReport("a < b & \"c\"")
            .heading("<script>")
            .table(new TextTable().left("name").right("n").row("<b>", "1"))
            .chart(new BarChart("d > e").bar("<f>", 1, "1", Tone.REFERENCE))
            .html();

    assertThat(html)
        .contains("<title>a &lt; b &amp; &quot;c&quot;</title>", "&lt;script&gt;", "&lt;b&gt;")
        .contains("<td class=\"right\">1</td>", "prefers-color-scheme: dark", "&lt;f&gt;")
        .doesNotContain("<script", "<link", "src=", "url(", "@import", "<b>", "<f>");
  }

  /** Reads a chart as XML and compares the boxes of its texts. */
  private static void check(String svg) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"").matcher(svg);
    assertThat(size.find()).isTrue();
    Rectangle2D page =
        new Rectangle2D.Double(
            0, 0, Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    List<Rectangle2D> boxes = new ArrayList<>();
    NodeList texts = document.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      Rectangle2D box = box((Element) texts.item(i));
      assertThat(page.contains(box) || box.isEmpty()).as("%s in %s", box, svg).isTrue();
      for (Rectangle2D other : boxes) {
        assertThat(other.intersects(box)).as("%s and %s in %s", box, other, svg).isFalse();
      }
      boxes.add(box);
    }
  }

  private static Rectangle2D box(Element text) {
    double fontSize = text.getAttribute("class").equals("tick") ? 12 : 13;
    double width = text.getTextContent().length() * fontSize * CHARACTER_WIDTH;
    double x = Double.parseDouble(text.getAttribute("x"));
    double left =
        switch (text.getAttribute("text-anchor")) {
          case "end" -> x - width;
          case "middle" -> x - width / 2;
          default -> x;
        };
    double baseline = Double.parseDouble(text.getAttribute("y"));
    return new Rectangle2D.Double(left, baseline - fontSize * 0.8, width, fontSize);
  }
}
