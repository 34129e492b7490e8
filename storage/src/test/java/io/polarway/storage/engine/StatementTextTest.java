package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.error.StorageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTextTest {

  @Test
  void theStatementWithoutWhatFollows() {
    assertThat(StatementText.single("SELECT 1")).isEqualTo("SELECT 1");
    assertThat(StatementText.single(" ; SELECT 1 ; ; -- end")).isEqualTo("SELECT 1");
    assertThat(StatementText.single("SELECT 1 /* ; */;")).isEqualTo("SELECT 1");
    assertThat(StatementText.single("/* /* */ ; */ SELECT 1 /* ; /**/ */")).isEqualTo("SELECT 1");
  }

  @Test
  void semicolonsThatEndNothing() {
    for (String sql :
        List.of(
            "SELECT ';'",
            "SELECT 'it''s; fine'",
            "SELECT \";\" FROM t",
            "SELECT \"a\"\";b\" FROM t",
            "SELECT E'\\';' AS a",
            "SELECT $$;$$",
            "SELECT $tag$ ; $$ ; $tag$",
            "SELECT $1, a$b FROM t",
            "SELECT 1 -- ;\n + 2",
            "SELECT /* ; SELECT */ 2")) {
      assertThat(StatementText.single(sql)).isEqualTo(sql);
    }
  }

  @Test
  void severalStatements() {
    for (String sql :
        List.of(
            "SELECT 1; SELECT 2",
            "SELECT ''; SELECT ''",
            "SELECT 'a\\'; SELECT 'b'",
            "SELECT $1; SELECT $2",
            "SELECT a$b; SELECT $$x$$",
            "SELECT 1 -- a\n; SELECT 2",
            "SELECT 1 --\r; SELECT 2",
            ";;SELECT 1;;SELECT 2")) {
      assertThatThrownBy(() -> StatementText.single(sql))
          .as(sql)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("more than one statement");
    }
  }

  @Test
  void textThatNobodyCanRead() {
    for (String sql :
        List.of("", " ", ";", "-- a", "SELECT 'a", "SELECT /* a", "SELECT $$a", "/* /* */ x")) {
      assertThatThrownBy(() -> StatementText.single(sql)).isInstanceOf(StorageException.class);
    }
  }
}
