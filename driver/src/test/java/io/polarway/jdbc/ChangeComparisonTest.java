package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of rows do what the engine's own tables do: counts, what is returned, and contents. */
class ChangeComparisonTest {

  private static final List<String> TABLES = List.of("t", "s", "o.t");

  private static Connection ours;
  private static Connection engine;

  @BeforeAll
  static void open() throws SQLException {
    ours = TestStore.temporary();
    engine = DriverManager.getConnection("jdbc:duckdb:");
    for (Connection connection : List.of(ours, engine)) {
      execute(connection, "CREATE SCHEMA o");
      for (String table : List.of("t", "o.t")) {
        execute(
            connection,
            "CREATE TABLE "
                + table
                + " (id INTEGER NOT NULL, x INTEGER DEFAULT 7, y VARCHAR DEFAULT 'dd', PRIMARY KEY"
                + " (id)"
                + (connection == ours ? " NOT ENFORCED)" : ")"));
      }
      execute(connection, "CREATE TABLE s (id INTEGER, x INTEGER)");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    ours.close();
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update t set x = 1",
        "update t set x = x + 1, y = 'z' || y where id < 3 returning *",
        "update t set (x, y) = (7, 'sub') where id=2 returning x",
        "update t set (x,y) = row(8,'sub') where id=2",
        "update t set x = default, y = default where id=2 returning id, x+1, y as q",
        "update t set x = s.x from s where s.id = t.id returning *",
        "update t set x = s.x from s where s.id = t.id",
        "update t set x = (select max(s.x) from s where s.id <= t.id) where id in (select id from"
            + " s) returning t.*",
        "with q as (select 1 as i) update t set x = (select i from q) where id = 1 returning *",
        "with recursive q(i) as (select 1 union all select i+1 from q where i < 3) update t set x ="
            + " -i from q where i = id",
        "update o.t set x = o.t.x + 1 where o.t.id = 1",
        "update t set x = case when id = 1 then 5 else 6 end where y is distinct from 'b' returning"
            + " x",
        "update t set nope = 1",
        "update t set x = nope",
        "update t set x = 'abc' where id = 1",
        "update t set x = 1, x = 2",
        "update t set y = t.x::varchar || s.x from (select id, x from s) s where s.id = t.id and"
            + " exists (select 1 from o.t z where z.id = t.id) returning id, y",
        "delete from t",
        "delete from t where x > 15",
        "delete from t as q where q.id = 1 returning q.*, q.id * 2 as w",
        "delete from t using s where s.id = t.id returning *",
        "delete from t using s, o.t z where s.id = t.id and z.id = t.id returning t.id",
        "with q as (select 1 as i) delete from t where id in (select i from q) returning *",
        "truncate t",
        "truncate table o.t",
        "insert into t values (70, 1, 'z') returning *",
        "insert into t values (60, default, default), (61, 1+1, default) returning *",
        "insert into t values (60, default, default), (61, 1+1, default)",
        "insert into t (y, id) select 'q', id + 100 from s returning id, x, y",
        "insert into t by name select 5 as x, 50 as id returning *",
        "insert into t by position select 51, 5, 'r' returning *",
        "insert into t by name select 5 as nope, 50 as id",
        "with q as (select 11 as i) insert into t select i, i, 'w' from q returning *",
        "insert into t(id,x) values (1,5) on conflict (id) do update set x = x + excluded.x, y ="
            + " excluded.y returning *",
        "insert into t(id,x) values (1,5) on conflict (id) do update set x = t.x + excluded.x",
        "insert into t(id,x) values (1,5),(99,6) on conflict (id) do update set x = t.x +"
            + " excluded.x returning *",
        "insert into t(id,x) select id, x from s on conflict do update set x = excluded.x where"
            + " excluded.x is not null returning *",
        "insert into t(id,x) select id, x from s on conflict do update set x = excluded.x where x >"
            + " 1000",
        "insert into t(id,x) select id, x from s on conflict do nothing returning *",
        "insert into t(id,x) select id, x from s on conflict (id) do nothing",
        "insert into t(id,x) values (9,5),(9,6) on conflict do nothing returning *",
        "insert or ignore into t(id,x) values (1,5),(9,6) returning *",
        "insert or replace into t(id,x) values (1,7),(9,8) returning *",
        "insert or replace into t(id,x) values (9,7),(9,8),(9,9)",
        "insert or replace into t values (1,7,'n')",
        "insert into t(id,x) values (1,5) on conflict (x) do nothing",
        "insert into t(id,x) values (1,5) on conflict (id) do update set (x,y) = (excluded.x,"
            + " default) returning *",
        "insert into t values (1,5,'a') on conflict (id) do update set id = excluded.id + 1000",
        "merge into t using s on t.id = s.id when matched then update set x = s.x when not matched"
            + " then insert values (id, x, 'm') returning merge_action, *",
        "merge into t using s on t.id = s.id when matched then update set x = s.x when not matched"
            + " then insert (id, x) values (id, x)",
        "merge into t using s using (id) when matched then update set x = s.x when not matched then"
            + " insert returning merge_action, *",
        "merge into t using (select 1 as id, 5 as x, 'p' as y) s using (id) when matched then"
            + " update when not matched by source then update set y='gone' returning merge_action,"
            + " *",
        "merge into t using (select 1 as id) s using (id) when matched then delete when not matched"
            + " by source and x > 20 then delete returning merge_action, *",
        "merge into t using (select 1 as id) s using (id) when matched then error 'boo' when not"
            + " matched then error",
        "merge into t using (select 9 as id) s using (id) when matched then error 'boo'",
        "merge into t using (select 1 as id, 8 as x, 'q' as y) s using (id) when not matched then"
            + " insert * returning *",
        "merge into t using (select 11 as id, 8 as x, 'q' as y) s using (id) when not matched then"
            + " insert * returning *",
        "merge into t using (select 1 as id, 8 as x, 'q' as y) s using (id) when matched then"
            + " update set * returning *",
        "merge into t using (select 'k' as y, 1 as id, 8 as x) s using (id) when matched then"
            + " update by name when not matched then insert by name returning *",
        "merge into t using (select 'k' as y, 111 as id, 8 as x) s using (id) when matched then"
            + " update by name when not matched then insert by name returning upper(merge_action)"
            + " u, merge_action, *",
        "merge into t using (select 1 as id, 8 as x, 'q' as y) s using (id) when matched then"
            + " update by position returning *",
        "merge into t using (select 11 as id, 8 as x, 'q' as y) s using (id) when matched then do"
            + " nothing when not matched by target then insert by position returning *",
        "merge into t using s on t.id = s.id when matched and s.x is null then delete when matched"
            + " and t.x > 5 then update set x = t.x + s.x, y = default when not matched and x > 500"
            + " then do nothing when not matched then insert (id) values (id + 1000) returning"
            + " merge_action, *",
        "merge into t as a using s as b on a.id = b.id and a.x < 15 when matched then update set x"
            + " = b.x when not matched by source and a.id > 2 then update set y = 'ns' when not"
            + " matched by source then delete when not matched then insert (id, y) values (b.id +"
            + " 50, default) returning merge_action, *",
        "merge into t using (values (1, 2), (1, 3)) s(id, v) on s.id = t.id when matched then"
            + " update set x = v",
        "merge into t using (values (1, 2), (77, 3)) s(id, v) on s.id = t.id when matched then"
            + " update set x = v + id when not matched then insert values (id, v, 'v')",
        "merge into t using (select id, x from s) on t.id = 1 and x is null when matched then"
            + " delete",
        "merge into t using o.t as z on t.id = z.id when matched then update set x = z.x, y = z.y"
            + " || t.y",
        "merge into t using s on t.id = s.id when matched then update set id = 1/0",
        "with q as (select * from s) merge into t using q on q.id = t.id when matched then update"
            + " set x = 1",
        "merge into t using (select id as k, x as x from s) s on k = id when matched then update"
            + " set (x, y) = (s.x, 'c') when not matched then insert (id, x, y) values (k, x, case"
            + " when x > 1 then 'big' else 'small' end) returning merge_action, id, x, y"
      })
  void oneStatement(String sql) throws SQLException {
    for (Connection connection : List.of(ours, engine)) {
      for (String table : TABLES) {
        execute(connection, "DELETE FROM " + table);
      }
      execute(
          connection,
          "INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c'), (5, NULL, NULL)");
      execute(connection, "INSERT INTO s VALUES (1, 100), (2, NULL), (4, 400)");
      execute(connection, "INSERT INTO o.t VALUES (1, 11, 'oa'), (2, 22, 'ob')");
    }
    assertSame(sql);
  }

