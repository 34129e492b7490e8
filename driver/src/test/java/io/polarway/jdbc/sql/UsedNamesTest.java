package io.polarway.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsedNamesTest {

  private static @Nullable Set<String> names(String sql) throws Exception {
    SqlStatement statement = SqlParser.parse(sql);
    List<TableReference> tables =
        Objects.requireNonNull(((SqlStatement.Query) statement).tables(), sql);
    assertThat(tables).as(sql).isNotEmpty();
    return tables.get(0).usedNames();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT price FROM trades",
        "SELECT count(*), sum(\"PRICE\" * volume) FROM trades t WHERE t.symbol = 'a'",
        "SELECT x.price FROM main.trades x JOIN quotes q ON x.id = q.id ORDER BY 1",
        "WITH c AS (SELECT price FROM trades) SELECT price FROM c",
        "SELECT main.trades.price FROM main.trades",
        "SELECT count(*) FILTER (WHERE price > 1) FROM trades"
      })
  void knowsWhatIsNamed(String sql) throws Exception {
    assertThat(names(sql)).isNotNull();
    if (sql.toLowerCase(Locale.ROOT).contains("price")) {
      assertThat(names(sql)).contains("price").doesNotContain("unnamed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM trades",
        "SELECT t.* FROM trades t",
        "SELECT count(DISTINCT t) FROM trades t",
        "SELECT trades FROM trades",
        "SELECT main.trades FROM main.trades",
        "SELECT a FROM trades AS t(a, b)",
        "SELECT COLUMNS('p.*') FROM trades",
        "SELECT DISTINCT ON (symbol) * FROM trades",
        "SELECT * EXCLUDE (price) FROM trades",
        "SELECT symbol FROM trades NATURAL JOIN quotes",
        "SELECT count(*) FROM (SELECT * FROM trades)",
        "SELECT t::VARCHAR FROM trades t",
        "SELECT price FROM trades WHERE EXISTS (TABLE quotes)",
        "SELECT symbol FROM trades ORDER BY #1"
      })
  void knowsWhereOthersMayBeUsed(String sql) throws Exception {
    SqlStatement.Query query = (SqlStatement.Query) SqlParser.parse(sql);
    List<TableReference> tables = query.tables();
    assertThat(tables == null || tables.get(0).usedNames() == null).as(sql).isTrue();
  }
}
