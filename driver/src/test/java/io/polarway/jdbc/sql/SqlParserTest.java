package io.polarway.jdbc.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.polarway.jdbc.sql.SqlStatement.Argument;
import io.polarway.jdbc.sql.SqlStatement.ColumnClause;
import io.polarway.jdbc.sql.SqlStatement.CreateSchema;
import io.polarway.jdbc.sql.SqlStatement.CreateTable;
import io.polarway.jdbc.sql.SqlStatement.CreateTableAs;
import io.polarway.jdbc.sql.SqlStatement.DropSchema;
import io.polarway.jdbc.sql.SqlStatement.DropTable;
import io.polarway.jdbc.sql.SqlStatement.ForeignKeyClause;
import io.polarway.jdbc.sql.SqlStatement.IfExists;
import io.polarway.jdbc.sql.SqlStatement.Insert;
import io.polarway.jdbc.sql.SqlStatement.InsertSource;
import io.polarway.jdbc.sql.SqlStatement.Query;
import io.polarway.jdbc.sql.SqlStatement.SetOption;
import io.polarway.jdbc.sql.SqlStatement.TransactionControl;
import io.polarway.jdbc.sql.SqlStatement.TransactionControl.Action;
import io.polarway.jdbc.sql.SqlStatement.Unsupported;
import io.polarway.jdbc.sql.SqlStatement.Value;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.CheckConstraint;
import io.polarway.storage.table.Constraints;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.Transform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParserTest {

  @Test
  void theStatementIsItsTextWithoutWhatIsAroundIt() throws SqlSyntaxException {
    SqlStatement statement = SqlParser.parse(" -- first\n/* a /* b */ */ SELECT 1 ; ; -- end");
    assertThat(statement.text()).isEqualTo("SELECT 1");
  }

  @Test
  void countsQuestionMarksOutsideOfQuotesAndComments() throws SqlSyntaxException {
    SqlStatement statement =
        SqlParser.parse("SELECT ?, '?', \"?\", $$?$$ /* ? */ FROM t WHERE a=? -- ?\n AND b>?");
    assertThat(statement.parameterCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT $name", "SELECT $1, ?", "SELECT $0", "SELECT a ?? b"})
  void otherParametersAreNotOffered(String text) throws SqlSyntaxException {
    assertThat(SqlParser.parse(text)).isInstanceOf(Unsupported.class);
  }

  @Test
  void numbersOfParametersAreCounted() throws SqlSyntaxException {
    assertThat(SqlParser.parse("SELECT $2, $1, $2, '$7'").parameterCount()).isEqualTo(2);
  }

  // -- INSERT

  @Test
  void insertOfPlainValues() throws SqlSyntaxException {
    Insert insert =
        parse(
            Insert.class,
            "INSERT INTO main.\"My Trades\" (a, \"b c\") VALUES (?, -1_000.5e3), ('it''s', NULL),"
                + " (E'\\n"
                + "\\x41', ?), ($$x'y$$, DEFAULT), (TRUE, +2)");
    assertThat(insert.table().parts()).containsExactly("main", "My Trades");
    assertThat(insert.columns()).containsExactly("a", "b c");
    assertThat(insert.parameterCount()).isEqualTo(2);
    InsertSource.Values values = (InsertSource.Values) insert.source();
    assertThat(values.rows())
        .containsExactly(
            List.of(new Value.Parameter(0), new Value.NumberLiteral("-1000.5e3")),
            List.of(new Value.TextLiteral("it's"), new Value.NullLiteral()),
            List.of(new Value.TextLiteral("\nA"), new Value.Parameter(1)),
            List.of(new Value.TextLiteral("x'y"), new Value.Default()),
            List.of(new Value.BooleanLiteral(true), new Value.NumberLiteral("2")));
    assertThat(values.range().of(insert.text())).startsWith("VALUES (?").endsWith("+2)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1 + 1)",
        "INSERT INTO t VALUES (now(), DATE '2026-02-01')",
        "INSERT INTO t VALUES (0x1F)",
        "INSERT INTO t SELECT * FROM u",
        "INSERT INTO t (SELECT * FROM u)",
        "INSERT INTO t (a) WITH w AS (SELECT 1) SELECT * FROM w",
        "INSERT INTO t FROM u",
        "INSERT INTO t VALUES (1) UNION ALL SELECT 2"
      })
  void insertOfAnythingElseIsAQuery(String text) throws SqlSyntaxException {
    Insert insert = parse(Insert.class, text);
    InsertSource.Rows rows = (InsertSource.Rows) insert.source();
    String given = text.replaceFirst("INSERT INTO t (\\(a\\) )?", "");
    assertThat(rows.query().text())
        .isEqualTo("SELECT * FROM (SELECT * FROM (" + given + ") AS source) AS \"t\"");
  }

  @Test
  void insertOfDefaults() throws SqlSyntaxException {
    assertThat(parse(Insert.class, "INSERT INTO t DEFAULT VALUES").source())
        .isEqualTo(new InsertSource.Defaults());
  }

  // -- CREATE TABLE

  @Test
  void createTable() throws SqlSyntaxException {
    CreateTable table =
        parse(
            CreateTable.class,
            "CREATE TABLE IF NOT EXISTS main.trades (timestamp TIMESTAMP, \"Symbol\" VARCHAR NOT"
                + " NULL DEFAULT 'a,b', price DOUBLE DEFAULT (1 + 2) * 3 NOT NULL, id BIGINT, n INT"
                + " NULL DEFAULT NULL, CONSTRAINT pk PRIMARY KEY (id, \"Symbol\")) PARTITIONED BY"
                + " (day(timestamp), hours(timestamp), bucket(16, id), truncate(4, \"Symbol\"),"
                + " region) WITH (ingest-level = 9, 'Rest-Level' = '19', flag = true)");
    assertThat(table.name().parts()).containsExactly("main", "trades");
    assertThat(table.ifExists()).isEqualTo(IfExists.KEEP);
    assertThat(table.columns())
        .containsExactly(
            new ColumnClause("timestamp", ScalarType.TIMESTAMP, true, null),
            new ColumnClause("Symbol", ScalarType.VARCHAR, false, "'a,b'"),
            new ColumnClause("price", ScalarType.DOUBLE, false, "(1 + 2) * 3"),
            new ColumnClause("id", ScalarType.BIGINT, true, null),
            new ColumnClause("n", ScalarType.INTEGER, true, "NULL"));
    assertThat(table.constraints().keys())
        .containsExactly(new Key("pk", true, List.of("id", "Symbol"), true));
    assertThat(table.partitioning())
        .containsExactly(
            new PartitionField("timestamp", new Transform.Day()),
            new PartitionField("timestamp", new Transform.Hour()),
            new PartitionField("id", new Transform.Bucket(16)),
            new PartitionField("Symbol", new Transform.Truncate(4)),
            new PartitionField("region", new Transform.Identity()));
    assertThat(table.properties())
        .isEqualTo(Map.of("ingest-level", "9", "rest-level", "19", "flag", "true"));
  }

  @Test
  void constraintsAtColumnsAndBesideThem() throws SqlSyntaxException {
    CreateTable table =
        parse(
            CreateTable.class,
            "CREATE TABLE t (a INT CONSTRAINT one UNIQUE NOT ENFORCED NOT NULL CHECK (a > (1) AND"
                + " ')' <> ''), b INT DEFAULT 1 REFERENCES u ON DELETE NO ACTION ON UPDATE"
                + " RESTRICT, CONSTRAINT two CHECK (substring('x' FROM 1) = 'x'), UNIQUE (b, a),"
                + " CONSTRAINT three FOREIGN KEY (a, b) REFERENCES s.v (c, d))");
    assertThat(table.constraints())
        .isEqualTo(
            new Constraints(
                List.of(
                    new Key("one", false, List.of("a"), false),
                    new Key("", false, List.of("b", "a"), true)),
                List.of(
                    new CheckConstraint("", "a > (1) AND ')' <> ''"),
                    new CheckConstraint("two", "substring('x' FROM 1) = 'x'")),
                List.of()));
    assertThat(table.foreignKeys())
        .extracting(ForeignKeyClause::name, ForeignKeyClause::columns)
        .containsExactly(tuple("", List.of("b")), tuple("three", List.of("a", "b")));
    assertThat(table.foreignKeys().get(1).referencedColumns()).containsExactly("c", "d");
    assertThat(table.columns().get(0).nullable()).isFalse();
  }

  @Test
  void orReplaceAndAKeyAtItsColumn() throws SqlSyntaxException {
    CreateTable table =
        parse(CreateTable.class, "CREATE OR REPLACE TABLE t (id INT PRIMARY KEY, date DATE)");
    assertThat(table.ifExists()).isEqualTo(IfExists.REPLACE);
    assertThat(table.constraints().keys()).containsExactly(new Key("", true, List.of("id"), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOLEAN|BOOLEAN",
        "bool|BOOLEAN",
        "TINYINT|TINYINT",
        "INT1|TINYINT",
        "SMALLINT|SMALLINT",
        "INT2|SMALLINT",
        "INT|INTEGER",
        "INTEGER|INTEGER",
        "INT4|INTEGER",
        "BIGINT|BIGINT",
        "INT8|BIGINT",
        "LONG|BIGINT",
        "DECIMAL|DECIMAL(18,3)",
        "NUMERIC(10)|DECIMAL(10,0)",
        "DECIMAL(38, 4)|DECIMAL(38,4)",
        "REAL|FLOAT",
        "FLOAT|FLOAT",
        "FLOAT4|FLOAT",
        "DOUBLE|DOUBLE",
        "DOUBLE PRECISION|DOUBLE",
        "FLOAT8|DOUBLE",
        "FLOAT(53)|DOUBLE",
        "VARCHAR|VARCHAR",
        "VARCHAR(10)|VARCHAR(10)",
        "CHARACTER VARYING(3)|VARCHAR(3)",
        "TEXT|VARCHAR",
        "STRING|VARCHAR",
        "CHAR(2)|CHAR(2)",
        "BPCHAR(2)|CHAR(2)",
        "BLOB|BLOB",
        "BYTEA|BLOB",
        "VARBINARY|BLOB",
        "BINARY(16)|BLOB",
        "DATE|DATE",
        "TIME|TIME",
        "TIME WITHOUT TIME ZONE|TIME",
        "TIMESTAMP|TIMESTAMP",
        "TIMESTAMP(3)|TIMESTAMP",
        "DATETIME|TIMESTAMP",
        "TIMESTAMP WITHOUT TIME ZONE|TIMESTAMP",
        "TIMESTAMPTZ|TIMESTAMP WITH TIME ZONE",
        "TIMESTAMP(6) WITH TIME ZONE|TIMESTAMP WITH TIME ZONE",
        "UUID|UUID",
        "UTINYINT|SMALLINT",
        "USMALLINT|INTEGER",
        "UINTEGER|BIGINT",
        "UBIGINT|DECIMAL(20,0)",
        "HUGEINT|DECIMAL(38,0)",
        "JSON|VARCHAR",
        "\"int\"|INTEGER"
      })
  void columnTypes(String written, String type) throws SqlSyntaxException {
    CreateTable table = parse(CreateTable.class, "CREATE TABLE t (c " + written + " NOT NULL)");
    DataType read = table.columns().get(0).type();
    assertThat(read.sqlName()).isEqualTo(type);
    assertThat(read.isStorable()).isTrue();
    assertThat(table.columns().get(0).nullable()).isFalse();
  }

  @Test
  void createTableAs() throws SqlSyntaxException {
    CreateTableAs table =
        parse(
            CreateTableAs.class,
            "CREATE TABLE t (a, b) PARTITIONED BY (a) AS SELECT x, ? FROM u WITH NO DATA");
    assertThat(table.columns()).containsExactly("a", "b");
    assertThat(table.withData()).isFalse();
    assertThat(table.parameterCount()).isEqualTo(1);
    assertThat(table.query().of(table.text())).isEqualTo("SELECT x, ? FROM u");
    assertThat(requireNonNull(table.tables())).hasSize(1);
    assertThat(requireNonNull(table.tables()).get(0).range().of(table.text())).isEqualTo("u");
    assertThat(parse(CreateTableAs.class, "CREATE TABLE t AS FROM u").withData()).isTrue();
  }

  // -- the others

  @Test
  void schemasAndDrops() throws SqlSyntaxException {
    assertThat(parse(CreateSchema.class, "CREATE SCHEMA IF NOT EXISTS s").ifNotExists()).isTrue();
    assertThat(parse(DropSchema.class, "DROP SCHEMA s CASCADE").cascade()).isTrue();
    assertThat(parse(DropSchema.class, "DROP SCHEMA IF EXISTS s RESTRICT").cascade()).isFalse();
    DropTable drop = parse(DropTable.class, "DROP TABLE IF EXISTS a, s.\"b\" CASCADE");
    assertThat(drop.names()).containsExactly(new Name(List.of("a")), new Name(List.of("s", "b")));
    assertThat(drop.ifExists()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "BEGIN,BEGIN", "begin transaction,BEGIN", "BEGIN WORK,BEGIN", "START TRANSACTION,BEGIN",
    "COMMIT,COMMIT", "END,COMMIT", "COMMIT WORK,COMMIT", "ROLLBACK,ROLLBACK",
    "ABORT TRANSACTION,ROLLBACK"
  })
  void transactions(String text, Action action) throws SqlSyntaxException {
    assertThat(parse(TransactionControl.class, text).action()).isEqualTo(action);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      quoteCharacter = '#',
      value = {
        "SET TimeZone = 'Europe/Zurich',TimeZone,Europe/Zurich",
        "SET threads TO 4,threads,4",
        "SET TIME ZONE 'UTC',TimeZone,UTC",
        "SET SESSION TimeZone='UTC',TimeZone,UTC",
        "RESET TimeZone,TimeZone,null",
        "SET TimeZone = DEFAULT,TimeZone,null",
        "USE main,schema,main",
        "SET schema = 'main',schema,main",
        "SET SCHEMA main,schema,main",
        "SET x = -1,x,-1"
      })
  void settings(String text, String name, String value) throws SqlSyntaxException {
    SetOption option = parse(SetOption.class, text);
    assertThat(option.name()).isEqualTo(name);
    assertThat(option.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COPY t TO 'x.parquet'|COPY",
        "ATTACH 'x.db'|ATTACH",
        "PRAGMA version|PRAGMA",
        "VACUUM FULL|VACUUM FULL",
        "CREATE VIEW v AS SELECT 1|CREATE VIEW",
        "CREATE OR REPLACE VIEW v AS SELECT 1|CREATE OR REPLACE VIEW",
        "CREATE UNIQUE INDEX i ON t (a)|CREATE UNIQUE INDEX",
        "CREATE MACRO m(a) AS a|CREATE MACRO",
        "INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT c DO NOTHING|ON CONSTRAINT",
        "INSERT INTO t VALUES (1) ON CONFLICT (a) WHERE a > 1 DO NOTHING|ON CONFLICT ... WHERE",
        "INSERT OR ABORT INTO t VALUES (1)|INSERT OR ABORT",
        "CREATE TABLE t (a INT CHECK (a > (SELECT 1)))|query in a CHECK",
        "CREATE TABLE t (a INT CHECK (a IN (FROM u)))|query in a CHECK",
        "CREATE TABLE t (a INT CHECK (a > 0) NOT ENFORCED)|CHECK constraint that is NOT ENFORCED",
        "CREATE TABLE t (a INT UNIQUE DEFERRABLE)|DEFERRABLE",
        "CREATE TABLE t (a INT REFERENCES u(b) ON DELETE CASCADE)|ON DELETE CASCADE",
        "CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES u ON UPDATE SET NULL)|ON UPDATE SET",
        "CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (a + 1))|GENERATED",
        "CREATE TABLE t (a INTERVAL)|INTERVAL",
        "CREATE TABLE t (a BIT)|BIT",
        "CREATE TABLE t (a TIMETZ)|TIME WITH TIME ZONE",
        "CREATE TABLE t (a UNION(x INT))|UNION",
        "CREATE TABLE t (a INT[])|LIST",
        "CREATE TABLE t (a STRUCT(x INT))|STRUCT",
        "SELECT 1 INTO t|SELECT INTO",
        "SELECT * FROM range(3) FOR SYSTEM_TIME AS OF TIMESTAMP '2026-01-01'|what is not the name",
        "PIVOT t AT (VERSION => 3) ON a USING sum(b)|only the engine can read",
        "SET TRANSACTION READ ONLY|SET TRANSACTION"
      })
  void whatIsKnownAndNotOfferedIsNamed(String text, String feature) throws SqlSyntaxException {
    assertThat(parse(Unsupported.class, text).feature()).contains(feature);
  }

  // -- errors

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "SELECT 'a|7|without a closing quote",
        "SELECT \"a|7|without an end",
        "SELECT /* a|7|comment",
        "SELECT (1|9|not closed",
        "SELECT 1)|8|closes nothing",
        "SELECT (1]|9|closes nothing",
        "INSRT INTO t|0|INSRT",
        "SELECT 1; SELECT 2|8|one by one",
        "CREATE TABLE t (a FOO)|18|no type FOO",
        "CREATE TABLE t|14|expected columns",
        "CREATE TABLE t (a DECIMAL(39))|25|DECIMAL(39,0)",
        "CREATE TABLE t (a INT) PARTITIONED BY (week(a))|39|transform week",
        "CREATE TABLE t (a INT) PARTITIONED BY (bucket(a))|39|bucket(16, id)",
        "DROP TABLE t u|13|end of the statement",
        "INSERT INTO t|13|expected VALUES",
        "CREATE TABLE t (a INT PRIMARY KEY, PRIMARY KEY (a))|43|second primary key"
      })
  void whatIsCertainlyWrong(String text, int position, String message) {
    SqlSyntaxException e =
        catchThrowableOfType(SqlSyntaxException.class, () -> SqlParser.parse(text));
    assertThat(e.position()).isEqualTo(position);
    assertThat(e).hasMessageContaining(message);
  }

  @Test
  void anErrorShowsItsPlace() {
    SqlSyntaxException e =
        catchThrowableOfType(
            SqlSyntaxException.class,
            () -> SqlParser.parse("\n-- é\nSELECT\ta,\n\t'😀', ) FROM t"));
    assertThat(String.valueOf(e.getMessage()).lines())
        .containsExactly(
            "A \")\" that closes nothing at line 4, column 7.", "   '😀', ) FROM t", "        ^");
  }

  @Test
  void nothingIsNoStatement() {
    assertThatThrownBy(() -> SqlParser.parse(" -- \n;"))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining("no statement");
  }

  @Test
  void forUpdateIsNoPartOfTheQuery() throws SqlSyntaxException {
    Query query = parse(Query.class, "SELECT * FROM t WHERE id = ? FOR UPDATE");
    assertThat(query.forUpdate()).isTrue();
    assertThat(query.range().of(query.text())).isEqualTo("SELECT * FROM t WHERE id = ?");
  }

  private static <T extends SqlStatement> T parse(Class<T> kind, String text)
      throws SqlSyntaxException {
    SqlStatement statement = SqlParser.parse(text);
    assertThat(statement).isInstanceOf(kind);
    return kind.cast(statement);
  }

  @Test
  void callsHaveArgumentsByPositionAndByName() throws SqlSyntaxException {
    SqlStatement.Call call =
        (SqlStatement.Call)
            SqlParser.parse(
                "CALL polarway.p('a''b', ?, -1.5, true, NULL, x => ?, y := INTERVAL 5 DAYS, z =>"
                    + " INTERVAL '1 h');");
    assertThat(call.procedure().toString()).isEqualTo("polarway.p");
    assertThat(call.parameterCount()).isEqualTo(2);
    assertThat(call.arguments())
        .containsExactly(
            new Argument(null, new Value.TextLiteral("a'b")),
            new Argument(null, new Value.Parameter(0)),
            new Argument(null, new Value.NumberLiteral("-1.5")),
            new Argument(null, new Value.BooleanLiteral(true)),
            new Argument(null, new Value.NullLiteral()),
            new Argument("x", new Value.Parameter(1)),
            new Argument("y", new Value.TextLiteral("5 DAYS")),
            new Argument("z", new Value.TextLiteral("1 h")));
    assertThat(((SqlStatement.Call) SqlParser.parse("CALL p()")).arguments()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "OPTIMIZE trades|optimize|trades",
        "OPTIMIZE TABLE sales.\"My Trades\"|optimize|sales.\"My Trades\"",
        "OPTIMIZE table|optimize|table",
        "VACUUM polarway.main.t;|vacuum|polarway.main.t"
      })
  void optimizeAndVacuumAreCalls(String sql, String procedure, String table)
      throws SqlSyntaxException {
    SqlStatement.Call call = (SqlStatement.Call) SqlParser.parse(sql);
    assertThat(call.procedure().toString()).isEqualTo("polarway." + procedure);
    assertThat(call.arguments()).containsExactly(new Argument(null, new Value.TextLiteral(table)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL",
        "CALL p",
        "CALL p(",
        "CALL p(1",
        "CALL p(1,)",
        "CALL p(1 + 1)",
        "CALL p(x => 1, 2)",
        "CALL p(DEFAULT)",
        "CALL p(1) x",
        "OPTIMIZE",
        "OPTIMIZE TABLE a b",
        "VACUUM a, b"
      })
  void callsThatCannotBeRead(String sql) {
    assertThatThrownBy(() -> SqlParser.parse(sql)).isInstanceOf(SqlSyntaxException.class);
  }
}
