package io.polarway.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ObjectColumn;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.column.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** getString gives what the engine's own cast to VARCHAR gives, for random values of every type. */
class TextOfValuesTest {

  private static final long SEED = 4711;
  private static final int COUNT = 600;
  private static final String ZONE = "America/St_Johns";

  private static DuckDb engine;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void open() throws SQLException {
    engine = new DuckDb(ZONE);
  }

  @AfterAll
  static void close() throws SQLException {
    engine.close();
  }

  @Test
  void doubles() throws SQLException {
    DoubleColumn column = (DoubleColumn) Column.create(ScalarType.DOUBLE, COUNT);
    List<String> expressions = new ArrayList<>();
    String[] edges = {
      "0",
      "-0.0",
      "1",
      "0.1",
      "1e15",
      "1e16",
      "9999999999999998",
      "123456789012345680",
      "1e-4",
      "1e-5",
      "5e-324",
      "2.2250738585072014E-308",
      "1.7976931348623157E308",
      "2e23",
      "8.41e21",
      "9.007199254740993E15",
      "2e-3",
      "1152921504606846976",
      "1e23",
      "4.35",
      "100",
      "1e22",
      "0.3"
    };
    for (int i = 0; i < COUNT; i++) {
      double value =
          i < edges.length
              ? Double.parseDouble(edges[i])
              : switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(1_000_000) / 100.0;
                case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
                default -> Math.scalb(1.0, random.nextInt(2000) - 1000);
              };
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        value = random.nextDouble();
      }
      column.append(value);
      expressions.add(
          "'"
              + new BigDecimal(value)
              + "'::DOUBLE"
              + (1 / value == Double.NEGATIVE_INFINITY ? " * -1.0" : ""));
    }
    for (String special : List.of("nan", "inf", "-inf")) {
      column.append(Double.parseDouble(special.replace("nan", "NaN").replace("inf", "Infinity")));
      expressions.add("'" + special + "'::DOUBLE");
    }
    assertTexts(column, expressions);
  }

  @Test
  void floats() throws SQLException {
    FloatColumn column = (FloatColumn) Column.create(ScalarType.REAL, COUNT);
    List<String> expressions = new ArrayList<>();
    String[] edges = {
      "0",
      "1",
      "0.1",
      "16777216",
      "16777217",
      "1e8",
      "1e15",
      "1e16",
      "1e-5",
      "1.4E-45",
      "1.17549435E-38",
      "3.4028235E38",
      "3.3554432e7",
      "33554431",
      "8.5899346e9"
    };
    for (int i = 0; i < COUNT; i++) {
      float value =
          i < edges.length
              ? Float.parseFloat(edges[i])
              : i % 2 == 0
                  ? Float.intBitsToFloat(random.nextInt())
                  : random.nextInt(1_000_000) / 100f;
      if (Float.isNaN(value) || Float.isInfinite(value)) {
        value = random.nextFloat();
      }
      column.append(value);
      expressions.add("'" + new BigDecimal(value) + "'::FLOAT");
    }
    assertTexts(column, expressions);
  }

  @ParameterizedTest
  @CsvSource({"4,2", "9,0", "18,18", "18,5", "38,0", "38,38", "38,10", "25,24"})
  void decimals(int precision, int scale) throws SQLException {
    Column column = Column.create(new DataType.Decimal(precision, scale), COUNT);
    List<String> expressions = new ArrayList<>();
    BigInteger limit = BigInteger.TEN.pow(precision);
    for (int i = 0; i < COUNT; i++) {
      BigInteger unscaled =
          i < 3
              ? BigInteger.valueOf(i - 1)
              : new BigInteger(1 + random.nextInt(limit.bitLength()), random).mod(limit);
      if (random.nextBoolean()) {
        unscaled = unscaled.negate();
      }
      if (column instanceof LongColumn longs) {
        longs.append(unscaled.longValueExact());
      } else {
        ((WideColumn) column).put(unscaled);
        column.advance();
      }
      expressions.add(
          "'%s'::%s"
              .formatted(new BigDecimal(unscaled, scale).toPlainString(), column.type().sqlName()));
    }
    assertTexts(column, expressions);
  }

  @Test
  void largeIntegers() throws SQLException {
    WideColumn huge = (WideColumn) Column.create(ScalarType.HUGEINT, COUNT);
    WideColumn unsignedHuge = (WideColumn) Column.create(ScalarType.UHUGEINT, COUNT);
    LongColumn unsigned = (LongColumn) Column.create(ScalarType.UBIGINT, COUNT);
    List<String> hugeTexts = new ArrayList<>();
    List<String> unsignedHugeTexts = new ArrayList<>();
    List<String> unsignedTexts = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      BigInteger value = new BigInteger(127, random);
      huge.put(value.negate());
      huge.advance();
      hugeTexts.add("'-" + value + "'::HUGEINT");
      BigInteger wide = new BigInteger(128, random);
      unsignedHuge.append(wide.shiftRight(64).longValue(), wide.longValue());
      unsignedHugeTexts.add("'" + wide + "'::UHUGEINT");
      long bits = random.nextLong();
      unsigned.append(bits);
      unsignedTexts.add("'" + Long.toUnsignedString(bits) + "'::UBIGINT");
    }
    assertTexts(huge, hugeTexts);
    assertTexts(unsignedHuge, unsignedHugeTexts);
    assertTexts(unsigned, unsignedTexts);
  }

  @Test
  void timestamps() throws SQLException {
    LongColumn column = (LongColumn) Column.create(ScalarType.TIMESTAMP, COUNT);
    LongColumn zoned = (LongColumn) Column.create(ScalarType.TIMESTAMPTZ, COUNT);
    List<String> expressions = new ArrayList<>();
    List<String> zonedExpressions = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      long micros = randomMicros(i);
      column.append(micros);
      expressions.add("make_timestamp(" + micros + ")");
      zoned.append(micros);
      zonedExpressions.add("make_timestamp(" + micros + ") AT TIME ZONE 'UTC'");
    }
    for (String infinite : List.of("infinity", "-infinity")) {
      long value = infinite.startsWith("-") ? -Long.MAX_VALUE : Long.MAX_VALUE;
      column.append(value);
      expressions.add("'" + infinite + "'::TIMESTAMP");
      zoned.append(value);
      zonedExpressions.add("'" + infinite + "'::TIMESTAMPTZ");
    }
    assertTexts(column, expressions);
    assertTexts(zoned, zonedExpressions);
  }

  @Test
  void timestampsOfOtherUnits() throws SQLException {
    LongColumn seconds = (LongColumn) Column.create(ScalarType.TIMESTAMP_S, COUNT);
    LongColumn millis = (LongColumn) Column.create(ScalarType.TIMESTAMP_MS, COUNT);
    LongColumn nanos = (LongColumn) Column.create(ScalarType.TIMESTAMP_NS, COUNT);
    List<String> secondTexts = new ArrayList<>();
    List<String> milliTexts = new ArrayList<>();
    List<String> nanoTexts = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      long second = random.nextInt() * 2L;
      seconds.append(second);
      secondTexts.add("make_timestamp(" + second * 1_000_000 + ")::TIMESTAMP_S");
      long milli = random.nextLong() % 100_000_000_000_000L;
      millis.append(milli);
      milliTexts.add("make_timestamp(" + milli * 1000 + ")::TIMESTAMP_MS");
      long nano = random.nextLong();
      nanos.append(nano);
      nanoTexts.add("make_timestamp_ns(" + nano + ")");
    }
    assertTexts(seconds, secondTexts);
    assertTexts(millis, milliTexts);
    assertTexts(nanos, nanoTexts);
  }

  @Test
  void datesAndTimes() throws SQLException {
    IntColumn dates = (IntColumn) Column.create(ScalarType.DATE, COUNT);
    LongColumn times = (LongColumn) Column.create(ScalarType.TIME, COUNT);
    List<String> dateTexts = new ArrayList<>();
    List<String> timeTexts = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      int day = i % 3 == 0 ? random.nextInt() / 2 : random.nextInt(60_000) - 20_000;
      dates.append(day);
      dateTexts.add("DATE '1970-01-01' + (" + day + ")");
      long micros = random.nextLong(86_400_000_001L);
      times.append(i == 0 ? 86_400_000_000L : micros);
      timeTexts.add(
          i == 0 ? "TIME '24:00:00'" : "TIME '00:00:00' + to_microseconds(" + micros + ")");
    }
    dates.append(Integer.MAX_VALUE);
    dateTexts.add("'infinity'::DATE");
    assertTexts(dates, dateTexts);
    assertTexts(times, timeTexts);
  }

  @Test
  void bytesTextsBooleansAndUuids() throws SQLException {
    BytesColumn blobs = (BytesColumn) Column.create(ScalarType.BLOB, COUNT);
    BytesColumn texts = (BytesColumn) Column.create(ScalarType.VARCHAR, COUNT);
    IntColumn booleans = (IntColumn) Column.create(ScalarType.BOOLEAN, COUNT);
    WideColumn uuids = (WideColumn) Column.create(ScalarType.UUID, COUNT);
    List<String> blobTexts = new ArrayList<>();
    List<String> textTexts = new ArrayList<>();
    List<String> booleanTexts = new ArrayList<>();
    List<String> uuidTexts = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      blobs.append(bytes, 0, bytes.length);
      blobTexts.add("unhex('" + new BigInteger(1, concat(bytes)).toString(16).substring(1) + "')");
      String text = "ab'ü€😀 ".substring(0, 3) + random.nextInt();
      texts.append(text);
      textTexts.add("'" + text.replace("'", "''") + "'");
      boolean bool = random.nextBoolean();
      booleans.append(bool ? 1 : 0);
      booleanTexts.add(String.valueOf(bool));
      UUID uuid = new UUID(random.nextLong(), random.nextLong());
      uuids.append(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      uuidTexts.add("'" + uuid + "'::UUID");
    }
    assertTexts(blobs, blobTexts);
    assertTexts(texts, textTexts);
    assertTexts(booleans, booleanTexts);
    assertTexts(uuids, uuidTexts);
  }

  @Test
  void listsStructsAndMaps() throws SQLException {
    assertText(
        new DataType.ListOf(ScalarType.VARCHAR),
        Arrays.asList(
            "a", "b c", "d,e", "", "NULL", "null", "it's", " x", "a\\b", "[", "{}", "k=v", "(q)",
            "\"", null),
        "['a','b c','d,e','','NULL','null','it''s',' x','a\\b','[','{}','k=v','(q)','\"',NULL]");
    assertText(
        new DataType.ListOf(ScalarType.DOUBLE), List.of(1.5, 2.0, 1e20), "[1.5::DOUBLE, 2, 1e20]");
    assertText(
        new DataType.ListOf(new DataType.ListOf(ScalarType.INTEGER)),
        List.of(List.of(1), List.of(), Arrays.asList(2, null)),
        "[[1], [], [2, NULL]]");
    assertText(
        new DataType.ListOf(ScalarType.TIMESTAMP),
        List.of(LocalDateTime.of(2026, 1, 1, 1, 2, 3)),
        "[TIMESTAMP '2026-01-01 01:02:03']");
    assertText(
        new DataType.ArrayOf(ScalarType.BOOLEAN, 2),
        List.of(true, false),
        "[true, false]::BOOLEAN[2]");
    assertText(
        new DataType.ListOf(ScalarType.BLOB),
        List.of(new byte[] {0, 'A', '\\'}),
        "['\\x00A\\x5C'::BLOB]");
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("a", List.of(1));
    fields.put("b c", "x y");
    fields.put("d", null);
    assertText(
        new DataType.Struct(
            List.of(
                new DataType.Field("a", new DataType.ListOf(ScalarType.INTEGER)),
                new DataType.Field("b c", ScalarType.VARCHAR),
                new DataType.Field("d", ScalarType.INTEGER))),
        fields,
        "{'a': [1], 'b c': 'x y', 'd': NULL::INTEGER}");
    DataType one = new DataType.Struct(List.of(new DataType.Field("1", ScalarType.VARCHAR)), false);
    assertText(one, Map.of("1", "x"), "row('x')");
    assertText(
        new DataType.Struct(
            List.of(new DataType.Field("1", ScalarType.VARCHAR), new DataType.Field("2", one)),
            false),
        Map.of("1", "a,b", "2", Map.of("1", "")),
        "row('a,b', row(''))");
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("k", 1);
    map.put("l m", 2);
    assertText(
        new DataType.MapOf(ScalarType.VARCHAR, ScalarType.INTEGER), map, "MAP {'k': 1, 'l m': 2}");
  }

  private void assertText(DataType type, Object value, String expression) throws SQLException {
    ObjectColumn column = (ObjectColumn) Column.create(type, 1);
    column.append(value);
    assertTexts(column, List.of(expression));
  }

  private static void assertTexts(Column column, List<String> expressions) throws SQLException {
    ColumnReader reader =
        ColumnReader.create(new ResultColumn("c", column.type()), ZoneId.of(ZONE));
    reader.bind(column);
    List<@Nullable String> expected = engine.texts(expressions);
    assertThat(expected).hasSize(column.size());
    for (int row = 0; row < column.size(); row++) {
      assertThat(reader.getString(row))
          .as("%s, seed %d", expressions.get(row), SEED)
          .isEqualTo(expected.get(row));
    }
  }

  private long randomMicros(int i) {
    return switch (i % 4) {
      case 0 -> random.nextLong() / 2;
      case 1 -> random.nextLong() % 3_000_000_000_000_000L;
      case 2 -> random.nextInt() * 1_000_000L;
      default -> random.nextInt() * 1000L;
    };
  }

  private static byte[] concat(byte[] bytes) {
    byte[] one = new byte[bytes.length + 1];
    one[0] = 1;
    System.arraycopy(bytes, 0, one, 1, bytes.length);
    return one;
  }
}
