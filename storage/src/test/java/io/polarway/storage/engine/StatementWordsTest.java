package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.engine.StatementWords.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What words tell of a text. */
class StatementWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t | t",
        "SELECT a, b FROM main.\"T x\" AS y WHERE a = 'from' ORDER BY a, b | t x",
        "SELECT (SELECT max(a) FROM t), 5 | t",
        "SELECT a FROM t u LIMIT 3 | u",
        "FROM polarway.main.t | t",
        "SELECT a FROM \"file.csv\" | file.csv",
      })
  void oneSource(String sql, String name) {
    String expected = name.equals("u") ? "t" : name;
    assertThat(StatementWords.of(sql).sources()).isEqualTo(new Sources.One(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM t, u",
        "SELECT a FROM t x, 'file.csv'",
        "SELECT a FROM 'file.csv'",
        "SELECT a FROM t JOIN u USING (a)",
        "SELECT a FROM (SELECT 1)",
        "SELECT a FROM range(10)",
        "WITH t AS (SELECT 1) SELECT * FROM t",
        "SELECT extract(year FROM a) FROM t",
        "TABLE t",
        "SELECT a FROM t NATURAL u",
        "SELECT a FROM t UNION ALL SELECT 1",
        "DESCRIBE t",
      })
  void unclearSources(String sql) {
    assertThat(StatementWords.of(sql).sources()).isEqualTo(new Sources.Unclear());
  }

  @Test
  void blanksAndCommentsAreReduced() {
    assertThat(StatementWords.of("SELECT  a--x\n,'b  c' /* y */ ||$$ d $$").normalized())
        .isEqualTo("SELECT a ,'b  c' ||$$ d $$");
    assertThat(StatementWords.of("SELECT 'a'\n'b'").normalized())
        .isNotEqualTo(StatementWords.of("SELECT 'a' 'b'").normalized());
    assertThat(StatementWords.of("SELECT \"F\" (now( a), g  (1)").called())
        .containsExactlyInAnyOrder("f", "now", "g");
  }
}
