package io.polarway.jdbc.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.jdbc.sql.SqlStatement.Delete;
import io.polarway.jdbc.sql.SqlStatement.Insert;
import io.polarway.jdbc.sql.SqlStatement.InsertSource;
import io.polarway.jdbc.sql.SqlStatement.Merge;
import io.polarway.jdbc.sql.SqlStatement.Update;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that change rows, as the queries that find and compute them. */
class DerivedQueryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE t SET a = ? WHERE b = ?"
            + "|SELECT * FROM (SELECT \"t\".*, ($1) AS polarway_set0 FROM polarway_target AS \"t\""
            + " WHERE b = $2) AS changed",
        "UPDATE main.t SET a = main.t.a + 1"
            + "|SELECT * FROM (SELECT \"t\".*, (\"t\".a + 1) AS polarway_set0 FROM polarway_target"
            + " AS \"t\" ) AS changed",
        "UPDATE t x SET a = s.a FROM s RETURNING x.a"
            + "|SELECT *, x.a FROM (SELECT * FROM (SELECT DISTINCT ON (\"x\".polarway_rowid)"
            + " \"x\".*, (s.a) AS polarway_set0 FROM polarway_target AS \"x\", s ) AS changed) AS"
            + " \"x\"",
        "WITH w AS (SELECT 1 AS i) DELETE FROM t USING w WHERE t.a = w.i"
            + "|WITH w AS (SELECT 1 AS i) SELECT \"t\".polarway_rowid FROM polarway_target AS"
            + " \"t\", w WHERE t.a = w.i",
        "DELETE FROM t RETURNING *"
            + "|SELECT \"t\".polarway_rowid, * FROM (SELECT \"t\".* FROM polarway_target AS \"t\" )"
            + " AS \"t\"",
        "TRUNCATE TABLE t|SELECT \"t\".polarway_rowid FROM polarway_target AS \"t\" "
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void textOfTheQuery(String statement, String query) throws SqlSyntaxException {
    assertThat(derived(SqlParser.parse(statement)).text()).isEqualTo(query.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET a = 1, b = DEFAULT, (c, d) = (SELECT 1, 2) FROM s JOIN u USING (id) WHERE"
            + " s.x IS DISTINCT FROM t.x RETURNING a",
        "DELETE FROM t AS x USING s, u WHERE s.id = x.id RETURNING *",
        "INSERT INTO t SELECT * FROM s ON CONFLICT (id) DO UPDATE SET a = excluded.a WHERE t.a > 1",
        "INSERT OR REPLACE INTO t BY NAME SELECT * FROM s JOIN u ON s.id = u.id",
        "INSERT INTO t VALUES (1, DEFAULT) ON CONFLICT DO NOTHING RETURNING id",
        "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED AND CASE WHEN s.a > 1 THEN true END THEN"
            + " UPDATE SET a = 1 WHEN MATCHED THEN DELETE WHEN NOT MATCHED BY SOURCE THEN UPDATE"
            + " SET (a, b) = (1, 2) WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id) RETURNING"
            + " merge_action, *",
        "MERGE INTO t USING (SELECT 1 AS id) USING (id) WHEN MATCHED THEN DELETE"
      })
  void theGrammarReadsIt(String statement) throws SqlSyntaxException {
    DerivedQuery query = derived(SqlParser.parse(statement));
    List<TableReference> tables = requireNonNull(query.tables(), query.text());
    if (!(SqlParser.parse(statement) instanceof Insert insert) || insert.conflict() != null) {
      assertThat(tables).extracting(table -> table.name().last()).contains(DerivedQuery.TARGET);
    }
  }

  @Test
  void conditionsAreThoseOnTheTable() throws SqlSyntaxException {
    DerivedQuery query =
        derived(SqlParser.parse("UPDATE t SET a = ? WHERE day = ? AND t.symbol IN ('A', ?)"));
    assertThat(requireNonNull(query.tables()).get(0).conditions())
        .extracting(condition -> condition.condition().text())
        .containsExactly("day = $2", "t.symbol IN ('A', $3)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE t SET|the name of a column",
        "UPDATE t SET a|expected =",
        "UPDATE t SET a = |expected a value",
        "UPDATE t SET a = 1 WHERE|nothing stands behind WHERE",
        "UPDATE t SET s.a = 1|expected a column of t",
        "UPDATE t SET (a, b) = (1)|expected ,",
        "DELETE t|expected FROM",
        "DELETE FROM t LIMIT 1|expected",
        "DELETE FROM t RETURNING|nothing stands behind RETURNING",
        "INSERT INTO t VALUES (1) ON CONFLICT|expected DO",
        "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING WHERE a|expected RETURNING",
        "INSERT INTO t BY NAME VALUES (1)|BY NAME",
        "MERGE INTO t USING s WHEN MATCHED THEN DELETE|expected a table or query, ON",
        "MERGE INTO t USING s ON true|expected",
        "MERGE INTO t USING s ON true WHEN MATCHED THEN INSERT VALUES (1)|expected UPDATE, DELETE",
        "MERGE INTO t USING s ON true WHEN NOT MATCHED THEN DELETE|expected INSERT",
        "MERGE INTO t USING s ON true WHEN NOT MATCHED THEN INSERT (a) VALUES (1, 2)|2 values for 1"
      })
  void whatIsWrongIsTold(String statement, String message) {
    assertThatThrownBy(() -> SqlParser.parse(statement))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining(message);
  }

  private static DerivedQuery derived(SqlStatement statement) {
    if (statement instanceof Update update) {
      return update.query();
    }
    if (statement instanceof Delete delete) {
      return delete.query();
    }
    if (statement instanceof Merge merge) {
      return merge.query();
    }
    return ((InsertSource.Rows) ((Insert) statement).source()).query();
  }
}
