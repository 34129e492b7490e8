package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters, shapes and failures of queries. */
class EngineQueryTest {

  private static TestEngine engine;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    engine = new TestEngine(directory);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static void assertBound(Object value, String type) {
    assertThat(engine.rows("SELECT ?, typeof(?)", value, value))
        .containsExactly(Arrays.asList(value, type));
  }

  @Test
  void parametersKeepValueAndType() {
    assertBound(true, "BOOLEAN");
    assertBound((byte) -128, "TINYINT");
    assertBound((short) -32768, "SMALLINT");
    assertBound(Integer.MIN_VALUE, "INTEGER");
    assertBound(Long.MIN_VALUE, "BIGINT");
    assertBound(BigInteger.ONE.shiftLeft(127).negate(), "HUGEINT");
    assertBound(1.25f, "FLOAT");
    assertBound(Double.MIN_VALUE, "DOUBLE");
    assertBound("grüße 😀 \0 'quoted'", "VARCHAR");
    assertThat(engine.value("SELECT ?", new byte[] {0, 39, -1})).isEqualTo(new byte[] {0, 39, -1});
    assertBound(UUID.fromString("f0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), "UUID");
    assertBound(LocalTime.of(23, 59, 59, 999_999_000), "TIME");
    assertBound(LocalDateTime.of(-4000, 1, 2, 3, 4, 5, 6_000), "TIMESTAMP");
    assertBound(
        OffsetDateTime.of(1900, 1, 1, 0, 0, 0, 1_000, ZoneOffset.UTC), "TIMESTAMP WITH TIME ZONE");
    assertThat(engine.value("SELECT ?", OffsetDateTime.parse("2026-02-01T00:00+02:00")))
        .isEqualTo(OffsetDateTime.parse("2026-01-31T22:00Z"));
    assertThat(engine.value("SELECT ?::INTEGER", (Object) null)).isNull();
  }

  @Test
  void decimalsKeepEveryDigit() {
    for (String text :
        List.of(
            "0",
            "0.00",
            "-1.5",
            "0.000000000000000001",
            "999999999999999999",
            "12345678901234567890123456789012345678",
            "0.12345678901234567890123456789012345678",
            "-1234567890123456789.0123456789012345678")) {
      assertThat(engine.value("SELECT ?", new BigDecimal(text))).isEqualTo(new BigDecimal(text));
    }
    assertThat(engine.value("SELECT ?", new BigDecimal("5E+3"))).isEqualTo(new BigDecimal("5000"));
  }

  /** Days that the calendar or the zone of the JVM does not have. */
  @Test
  void datesDoNotDependOnTheZone() {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : List.of("UTC", "Pacific/Apia", "America/Sao_Paulo", "Asia/Kathmandu")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertBound(LocalDate.of(2011, 12, 30), "DATE");
        assertBound(LocalDate.of(2018, 11, 4), "DATE");
        assertBound(LocalDate.of(1582, 10, 10), "DATE");
        assertBound(LocalDate.of(-43, 3, 15), "DATE");
        assertBound(LocalDateTime.of(2018, 11, 4, 0, 30), "TIMESTAMP");
        assertBound(LocalTime.of(0, 30), "TIME");
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void theLastAndFirstOfAClassAreInfinite() {
    assertInfinite(LocalDate.MAX, "infinity");
    assertInfinite(LocalDate.MIN, "-infinity");
    assertInfinite(LocalDateTime.MAX, "infinity");
    assertInfinite(LocalDateTime.MIN, "-infinity");
    assertInfinite(OffsetDateTime.MAX, "infinity");
    assertInfinite(OffsetDateTime.MIN, "-infinity");
  }

  private static void assertInfinite(Object value, String text) {
    assertThat(engine.rows("SELECT ?, ?::VARCHAR", value, value))
        .containsExactly(Arrays.asList(value, text));
  }

  @Test
  void valuesThatCannotBeBound() {
    assertFailure(Failure.VALUE_OUT_OF_RANGE, "SELECT ?", BigInteger.ONE.shiftLeft(127));
    assertFailure(Failure.VALUE_OUT_OF_RANGE, "SELECT ?", new BigDecimal("1E+38"));
    assertFailure(Failure.VALUE_OUT_OF_RANGE, "SELECT ?", LocalDate.MAX.minusDays(1));
    assertFailure(Failure.VALUE_OUT_OF_RANGE, "SELECT ?", LocalDateTime.MAX.minusNanos(1));
    assertFailure(
        Failure.VALUE_OUT_OF_RANGE, "SELECT ?", LocalDateTime.of(-290_308, 12, 21, 23, 59));
    assertFailure(Failure.INVALID_VALUE, "SELECT ?", "half \uD83D");
    assertFailure(Failure.INVALID_VALUE, "SELECT ?", new Object());
    assertFailure(Failure.INVALID_STATEMENT, "SELECT ?");
    assertFailure(Failure.INVALID_STATEMENT, "SELECT 1", 1);
  }

  /** The value decides the type of the column, whatever was known before there was one. */
  @Test
  void aParameterGivesItsColumnTheType() {
    assertThat(engine.value("SELECT coalesce(a, ?) FROM (SELECT NULL::INTEGER AS a)", 2.5))
        .isEqualTo(2.5);
    assertThat(engine.value("SELECT coalesce(a, ?) FROM (SELECT NULL::BIGINT AS a)", 7))
        .isEqualTo(7L);
    assertThat(
            engine.value(
                "SELECT greatest(a, ?) FROM (SELECT 1 AS a)", new BigDecimal("12345678901.123")))
        .isEqualTo(new BigDecimal("12345678901.123"));
    assertThat(engine.rows("SELECT a FROM (VALUES (1), (2)) t(a) WHERE a < ?", 1.5))
        .containsExactly(List.of(1));
    assertThat(engine.rows("SELECT ? AS a, a FROM (SELECT 5 AS a) WHERE a = $1", 5))
        .containsExactly(List.of(5, 5));
  }

  @Test
  void describe() {
    QueryShape shape =
        engine.session.describe(
            "SELECT a AS \"A b\", 'x'::ENUM('x') FROM (SELECT 1 AS a) WHERE a = ?");
    assertThat(shape.columns())
        .containsExactly(
            new ResultColumn("A b", ScalarType.INTEGER),
            new ResultColumn("CAST('x' AS ENUM('x'))", new DataType.Enumeration(List.of("x"))));
    assertThat(shape.parameters()).containsExactly(ScalarType.INTEGER);
    assertThat(engine.session.describe("SELECT ?, 1.5").columns()).hasSize(2);
    assertThat(engine.session.describe("SELECT ?").parameters()).containsExactly((DataType) null);
  }

  @Test
  void statementsThatAreQueries() {
    assertThat(engine.rows("DESCRIBE SELECT 1 AS a")).hasSize(1);
    assertThat(engine.rows("SUMMARIZE SELECT 1 AS a")).hasSize(1);
    assertThat(engine.rows("EXPLAIN SELECT 1")).isNotEmpty();
    assertThat(engine.rows("EXPLAIN ANALYZE SELECT 1")).isNotEmpty();
    assertThat(engine.rows("SHOW TABLES")).isEmpty();
    assertThat(engine.rows("VALUES (1), (2)")).hasSize(2);
    assertThat(engine.rows("(SELECT 1)")).hasSize(1);
    assertThat(engine.rows("/* c */ WITH a AS (SELECT 1) FROM a -- end")).hasSize(1);
    assertThat(engine.rows("PIVOT (SELECT 'x' AS a, 2 AS b) ON a IN ('x', 'y') USING sum(b)"))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM nowhere | UNKNOWN_TABLE | nowhere",
        "SELECT x FROM (SELECT 1 AS a) | UNKNOWN_COLUMN | Candidate bindings: \"a\"",
        "SELECT t.x FROM (SELECT 1 AS a) t | UNKNOWN_COLUMN | x",
        "SELECT * FROM nowhere.t | UNKNOWN_SCHEMA | nowhere",
        "SELECT nothing(1) | UNKNOWN_FUNCTION | nothing",
        "SELECT FROM WHERE | SYNTAX | syntax error",
        "SELECT 'a | SYNTAX | quote",
        "SELECT 'a'::INTEGER | INVALID_VALUE | 'a'",
        "SELECT 300::TINYINT | VALUE_OUT_OF_RANGE | 300",
        "SELECT 12345::DECIMAL(3,1) | VALUE_OUT_OF_RANGE | 12345",
        "SELECT 2147483647::INTEGER + 1::INTEGER | VALUE_OUT_OF_RANGE | 2147483647",
        "SELECT 1 // 0 | DIVISION_BY_ZERO | zero",
        "SELECT 1 % (range - 5) FROM range(10) | DIVISION_BY_ZERO | zero",
        "SELECT a, count(*) FROM (SELECT 1 AS a, 2 AS b) GROUP BY b | INVALID_STATEMENT | GROUP BY",
        "SELECT (SELECT range FROM range(3)) | MORE_THAN_ONE_ROW | More than one row",
        "SELECT abs('x', 'y') | UNKNOWN_FUNCTION | No function matches",
        "SELECT '2026-02-30'::DATE | VALUE_OUT_OF_RANGE | 2026-02-30",
        "SELECT json('{') | INVALID_VALUE | JSON",
        "SELECT 1; SELECT 2 | UNSUPPORTED | more than one statement",
        "-- nothing | SYNTAX | no statement",
      })
  void failures(String sql, Failure failure, String part) {
    assertThatThrownBy(() -> engine.rows(sql))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("LINE 1")
        .hasMessageNotContaining("Error:")
        .extracting(e -> ((StorageException) e).failure())
        .isEqualTo(failure);
  }

  @Test
  void memoryThatIsNotThere(@TempDir Path directory) {
    try (Engine small =
            Engine.start(
                new EngineOptions(engine.data, List.of(), directory, 1, 32L * 1024 * 1024));
        EngineSession session = small.openSession()) {
      assertThatThrownBy(
              () -> {
                try (BatchStream stream =
                    session.query(
                        "SELECT length(string_agg(repeat('x', 1000000) || range, ',')) FROM"
                            + " range(200)",
                        List.of(),
                        java.time.Duration.ZERO)) {
                  stream.next();
                }
              })
          .isInstanceOf(StorageException.class)
          .extracting(e -> ((StorageException) e).failure())
          .isEqualTo(Failure.OUT_OF_MEMORY);
    }
  }

  private static void assertFailure(Failure failure, String sql, @Nullable Object... parameters) {
    assertThatThrownBy(() -> engine.rows(sql, parameters))
        .isInstanceOf(StorageException.class)
        .extracting(e -> ((StorageException) e).failure())
        .isEqualTo(failure);
  }
}