  @Test
  void randomStatementsInTransactions() throws SQLException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (Connection connection : List.of(ours, engine)) {
      execute(connection, "DELETE FROM t");
      execute(connection, "DELETE FROM s");
      execute(connection, "INSERT INTO t SELECT i, i % 7, 'v' || i FROM range(40) r(i)");
    }
    for (int i = 0; i < 60; i++) {
      boolean inTransaction = random.nextInt(3) == 0;
      boolean rollback = random.nextBoolean();
      if (inTransaction) {
        execute(ours, "BEGIN");
        execute(engine, "BEGIN");
      }
      for (int n = inTransaction ? 3 : 1; n > 0; n--) {
        assertSame(statement(random));
      }
      if (inTransaction) {
        execute(ours, rollback ? "ROLLBACK" : "COMMIT");
        execute(engine, rollback ? "ROLLBACK" : "COMMIT");
        assertThat(contents(ours)).isEqualTo(contents(engine));
      }
    }
  }

  private static String statement(Random random) {
    int id = random.nextInt(50);
    int other = random.nextInt(50);
    String where = random.nextInt(4) == 0 ? "" : " WHERE id % " + (2 + random.nextInt(5)) + " = 1";
    String returning = random.nextBoolean() ? " RETURNING id, x, y || '!' AS w" : "";
    return switch (random.nextInt(8)) {
      case 0 -> "UPDATE t SET x = x + " + id + ", y = y || x" + where + returning;
      case 1 -> "DELETE FROM t WHERE id BETWEEN " + id + " AND " + (id + 3) + returning;
      case 2 -> "UPDATE t SET x = u.x FROM o.t u WHERE u.id = t.id AND u.x > " + other + returning;
      case 3 ->
          "INSERT INTO t SELECT i, %d, 'n' FROM range(%d) r(i) ON CONFLICT (id) DO UPDATE SET x ="
                  .formatted(id, other)
              + " excluded.x + t.x, y = 'up' WHERE t.x <> 3"
              + returning;
      case 4 ->
          "INSERT OR IGNORE INTO t (id, x) VALUES (%d, 1), (%d, 2)".formatted(id, other)
              + returning;
      case 5 ->
          "MERGE INTO t USING (SELECT i AS id, i * 2 AS v FROM range(%d, %d) r(i)) u USING (id)"
                  .formatted(Math.min(id, other), Math.max(id, other))
              + " WHEN MATCHED AND t.x > 5 THEN DELETE WHEN MATCHED THEN UPDATE SET x = v"
              + " WHEN NOT MATCHED AND id % 2 = 0 THEN INSERT (id, x) VALUES (id, v)"
              + (returning.isEmpty() ? "" : returning + ", merge_action");
      case 6 -> "INSERT OR REPLACE INTO t VALUES (%d, %d, 'r')".formatted(id, other) + returning;
      default -> "DELETE FROM t USING s WHERE s.id = t.id" + returning;
    };
  }

  private static void assertSame(String sql) throws SQLException {
    String expected = outcome(engine, sql);
    String actual = outcome(ours, sql);
    if (expected.equals("fails")) {
      assertThat(actual).as(sql).startsWith("fails");
    } else {
      assertThat(actual).as(sql).isEqualTo(expected);
    }
    assertThat(contents(ours)).as(sql).isEqualTo(contents(engine));
  }

  private static String outcome(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "count " + statement.getUpdateCount();
      }
      try (ResultSet resultSet = statement.getResultSet()) {
        ResultSetMetaData metaData = resultSet.getMetaData();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
          labels.add(metaData.getColumnLabel(i));
        }
        List<String> rows = rows(resultSet);
        Collections.sort(rows);
        return labels + " " + rows;
      }
    } catch (SQLException failed) {
      return connection == engine ? "fails" : "fails: " + failed;
    }
  }

  private static List<List<String>> contents(Connection connection) throws SQLException {
    List<List<String>> contents = new ArrayList<>();
    for (String table : TABLES) {
      contents.add(rows(connection, "SELECT * FROM " + table + " ORDER BY ALL"));
    }
    return contents;
  }
}
