package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.error.StorageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays prepared answers as what is prepared anew. */
class KeptPreparationsTest {

  private static final String ROWS =
      "(SELECT i::INTEGER AS id, 'name' || i AS name, i / 4 AS price, i::DECIMAL(12,2) AS amount,"
          + " DATE '2026-01-01' + i::INTEGER AS day FROM range(20) r(i))";

  private static final List<String> ONE_PARAMETER =
      List.of(
          "SELECT id, name, price FROM " + ROWS + " WHERE id = ?",
          "SELECT id + ? AS s, name FROM " + ROWS + " ORDER BY id",
          "SELECT price * ? FROM " + ROWS + " ORDER BY id",
          "SELECT sum(id * ?) FROM " + ROWS,
          "SELECT coalesce(?, name) AS c FROM " + ROWS + " ORDER BY id",
          "SELECT ?",
          "SELECT amount, day FROM " + ROWS + " WHERE amount > ? ORDER BY id",
          "SELECT round(amount, ?) FROM " + ROWS + " ORDER BY id",
          "SELECT date_trunc(?, day) FROM " + ROWS + " ORDER BY id",
          "SELECT [id, ?] FROM " + ROWS + " ORDER BY id",
          "SELECT ?::INTEGER / 2, count(*) FROM " + ROWS);

  private static final List<@Nullable Object> VALUES =
      Arrays.asList(
          (byte) 3,
          (short) 4,
          5,
          6L,
          2.5f,
          2.5,
          new BigDecimal("7.125"),
          BigInteger.TEN.pow(20),
          "month",
          "8",
          true,
          LocalDate.of(2026, 1, 9),
          OffsetDateTime.parse("2026-01-09T12:00Z"),
          null);

  private TestEngine engine;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    engine = new TestEngine(directory);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private record Answer(
      List<ResultColumn> columns, List<List<@Nullable Object>> rows, boolean failed) {}

  private Answer answer(boolean again, String sql, List<@Nullable Object> parameters) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (BatchStream stream =
        again
            ? engine.session.queryAgain(sql, parameters, Duration.ZERO)
            : engine.session.query(sql, parameters, Duration.ZERO)) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.size(); row++) {
          List<@Nullable Object> values = new ArrayList<>();
          for (Column column : batch.columns()) {
            values.add(ColumnObjects.get(column, row));
          }
          rows.add(values);
        }
      }
      return new Answer(stream.columns(), rows, false);
    } catch (StorageException e) {
      return new Answer(List.of(), List.of(), true);
    }
  }

  @Test
  void parametersOfAnyTypeComeAgainInAnyOrder() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      String sql = ONE_PARAMETER.get(random.nextInt(ONE_PARAMETER.size()));
      List<@Nullable Object> parameters = new ArrayList<>();
      parameters.add(VALUES.get(random.nextInt(VALUES.size())));
      if (random.nextInt(20) == 0) {
        engine.session.set("integer_division", random.nextBoolean() ? "true" : "false");
      }
      assertThat(answer(true, sql, parameters))
          .as(sql + " with " + parameters)
          .isEqualTo(answer(false, sql, parameters));
    }
  }

  @Test
  void settingsTakeEffect() {
    String sql = "SELECT 5 / 2 AS x FROM (SELECT 1)";
    assertThat(answer(true, sql, List.of()).rows()).containsExactly(List.of(2.5));
    engine.session.set("integer_division", "true");
    assertThat(answer(true, sql, List.of()).rows()).containsExactly(List.of(2));
    engine.session.set("integer_division", null);
    assertThat(answer(true, sql, List.of()).rows()).containsExactly(List.of(2.5));
  }

  @Test
  void temporaryObjectsTakeEffect() {
    String sql = "SELECT abs(-1) AS x";
    assertThat(answer(true, sql, List.of()).rows()).containsExactly(List.of(1));
    engine.session.change("CREATE TEMP MACRO abs(v) AS 'mine'", null, List.of(), Duration.ZERO);
    assertThat(answer(true, sql, List.of()).rows()).containsExactly(List.of("mine"));
  }

  @Test
  void openResultsOfOneTextDoNotDisturbEachOther() {
    String sql = "SELECT i FROM range(100000) r(i)";
    answer(true, sql, List.of());
    try (BatchStream first = engine.session.queryAgain(sql, List.of(), Duration.ZERO);
        BatchStream second = engine.session.queryAgain(sql, List.of(), Duration.ZERO)) {
      long rows = 0;
      for (ColumnBatch batch = first.next(); batch != null; batch = first.next()) {
        rows += batch.size();
        ColumnBatch other = second.next();
        rows += other == null ? 0 : other.size();
      }
      assertThat(rows).isEqualTo(200_000);
    }
    assertThat(answer(true, sql, List.of()).rows()).hasSize(100_000);
  }

  @Test
  void aFailureIsToldEachTime() {
    String sql = "SELECT error('no ' || i) FROM range(1) r(i)";
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> engine.session.queryAgain(sql, List.of(), Duration.ZERO).next())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("no 0");
    }
    assertThat(answer(true, "SELECT 1", List.of()).failed()).isFalse();
  }
}
