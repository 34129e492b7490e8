package io.polarway.tck.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementSplitterTest {

  @Test
  void splitsAtSemicolonsAndLeavesOutWhatIsEmpty() {
    assertThat(StatementSplitter.split(" select 1 ;; select 2; -- the end\n"))
        .containsExactly("select 1", "select 2");
  }

  @Test
  void semicolonsInTextNamesAndCommentsDoNotSplit() {
    String text = "select ';', 'it''s;', \"a;b\" /* ; */ -- ;\n, $$;$$, $x$ ; $$ $x$";

    assertThat(StatementSplitter.split(text + "; select 2")).containsExactly(text, "select 2");
  }

  @Test
  void aDollarSignAloneQuotesNothing() {
    assertThat(StatementSplitter.split("select $1; select 2"))
        .containsExactly("select $1", "select 2");
  }

  @Test
  void anOpenQuoteReachesToTheEnd() {
    assertThat(StatementSplitter.split("select 'a; select 2"))
        .containsExactly("select 'a; select 2");
  }
}
