package io.polarway.storage.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of column against a plain list, under random changes. */
class ColumnTest {

  static List<DataType> types() {
    return List.of(
        ScalarType.INTEGER,
        ScalarType.BIGINT,
        ScalarType.REAL,
        ScalarType.DOUBLE,
        new DataType.Decimal(38, 2),
        ScalarType.VARCHAR,
        ScalarType.INTERVAL);
  }

  @ParameterizedTest
  @MethodSource("types")
  void behavesAsAListOfValues(DataType type) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed + " for " + type.sqlName());
    Random random = new Random(seed);
    Column column = Column.create(type, random.nextInt(4));
    List<Object> expected = new ArrayList<>();
    for (int step = 0; step < 3_000; step++) {
      switch (random.nextInt(20)) {
        case 0 -> {
          if (random.nextInt(10) == 0) {
            column.clear();
            Object last = expected.isEmpty() ? null : expected.get(expected.size() - 1);
            boolean carried = !expected.isEmpty();
            expected.clear();
            if (carried) {
              column.advance();
              expected.add(last);
            }
          }
        }
        case 1 -> {
          int size = expected.size() - random.nextInt(Math.min(expected.size(), 5) + 1);
          column.truncate(size);
          expected.subList(size, expected.size()).clear();
        }
        case 2, 3, 4 -> {
          column.appendNull();
          expected.add(null);
        }
        case 5 -> {
          put(column, random.nextInt());
          column.putNull();
          Object value = put(column, random.nextInt());
          column.advance();
          expected.add(value);
        }
        case 6 -> {
          if (!expected.isEmpty()) {
            column.repeat();
            column.advance();
            expected.add(expected.get(expected.size() - 1));
          }
        }
        case 7 -> {
          if (!expected.isEmpty()) {
            Column copy = Column.create(type, 0);
            int[] rows = random.ints(7, 0, expected.size()).toArray();
            copy.appendRows(column, rows, 1, 6);
            int from = random.nextInt(expected.size());
            copy.appendRange(column, from, expected.size());
            List<Object> picked = new ArrayList<>();
            for (int i = 1; i < 6; i++) {
              picked.add(expected.get(rows[i]));
            }
            picked.addAll(expected.subList(from, expected.size()));
            assertThat(values(copy)).isEqualTo(picked);
          }
        }
        default -> {
          Object value = put(column, random.nextInt());
          column.advance();
          expected.add(value);
        }
      }
      assertThat(column.size()).isEqualTo(expected.size());
    }
    assertThat(values(column)).isEqualTo(expected);
    assertThat(column.nullCount())
        .isEqualTo((int) expected.stream().filter(v -> v == null).count());
  }

  @Test
  void textIsKeptAsUtf8() {
    BytesColumn column = (BytesColumn) Column.create(ScalarType.VARCHAR, 1);
    List<String> texts = List.of("", "ascii", "é", "漢字", "a😀b", "\0", "x".repeat(10_000) + "ü");
    texts.forEach(column::append);
    for (int row = 0; row < texts.size(); row++) {
      assertThat(column.getBytes(row)).isEqualTo(texts.get(row).getBytes(StandardCharsets.UTF_8));
      assertThat(column.getString(row)).isEqualTo(texts.get(row));
    }
  }

  @Test
  void halfASurrogatePairIsRefusedAndLeavesTheColumnUsable() {
    BytesColumn column = (BytesColumn) Column.create(ScalarType.VARCHAR, 1);
    column.append("before");
    assertThatThrownBy(() -> column.put("a\uD800b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("character 2")
        .hasMessageContaining("U+D800");
    column.append("after");
    assertThat(values(column)).isEqualTo(List.of("before", "after"));
  }

  @Test
  void wideNumbersKeepTheirSign() {
    WideColumn column = (WideColumn) Column.create(ScalarType.HUGEINT, 1);
    for (String digits :
        List.of(
            "0",
            "-1",
            "9223372036854775808",
            "-9223372036854775809",
            "170141183460469231731687303715884105727",
            "-170141183460469231731687303715884105728")) {
      column.put(new BigInteger(digits));
      column.advance();
      assertThat(column.getSigned(column.size() - 1)).isEqualTo(new BigInteger(digits));
    }
    assertThatThrownBy(() -> column.put(BigInteger.ONE.shiftLeft(127)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void loadedRowsCountTheirNulls() {
    LongColumn column = (LongColumn) Column.create(ScalarType.BIGINT, 130);
    column.loaded(130, new long[] {-1L, ~1L, 0b01});
    assertThat(column.nullCount()).isEqualTo(2);
    assertThat(column.isNull(63)).isFalse();
    assertThat(column.isNull(64)).isTrue();
    assertThat(column.isNull(128)).isFalse();
    assertThat(column.isNull(129)).isTrue();
    column.loaded(64, new long[] {-1L});
    assertThat(column.validity()).isNull();
  }

  private static Object put(Column column, int value) {
    if (column instanceof IntColumn ints) {
      ints.put(value);
      return value;
    }
    if (column instanceof LongColumn longs) {
      longs.put(value * 31L);
      return value * 31L;
    }
    if (column instanceof FloatColumn floats) {
      floats.put(value);
      return (float) value;
    }
    if (column instanceof DoubleColumn doubles) {
      doubles.put(value / 7.0);
      return value / 7.0;
    }
    if (column instanceof WideColumn wide) {
      BigInteger number = BigInteger.valueOf(value).shiftLeft(60);
      wide.put(number);
      return number;
    }
    String text = "t" + value;
    if (column instanceof BytesColumn bytes) {
      bytes.put(text);
    } else {
      ((ObjectColumn) column).put(text);
    }
    return text;
  }

  private static List<@Nullable Object> values(Column column) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = 0; row < column.size(); row++) {
      values.add(column.isNull(row) ? null : value(column, row));
    }
    return values;
  }

  private static @Nullable Object value(Column column, int row) {
    if (column instanceof IntColumn ints) {
      return ints.get(row);
    }
    if (column instanceof LongColumn longs) {
      return longs.get(row);
    }
    if (column instanceof FloatColumn floats) {
      return floats.get(row);
    }
    if (column instanceof DoubleColumn doubles) {
      return doubles.get(row);
    }
    if (column instanceof WideColumn wide) {
      return wide.getSigned(row);
    }
    return column instanceof BytesColumn bytes
        ? bytes.getString(row)
        : ((ObjectColumn) column).get(row);
  }
}
