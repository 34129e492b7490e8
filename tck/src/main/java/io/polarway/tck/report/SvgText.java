package io.polarway.tck.report;

import java.util.Locale;

/** The few elements of SVG that charts are made of; their looks are classes of the page's style. */
final class SvgText {

  private final StringBuilder text = new StringBuilder();

  /** Where a text stands relative to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  SvgText(int width, int height, String title) {
    text.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" xmlns=\"http://www.w3.org/2000/svg\">\n"
            .formatted(width, height, escaped(title)));
  }

  void rectangle(String style, double x, double y, double width, double height) {
    text.append(
        format(
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"/>\n",
            style, x, y, width, height));
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    text.append(
        format(
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
            style, x1, y1, x2, y2));
  }

  void circle(String style, double x, double y, double radius) {
    text.append(
        format("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", style, x, y, radius));
  }

  void label(String style, Anchor anchor, double x, double y, String label) {
    text.append(
        format(
            "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
            style, anchor.name().toLowerCase(Locale.ROOT), x, y, escaped(label)));
  }

  String end() {
    return text.append("</svg>\n").toString();
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  /** Text as it stands in XML and HTML, in elements and in attributes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
