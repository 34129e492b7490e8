package io.polarway.jdbc.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.jdbc.sql.SqlStatement.Query;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rewritten queries against DuckDB: what stands in the place of a table gives its rows, so a query
 * gives the same rows as before. The rewritten text runs where no table has such a name, so that a
 * name left in its place is noticed.
 */
class SqlRewriterTest {
  private static Connection original;
  private static Connection rewritten;

  @BeforeAll
  static void createTables() throws SQLException, IOException {
    original = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    try (Statement statement = original.createStatement()) {
      statement.execute("ATTACH ':memory:' AS polarway");
      statement.execute("USE polarway");
      for (String sql : SqlScript.split(resource("schema.sql"))) {
        statement.execute(sql);
      }
      statement.execute("ATTACH ':memory:' AS elsewhere");
    }
    rewritten = original.unwrap(DuckDBConnection.class).duplicate();
    try (Statement statement = rewritten.createStatement()) {
      statement.execute("USE elsewhere");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    rewritten.close();
    original.close();
  }

  /** Unnamed expressions that hold a table keep the label that the user wrote. */
  @Test
  void labelsDoNotShowWhatReplacedTheTable() throws SQLException, SqlSyntaxException {
    String text =
        "SELECT DISTINCT (SELECT max(a) FROM t), 1 IS DISTINCT FROM (SELECT 2 FROM t), (SELECT"
            + " min(a) FROM t x) AS named, EXISTS (SELECT (SELECT a FROM t) FROM t LIMIT 1)";
    Query query = (Query) SqlParser.parse(text);
    String sql =
        SqlRewriter.replaceTables(
            text,
            query.range(),
            requireNonNull(requireNonNull(query.tables())),
            all(requireNonNull(query.tables()), "(SELECT 7 AS a)"));
    try (Statement statement = rewritten.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> labels = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        labels.add(rows.getMetaData().getColumnLabel(i));
      }
      assertThat(labels)
          .containsExactly(
              "(SELECT max(a) FROM t)",
              "1 IS DISTINCT FROM (SELECT 2 FROM t)",
              "named",
              "EXISTS (SELECT (SELECT a FROM t) FROM t LIMIT 1)");
    }
  }

