package io.polarway.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void splitsAtSemicolonsAndDropsWhatHasNoWord() {
    assertThat(SqlScript.split("SELECT 1; ;\n-- nothing; here\n; SELECT 2 ;"))
        .containsExactly("SELECT 1", "SELECT 2");
    assertThat(SqlScript.split("")).isEmpty();
    assertThat(SqlScript.split(" /* only ; this */ ")).isEmpty();
  }

  @Test
  void semicolonsWithinQuotesSeparateNothing() {
    assertThat(
            SqlScript.split(
                "SELECT 'a;''b'; SELECT \"c;\"\"d\"; SELECT E'e\\';f'; SELECT $$g;'h$$; SELECT"
                    + " $x$i;$$;$x$"))
        .containsExactly(
            "SELECT 'a;''b'",
            "SELECT \"c;\"\"d\"",
            "SELECT E'e\\';f'",
            "SELECT $$g;'h$$",
            "SELECT $x$i;$$;$x$");
  }

  @Test
  void semicolonsWithinCommentsSeparateNothing() {
    assertThat(SqlScript.split("SELECT 1 -- one; two\r\n + 2; SELECT /* a /* b; */ c; */ 3"))
        .containsExactly("SELECT 1 -- one; two\r\n + 2", "SELECT /* a /* b; */ c; */ 3");
  }

  @Test
  void whatHasNoEndIsTheLastStatement() {
    assertThat(SqlScript.split("SELECT 1; SELECT 'a; SELECT 2"))
        .containsExactly("SELECT 1", "SELECT 'a; SELECT 2");
  }

  @Test
  void tellsWhatIsEndedWhatFollowsAndWhatIsOpen() {
    SqlScript script = SqlScript.of("SELECT 1;SELECT 2; SELECT (3 -- ; three\n");
    assertThat(script.ended()).containsExactly("SELECT 1", "SELECT 2");
    assertThat(script.rest()).isEqualTo("SELECT (3");
    assertThat(script.open()).isEqualTo(SqlScript.Open.PARENTHESIS);

    assertThat(SqlScript.of("SELECT 1; -- the end").rest()).isEmpty();
    assertThat(SqlScript.of("SELECT (1);").open()).isEqualTo(SqlScript.Open.NOTHING);
    assertThat(SqlScript.of("SELECT 1").open()).isEqualTo(SqlScript.Open.NOTHING);
    assertThat(SqlScript.of("SELECT 'a;").open()).isEqualTo(SqlScript.Open.TEXT);
    assertThat(SqlScript.of("SELECT $$a';").open()).isEqualTo(SqlScript.Open.TEXT);
    assertThat(SqlScript.of("SELECT E'a;").open()).isEqualTo(SqlScript.Open.TEXT);
    assertThat(SqlScript.of("SELECT \"a;").open()).isEqualTo(SqlScript.Open.NAME);
    assertThat(SqlScript.of("SELECT 1 /* a;").open()).isEqualTo(SqlScript.Open.COMMENT);
    assertThat(SqlScript.of("SELECT [(1)").open()).isEqualTo(SqlScript.Open.PARENTHESIS);
  }
}
