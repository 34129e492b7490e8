package io.polarway.tck.report;

import io.polarway.tck.console.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page that needs no other file, no script and no network, and follows the reader's choice of
 * light or dark. Built from the top to the bottom.
 */
public final class HtmlReport {

  private static final String STYLE =
      """
      :root {
        color-scheme: light dark;
        --paper: #ffffff; --ink: #1b1f24; --muted: #57606a; --rule: #d8dee4;
        --measured: #2563a8; --reference: #a3adb8;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --paper: #14181d; --ink: #e6eaef; --muted: #9aa5b1; --rule: #343c46;
          --measured: #6aa9ee; --reference: #66717e;
        }
      }
      body {
        background: var(--paper); color: var(--ink); margin: 2rem auto; max-width: 800px;
        padding: 0 1rem; font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
      }
      h1 { font-size: 1.6rem; margin-bottom: 0; }
      h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; }
      h3 { font-size: .95rem; font-weight: 600; margin: 1.2rem 0 .3rem; }
      p { margin: .4rem 0 .8rem; }
      .muted { color: var(--muted); }
      .wide { overflow-x: auto; margin: .3rem 0 1rem; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; }
      th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--rule); }
      th { font-weight: 600; color: var(--muted); }
      .right { text-align: right; }
      svg { display: block; width: 100%; min-width: 600px; height: auto; }
      svg text { font-size: 13px; font-family: inherit; fill: var(--ink); }
      svg .tick { font-size: 12px; fill: var(--muted); }
      svg .value { font-variant-numeric: tabular-nums; }
      svg .bar, svg .dot { fill: var(--measured); }
      svg .bar-reference, svg .dot-reference { fill: var(--reference); }
      svg .axis, svg .span { stroke: var(--muted); stroke-width: 1; }
      svg .grid { stroke: var(--rule); stroke-width: 1; }
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  public HtmlReport(String title) {
    this.title = title;
    body.append("<h1>").append(SvgText.escaped(title)).append("</h1>\n");
  }

  public HtmlReport heading(String text) {
    body.append("<h2>").append(SvgText.escaped(text)).append("</h2>\n");
    return this;
  }

  public HtmlReport paragraph(String text) {
    body.append("<p>").append(SvgText.escaped(text)).append("</p>\n");
    return this;
  }

  /** A paragraph that stands back, such as what a measurement was made on. */
  public HtmlReport note(String text) {
    body.append("<p class=\"muted\">").append(SvgText.escaped(text)).append("</p>\n");
    return this;
  }

  public HtmlReport table(TextTable table) {
    body.append("<div class=\"wide\"><table>\n");
    row("th", table, table.titles());
    table.rows().forEach(cells -> row("td", table, cells));
    body.append("</table></div>\n");
    return this;
  }

  private void row(String element, TextTable table, List<String> cells) {
    body.append("<tr>");
    for (int column = 0; column < cells.size(); column++) {
      boolean right = table.aligns().get(column) == TextTable.Align.RIGHT;
      body.append('<').append(element).append(right ? " class=\"right\">" : ">");
      body.append(SvgText.escaped(cells.get(column)));
      body.append("</").append(element).append('>');
    }
    body.append("</tr>\n");
  }

  public HtmlReport chart(BarChart chart) {
    return figure(chart.title(), chart.svg());
  }

  public HtmlReport chart(TimeChart chart) {
    return figure(chart.title(), chart.svg());
  }

  private HtmlReport figure(String caption, String svg) {
    body.append("<h3>").append(SvgText.escaped(caption)).append("</h3>\n");
    body.append("<div class=\"wide\">\n").append(svg).append("</div>\n");
    return this;
  }

  /** The whole page. */
  public String html() {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    %s</body>
    </html>
    """
        .formatted(SvgText.escaped(title), STYLE, body);
  }

  /** Writes the page; a file of this name is replaced. */
  public void write(Path file) throws IOException {
    Files.writeString(file, html());
  }
}
