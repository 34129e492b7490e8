package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineTypesTest {

  /** More than two chunks. */
  private static final int ROWS = 4_500;

  private static TestEngine engine;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    engine = new TestEngine(directory);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  record Case(String expression, DataType type, @Nullable Object expected) {
    @Override
    public String toString() {
      return expression;
    }
  }

  private static Case of(String expression, DataType type, @Nullable Object expected) {
    return new Case(expression, type, expected);
  }

  static Stream<Case> cases() {
    return Stream.of(numbers(), decimals(), texts(), times(), others(), nested())
        .flatMap(cases -> cases);
  }

  private static Stream<Case> numbers() {
    return Stream.of(
        of("true", ScalarType.BOOLEAN, true),
        of("false", ScalarType.BOOLEAN, false),
        of("(-128)::TINYINT", ScalarType.TINYINT, Byte.MIN_VALUE),
        of("127::TINYINT", ScalarType.TINYINT, Byte.MAX_VALUE),
        of("(-32768)::SMALLINT", ScalarType.SMALLINT, Short.MIN_VALUE),
        of("32767::SMALLINT", ScalarType.SMALLINT, Short.MAX_VALUE),
        of("(-2147483648)::INTEGER", ScalarType.INTEGER, Integer.MIN_VALUE),
        of("2147483647::INTEGER", ScalarType.INTEGER, Integer.MAX_VALUE),
        of("(-9223372036854775808)::BIGINT", ScalarType.BIGINT, Long.MIN_VALUE),
        of("9223372036854775807::BIGINT", ScalarType.BIGINT, Long.MAX_VALUE),
        of(
            "(-170141183460469231731687303715884105728)::HUGEINT",
            ScalarType.HUGEINT,
            BigInteger.ONE.shiftLeft(127).negate()),
        of("(-1)::HUGEINT", ScalarType.HUGEINT, BigInteger.ONE.negate()),
        of("255::UTINYINT", ScalarType.UTINYINT, (short) 255),
        of("65535::USMALLINT", ScalarType.USMALLINT, 65_535),
        of("4294967295::UINTEGER", ScalarType.UINTEGER, 4_294_967_295L),
        of(
            "18446744073709551615::UBIGINT",
            ScalarType.UBIGINT,
            new BigInteger("18446744073709551615")),
        of("1::UBIGINT", ScalarType.UBIGINT, BigInteger.ONE),
        of(
            "340282366920938463463374607431768211455::UHUGEINT",
            ScalarType.UHUGEINT,
            BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE)),
        of("1.5::FLOAT", ScalarType.REAL, 1.5f),
        of("'-inf'::FLOAT", ScalarType.REAL, Float.NEGATIVE_INFINITY),
        of("1e300::DOUBLE", ScalarType.DOUBLE, 1e300),
        of("'nan'::DOUBLE", ScalarType.DOUBLE, Double.NaN),
        of("'-0.0'::DOUBLE", ScalarType.DOUBLE, -0.0),
        of(
            "123456789012345678901234567890123456789012345::BIGNUM",
            ScalarType.BIGNUM,
            new BigInteger("123456789012345678901234567890123456789012345")),
        of("(-300)::BIGNUM", ScalarType.BIGNUM, BigInteger.valueOf(-300)),
        of("0::BIGNUM", ScalarType.BIGNUM, BigInteger.ZERO));
  }

  private static Stream<Case> decimals() {
    return Stream.of(
            "DECIMAL(1,0) 9",
            "DECIMAL(1,1) -0.9",
            "DECIMAL(4,2) -99.99",
            "DECIMAL(5,0) 99999",
            "DECIMAL(9,4) -12345.6789",
            "DECIMAL(10,3) 1234567.891",
            "DECIMAL(18,18) 0.123456789012345678",
            "DECIMAL(18,0) -999999999999999999",
            "DECIMAL(19,1) 123456789012345678.9",
            "DECIMAL(38,0) -99999999999999999999999999999999999999",
            "DECIMAL(38,10) 1234567890123456789012345678.0123456789",
            "DECIMAL(38,38) 0.00000000000000000000000000000000000001")
        .map(
            text -> {
              String[] parts = text.split(" ");
              return of(
                  "'" + parts[1] + "'::" + parts[0],
                  TypeParser.parse(parts[0]),
                  new BigDecimal(parts[1]));
            });
  }

  private static Stream<Case> texts() {
    return Stream.of(
        of("''", ScalarType.VARCHAR, ""),
        of("'a'", ScalarType.VARCHAR, "a"),
        of("'twelve bytes'", ScalarType.VARCHAR, "twelve bytes"),
        of("'thirteen byte'", ScalarType.VARCHAR, "thirteen byte"),
        of("'grüße €uro 😀'", ScalarType.VARCHAR, "grüße €uro 😀"),
        of("'a' || chr(0) || 'b'", ScalarType.VARCHAR, "a\0b"),
        of("repeat('x' || chr(0), 50)", ScalarType.VARCHAR, "x\0".repeat(50)),
        of("repeat('long ', 200)", ScalarType.VARCHAR, "long ".repeat(200)),
        of("''::BLOB", ScalarType.BLOB, new byte[0]),
        of("'\\x00\\xFF\\x80'::BLOB", ScalarType.BLOB, new byte[] {0, -1, -128}),
        of(
            "repeat('blob', 10)::BLOB",
            ScalarType.BLOB,
            "blob".repeat(10).getBytes(StandardCharsets.UTF_8)),
        of("'{\"a\": [1, 2]}'::JSON", ScalarType.JSON, "{\"a\": [1, 2]}"));
  }

  private static Stream<Case> times() {
    return Stream.of(
        of("DATE '1970-01-01'", ScalarType.DATE, LocalDate.EPOCH),
        of("DATE '0044-03-15 (BC)'", ScalarType.DATE, LocalDate.of(-43, 3, 15)),
        of("DATE '294247-01-10'", ScalarType.DATE, LocalDate.of(294_247, 1, 10)),
        of("'infinity'::DATE", ScalarType.DATE, LocalDate.MAX),
        of("'-infinity'::DATE", ScalarType.DATE, LocalDate.MIN),
        of("TIME '23:59:59.999999'", ScalarType.TIME, LocalTime.of(23, 59, 59, 999_999_000)),
        of("TIME '24:00:00'", ScalarType.TIME, LocalTime.MAX),
        of(
            "'12:34:56.123456789'::TIME_NS",
            ScalarType.TIME_NS,
            LocalTime.of(12, 34, 56, 123_456_789)),
        of("'12:00:00+05:30'::TIMETZ", ScalarType.TIMETZ, OffsetTime.parse("12:00+05:30")),
        of("'00:00:00-15:59:59'::TIMETZ", ScalarType.TIMETZ, OffsetTime.parse("00:00-15:59:59")),
        of(
            "TIMESTAMP '2026-02-01 01:02:03.000004'",
            ScalarType.TIMESTAMP,
            LocalDateTime.of(2026, 2, 1, 1, 2, 3, 4_000)),
        of(
            "TIMESTAMP '1969-12-31 23:59:59.999999'",
            ScalarType.TIMESTAMP,
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000)),
        of(
            "TIMESTAMP '290309-12-22 (BC) 00:00:00'",
            ScalarType.TIMESTAMP,
            LocalDateTime.of(-290_308, 12, 22, 0, 0)),
        of(
            "'1960-01-01 00:00:01'::TIMESTAMP_S",
            ScalarType.TIMESTAMP_S,
            LocalDateTime.of(1960, 1, 1, 0, 0, 1)),
        of(
            "'1960-01-01 00:00:01.001'::TIMESTAMP_MS",
            ScalarType.TIMESTAMP_MS,
            LocalDateTime.of(1960, 1, 1, 0, 0, 1, 1_000_000)),
        of(
            "'1960-01-01 00:00:01.123456789'::TIMESTAMP_NS",
            ScalarType.TIMESTAMP_NS,
            LocalDateTime.of(1960, 1, 1, 0, 0, 1, 123_456_789)),
        of(
            "TIMESTAMPTZ '2026-02-01 00:00:00+02'",
            ScalarType.TIMESTAMPTZ,
            OffsetDateTime.parse("2026-01-31T22:00Z")),
        of(
            "TIMESTAMPTZ_NS '1960-02-01 00:00:00.123456789+02'",
            ScalarType.TIMESTAMPTZ_NS,
            OffsetDateTime.parse("1960-01-31T22:00:00.123456789Z")));
  }

  private static Stream<Case> others() {
    return Stream.of(
        of(
            "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID",
            ScalarType.UUID,
            UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
        of("'00000000-0000-0000-0000-000000000001'::UUID", ScalarType.UUID, new UUID(0, 1)),
        of("INTERVAL 14 MONTH", ScalarType.INTERVAL, "1 year 2 months"),
        of("INTERVAL 0 DAY", ScalarType.INTERVAL, "00:00:00"),
        of("'101'::BIT", ScalarType.BIT, "101"),
        of("'1010101010101010101'::BIT", ScalarType.BIT, "1010101010101010101"),
        of("'b'::ENUM('a', 'b''c', 'b')", new DataType.Enumeration(List.of("a", "b'c", "b")), "b"),
        of("'😀'::ENUM('é', '😀')", new DataType.Enumeration(List.of("é", "😀")), "😀"),
        of("'POINT (1 2)'::GEOMETRY", ScalarType.GEOMETRY, "POINT (1 2)"),
        of("{'a': 1}::VARIANT", ScalarType.VARIANT, "{'a': 1}"),
        of("NULL", ScalarType.NULL, null));
  }

  private static Stream<Case> nested() {
    DataType ints = new DataType.ListOf(ScalarType.INTEGER);
    return Stream.of(
        of("[1, NULL, 3]", ints, Arrays.asList(1, null, 3)),
        of("[]::INTEGER[]", ints, List.of()),
        of(
            "[[1], NULL, []]",
            new DataType.ListOf(ints),
            Arrays.asList(List.of(1), null, List.of())),
        of(
            "['a long string in a list', NULL, 'x']",
            new DataType.ListOf(ScalarType.VARCHAR),
            Arrays.asList("a long string in a list", null, "x")),
        of(
            "[1, NULL]::INTEGER[2]",
            new DataType.ArrayOf(ScalarType.INTEGER, 2),
            Arrays.asList(1, null)),
        of(
            "{'a': 1, 'b c': 'text that is not inline', 'd': NULL::DATE}",
            new DataType.Struct(
                List.of(
                    new DataType.Field("a", ScalarType.INTEGER),
                    new DataType.Field("b c", ScalarType.VARCHAR),
                    new DataType.Field("d", ScalarType.DATE))),
            mapOf("a", 1, "b c", "text that is not inline", "d", null)),
        of(
            "[{'a': [1]}, NULL]",
            new DataType.ListOf(new DataType.Struct(List.of(new DataType.Field("a", ints)))),
            Arrays.asList(Map.of("a", List.of(1)), null)),
        of(
            "MAP {'k': 1, 'l': NULL}",
            new DataType.MapOf(ScalarType.VARCHAR, ScalarType.INTEGER),
            mapOf("k", 1, "l", null)),
        of(
            "MAP {1: [{'x': 'y'}]}",
            new DataType.MapOf(
                ScalarType.INTEGER,
                new DataType.ListOf(
                    new DataType.Struct(List.of(new DataType.Field("x", ScalarType.VARCHAR))))),
            Map.of(1, List.of(Map.of("x", "y")))),
        of(
            "'text of a union'::UNION(n INTEGER, t VARCHAR)",
            new DataType.Union(
                List.of(
                    new DataType.Field("n", ScalarType.INTEGER),
                    new DataType.Field("t", ScalarType.VARCHAR))),
            "text of a union"),
        of(
            "[1.5::VARIANT, 'x'::VARIANT]",
            new DataType.ListOf(ScalarType.VARIANT),
            List.of("1.5", "x")),
        of(
            "{'é😀': 1}",
            new DataType.Struct(List.of(new DataType.Field("é😀", ScalarType.INTEGER))),
            Map.of("é😀", 1)));
  }

  private static Map<String, @Nullable Object> mapOf(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void constant(Case one) {
    String sql = "SELECT " + one.expression + " AS v";
    try (BatchStream stream = engine.open(sql)) {
      assertThat(stream.columns().get(0).type()).isEqualTo(one.type);
      assertThat(stream.columns().get(0).name()).isEqualTo("v");
    }
    assertThat(engine.value(sql)).isEqualTo(one.expected);
  }

  /** Vectors with gaps, in several chunks, from a table whose rows are not all alike. */
  @ParameterizedTest
  @MethodSource("cases")
  void manyRowsWithNulls(Case one) {
    List<List<@Nullable Object>> rows =
        engine.rows(
            """
            SELECT i, v FROM (
              SELECT i, CASE WHEN i %% 3 = 0 THEN NULL ELSE %s END AS v FROM range(%d) t(i))
            WHERE i %% 7 <> 0 ORDER BY i
            """
                .formatted(one.expression, ROWS));
    assertThat(rows).hasSize(ROWS - (ROWS + 6) / 7);
    for (List<@Nullable Object> row : rows) {
      long i = row.get(0) instanceof Long number ? number : -1;
      Object expected = i % 3 == 0 ? null : one.expected;
      assertThat(row.get(1)).as("row %s", i).isEqualTo(expected);
    }
  }

  @Test
  void differentValuesInEachRow() {
    List<List<@Nullable Object>> rows =
        engine.rows(
            """
            SELECT i, 'row ' || i, repeat('text ', (i % 40)::INTEGER), [i, i + 1], {'n': i, 's': 's' || i},
                i::DECIMAL(30,2), i::VARCHAR::ENUM('0', '1', '2')
            FROM (SELECT i % 3 AS e, i FROM range(6000) t(i)) WHERE e <> 1 AND i < 3
            """);
    assertThat(rows).hasSize(2);
    rows =
        engine.rows(
            """
            SELECT i, 'row ' || i, repeat('text ', (i % 40)::INTEGER), [i, i + 1], {'n': i, 's': 's' || i},
                i::DECIMAL(30,2)
            FROM range(6000) t(i) WHERE i % 5 <> 1
            """);
    int next = 0;
    for (List<@Nullable Object> row : rows) {
      if (next % 5 == 1) {
        next++;
      }
      long i = next++;
      assertThat(row)
          .containsExactly(
              i,
              "row " + i,
              "text ".repeat((int) (i % 40)),
              List.of(i, i + 1),
              Map.of("n", i, "s", "s" + i),
              new BigDecimal(i + ".00"));
    }
    assertThat(next).isEqualTo(6000);
  }

  @Test
  void intervalsAreWrittenAsTheEngineWritesThem() {
    for (String interval :
        List.of(
            "1 year",
            "2 years",
            "-1 month",
            "25 months",
            "1 day",
            "-3 days",
            "1 second",
            "-1 second",
            "1.5 seconds",
            "100 hours",
            "-90 minutes",
            "1 microsecond",
            "1 year 2 months 3 days 4 hours 5 minutes 6.789 seconds",
            "-14 months 3 days")) {
      Object text = engine.value("SELECT CAST(INTERVAL '" + interval + "' AS VARCHAR)");
      assertThat(engine.value("SELECT INTERVAL '" + interval + "'")).isEqualTo(text);
    }
  }

  @Test
  void typesOfAnEmptyResult() {
    try (BatchStream stream =
        engine.open("SELECT 1 AS a, 'x'::ENUM('x', 'y') AS b, [1.5] AS c WHERE false")) {
      assertThat(stream.columns().stream().map(column -> column.type().sqlName()))
          .containsExactly("INTEGER", "ENUM('x', 'y')", "DECIMAL(2,1)[]");
      assertThat(stream.next()).isNull();
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void largeEnumerations() {
    for (int size : new int[] {255, 256, 300, 70_000}) {
      String type =
          java.util.stream.IntStream.range(0, size)
              .mapToObj(i -> "'v" + i + "'")
              .collect(java.util.stream.Collectors.joining(", ", "ENUM(", ")"));
      assertThat(engine.value("SELECT 'v" + (size - 1) + "'::" + type)).isEqualTo("v" + (size - 1));
    }
  }

  @Test
  void repeatedLongStringsInAnyOrder() {
    List<List<@Nullable Object>> rows =
        engine.rows(
            """
            SELECT k, (['the first long string', 'short', 'another string that is long', NULL,
                'the fifth of these strings'])[k]
            FROM (SELECT (hash(i) % 5 + 1)::INTEGER AS k FROM range(20000) t(i))
            """);
    List<@Nullable String> values =
        Arrays.asList(
            "the first long string",
            "short",
            "another string that is long",
            null,
            "the fifth of these strings");
    assertThat(rows).hasSize(20_000);
    for (List<@Nullable Object> row : rows) {
      assertThat(row.get(1)).isEqualTo(values.get((Integer) row.get(0) - 1));
    }
  }
}