  static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>(SqlScript.split(resource("queries.sql")));
    queries.addAll(SqlScript.split(resource("tpch.sql")));
    return queries;
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aRewrittenQueryGivesTheSameRows(String text) throws Exception {
    assertThat(rows(rewritten, rewrite(text))).isEqualTo(rows(original, text));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aRangeIsTheNameAsWritten(String text) throws SqlSyntaxException {
    Query query = (Query) SqlParser.parse(text);
    int end = 0;
    for (TableReference table : requireNonNull(requireNonNull(query.tables()))) {
      String written = table.range().of(query.text());
      assertThat(table.range().start()).isGreaterThanOrEqualTo(end);
      end = table.range().end();
      assertThat(
              Lexer.tokens(written).stream()
                  .filter(Token::isName)
                  .map(token -> token.name(written))
                  .toList())
          .isEqualTo(table.name().parts());
    }
  }

  @Test
  void anyLayoutOfAQueryIsReadAlike() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> queries = queries();
    for (int round = 0; round < 300; round++) {
      String text = queries.get(random.nextInt(queries.size()));
      String other = laidOut(text, random);
      Query expected = (Query) SqlParser.parse(text);
      Query query = (Query) SqlParser.parse(other);
      assertThat(names(query)).as("seed %d: %s", seed, other).isEqualTo(names(expected));
      for (TableReference table : requireNonNull(requireNonNull(query.tables()))) {
        assertThat(Lexer.tokens(table.range().of(query.text())))
            .as("seed %d: %s", seed, other)
            .hasSize(2 * table.name().parts().size() - 1);
      }
      if (round % 6 == 0) {
        assertThat(rows(rewritten, rewrite(other)))
            .as("seed %d: %s", seed, other)
            .isEqualTo(rows(original, text));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "SELECT * FROM trades|SELECT * FROM (R) AS \"trades\"",
        "SELECT * FROM a.\"b c\" AS t|SELECT * FROM (R) AS t",
        "TABLE t|FROM (R) AS \"t\"",
        "SELECT main.t.x FROM t|SELECT \"t\".x FROM (R) AS \"t\"",
        "SELECT main.t.x FROM s.t|SELECT main.t.x FROM (R) AS \"t\"",
        "SELECT t.x.y FROM t|SELECT t.x.y FROM (R) AS \"t\"",
        "SELECT a.t.x, b.t.x FROM a.t, b.t|SELECT \"a.t\".x, \"b.t\".x FROM (R) AS \"a.t\", (R) AS"
            + " \"b.t\"",
        "SELECT * FROM 'x.parquet'|SELECT * FROM 'x.parquet'",
        "SELECT * FROM read_parquet('x')|SELECT * FROM read_parquet('x')",
        "WITH t AS (FROM t) FROM t|WITH t AS (FROM (R) AS \"t\") FROM t",
        "WITH RECURSIVE t AS (FROM t) FROM t|WITH RECURSIVE t AS (FROM t) FROM t"
      })
  void whatTakesThePlaceOfAName(String text, String expected) throws SqlSyntaxException {
    Query query = (Query) SqlParser.parse(text);
    assertThat(
            SqlRewriter.replaceTables(
                query.text(),
                query.range(),
                requireNonNull(requireNonNull(query.tables())),
                all(requireNonNull(query.tables()), "(R)")))
        .isEqualTo(expected);
  }

  @Test
  void onlyAPartIsRewritten() throws SqlSyntaxException {
    SqlStatement.CreateTableAs create =
        (SqlStatement.CreateTableAs) SqlParser.parse("CREATE TABLE t AS SELECT t.a FROM t, u");
    assertThat(
            SqlRewriter.replaceTables(
                create.text(),
                create.query(),
                requireNonNull(requireNonNull(create.tables())),
                all(requireNonNull(create.tables()), "(R)")))
        .isEqualTo("SELECT t.a FROM (R) AS \"t\", (R) AS \"u\"");
  }

  private static List<String> names(Query query) {
    return requireNonNull(requireNonNull(query.tables())).stream()
        .map(table -> table.name() + " " + table.hasAlias())
        .toList();
  }

  private static String rewrite(String text) throws SqlSyntaxException {
    Query query = (Query) SqlParser.parse(text);
    return SqlRewriter.replaceTables(
        query.text(),
        query.range(),
        requireNonNull(requireNonNull(query.tables())),
        requireNonNull(requireNonNull(query.tables())).stream()
            .map(
                table -> {
                  List<String> parts = table.name().parts();
                  String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : "main";
                  return "(SELECT * FROM polarway.\"%s\".\"%s\")"
                      .formatted(schema, table.name().last());
                })
            .toList());
  }

  private static List<String> all(List<TableReference> tables, String relation) {
    return Collections.nCopies(tables.size(), relation);
  }

  /** The same tokens with other blanks, line ends and comments between them. */
  private static String laidOut(String text, Random random) {
    String[] gaps = {
      " ", "\t", "\n", "\r\n", " \t \n", "/* FROM x */", " -- FROM 'é\n", "/* 😀 /* ; */ */\t"
    };
    StringBuilder result = new StringBuilder("\t-- \u00e9\n");
    int end = 0;
    for (Token token : Lexer.tokens(text)) {
      if (token.start() > end && end > 0) {
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
          result.append(gaps[random.nextInt(gaps.length)]);
        }
      }
      result.append(text, token.start(), token.end());
      end = token.end();
    }
    return result.toString();
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
        statement.setObject(i, i == 1 ? "BTC/USD" : (Object) 2);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= columns; i++) {
            row.append(result.getMetaData().getColumnName(i))
                .append('=')
                .append(result.getString(i))
                .append(' ');
          }
          rows.add(row.toString());
        }
      }
      return rows.stream().sorted().collect(Collectors.toList());
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = SqlRewriterTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
