package io.polarway.tck.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.shell.Completion.Kind;
import io.polarway.tck.shell.StoreNames.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionTest {

  private static final StoreNames NAMES =
      new StoreNames(
          "main",
          List.of("main", "archive"),
          new LinkedHashMap<>(
              Map.of(
                  new Table("main", "trades"), List.of("symbol", "price", "Trade Id"),
                  new Table("main", "quotes"), List.of("bid", "ask"),
                  new Table("archive", "trades_2025"), List.of("year", "old_price"))),
          List.of("abs", "concat"));

  /** The texts suggested at the bar. */
  private static List<String> at(String text) {
    int cursor = text.indexOf('|');
    return Completion.at(text.replace("|", ""), cursor, NAMES).stream()
        .map(Completion.Suggestion::text)
        .toList();
  }

  private static List<Kind> kindsAt(String text) {
    int cursor = text.indexOf('|');
    return Completion.at(text.replace("|", ""), cursor, NAMES).stream()
        .map(Completion.Suggestion::kind)
        .distinct()
        .toList();
  }

  @Test
  void keywordsInTheCaseOfTheWordBegun() {
    assertThat(at("SEL|")).containsExactly("SELECT");
    assertThat(at("sel|")).containsExactly("select");
    assertThat(kindsAt("|")).containsExactly(Kind.KEYWORD);
  }

  @Test
  void tablesAndSchemasWhereATableMustStand() {
    assertThat(at("SELECT * FROM t|")).containsExactly("trades");
    assertThat(kindsAt("SELECT * FROM |")).containsExactlyInAnyOrder(Kind.TABLE, Kind.SCHEMA);
    assertThat(at("SELECT * FROM trades, q|")).contains("quotes");
    assertThat(at("SELECT 1; INSERT INTO q|")).containsExactly("quotes");
    assertThat(at("SELECT * FROM a|")).containsExactly("archive");
    assertThat(at("SELECT * FROM archive.t|")).containsExactly("archive.trades_2025");
  }

  @Test
  void columnsOfTheStatementsTables() {
    assertThat(at("SELECT s| FROM trades")).contains("symbol").doesNotContain("bid");
    assertThat(at("SELECT * FROM quotes WHERE b|")).contains("bid").doesNotContain("symbol");
    assertThat(at("SELECT * FROM trades t JOIN quotes q ON a|")).contains("ask", "abs", "and");
    assertThat(at("SELECT p|")).contains("price");
  }

  @Test
  void columnsBehindATableOrItsAlias() {
    assertThat(at("SELECT t.| FROM trades t"))
        .containsExactlyInAnyOrder("t.symbol", "t.price", "t.\"Trade Id\"");
    assertThat(at("SELECT x.o| FROM trades AS t, archive.trades_2025 AS x"))
        .containsExactly("x.old_price");
    assertThat(at("SELECT quotes.a|")).containsExactly("quotes.ask");
    assertThat(at("SELECT archive.trades_2025.y|")).containsExactly("archive.trades_2025.year");
  }

  @Test
  void namesInQuotes() {
    assertThat(at("SELECT \"Tr| FROM trades")).containsExactly("\"Trade Id\"");
    assertThat(at("SELECT t.\"Tr| FROM trades t")).containsExactly("t.\"Trade Id\"");
    assertThat(at("SELECT \"a b\" f|")).contains("from");
  }

  @Test
  void nothingInTextsAndComments() {
    assertThat(at("SELECT 'sel|")).isEmpty();
    assertThat(at("SELECT $$sel|")).isEmpty();
    assertThat(at("SELECT /* sel|")).isEmpty();
  }
}
