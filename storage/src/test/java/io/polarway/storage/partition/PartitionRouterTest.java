package io.polarway.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.column.WideColumn;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.table.Transform;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Partition values against Iceberg's own transforms, row by row. */
class PartitionRouterTest {

  private static final int ROWS = 500;

  private record Case(
      DataType type,
      Transform transform,
      org.apache.iceberg.transforms.Transform<Object, ?> iceberg,
      Type icebergType) {
    @Override
    public String toString() {
      return transform + " of " + type.sqlName();
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Type timestamp = Types.TimestampType.withoutZone();
    Type instant = Types.TimestampType.withZone();
    for (var temporal :
        Map.of(
                ScalarType.DATE, Types.DateType.get(),
                ScalarType.TIMESTAMP, timestamp,
                ScalarType.TIMESTAMPTZ, instant)
            .entrySet()) {
      cases.add(
          new Case(
              temporal.getKey(), new Transform.Year(), Transforms.year(), temporal.getValue()));
      cases.add(
          new Case(
              temporal.getKey(), new Transform.Month(), Transforms.month(), temporal.getValue()));
      cases.add(
          new Case(temporal.getKey(), new Transform.Day(), Transforms.day(), temporal.getValue()));
    }
    cases.add(new Case(ScalarType.TIMESTAMP, new Transform.Hour(), Transforms.hour(), timestamp));
    for (var other :
        Map.of(
                ScalarType.INTEGER,
                Types.IntegerType.get(),
                ScalarType.BIGINT,
                Types.LongType.get(),
                ScalarType.VARCHAR,
                Types.StringType.get(),
                new DataType.Decimal(9, 2),
                Types.DecimalType.of(9, 2),
                new DataType.Decimal(38, 4),
                Types.DecimalType.of(38, 4))
            .entrySet()) {
      cases.add(
          new Case(
              other.getKey(), new Transform.Identity(), Transforms.identity(), other.getValue()));
      cases.add(
          new Case(
              other.getKey(), new Transform.Bucket(7), Transforms.bucket(7), other.getValue()));
      cases.add(
          new Case(
              other.getKey(), new Transform.Truncate(3), Transforms.truncate(3), other.getValue()));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyRowGoesToThePartitionThatIcebergGivesIt(Case tested) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed + " for " + tested);
    Random random = new Random(seed);
    PartitionRouter router =
        new PartitionRouter(table(tested.type(), new PartitionField("v", tested.transform())));
    for (int round = 0; round < 3; round++) {
      ColumnBatch batch = ColumnBatch.create(List.of(tested.type()), ROWS);
      List<@Nullable Object> internal = new ArrayList<>();
      for (int row = 0; row < ROWS; row++) {
        internal.add(append(batch.column(0), random));
      }
      var bound = tested.iceberg().bind(tested.icebergType());
      Map<Integer, @Nullable Object> actual = new TreeMap<>();
      router.route(
          batch,
          (partition, rows, from, to) -> {
            assertThat(partition).hasSize(1);
            for (int i = from; i < to; i++) {
              assertThat(i == from || rows[i] > rows[i - 1]).as("rows keep their order").isTrue();
              assertThat(actual).doesNotContainKey(rows[i]);
              actual.put(rows[i], partition.get(0));
            }
          });
      assertThat(actual).hasSize(ROWS);
      for (int row = 0; row < ROWS; row++) {
        Object value = internal.get(row);
        assertThat(actual.get(row)).isEqualTo(value == null ? null : bound.apply(value));
      }
    }
  }

  @Test
  void withoutPartitioningAllRowsGoTogether() {
    PartitionRouter router = new PartitionRouter(table(ScalarType.BIGINT));
    ColumnBatch batch = ColumnBatch.create(List.of(ScalarType.BIGINT), 3);
    for (int i = 0; i < 3; i++) {
      ((LongColumn) batch.column(0)).append(i);
    }
    List<List<Integer>> calls = new ArrayList<>();
    router.route(
        batch,
        (partition, rows, from, to) -> {
          assertThat(partition).isEmpty();
          calls.add(Arrays.stream(rows, from, to).boxed().toList());
        });
    assertThat(calls).containsExactly(List.of(0, 1, 2));
  }

  private static TableDefinition table(DataType type, PartitionField... partitioning) {
    return new TableDefinition(
        "",
        new TableName("main", "t"),
        List.of(new ColumnDefinition(1, "v", type, true, null)),
        List.of(partitioning),
        List.of(),
        Map.of());
  }

  /** Appends a random value and gives it as Iceberg represents it. */
  private static @Nullable Object append(Column column, Random random) {
    if (random.nextInt(10) == 0) {
      column.appendNull();
      return null;
    }
    if (column instanceof IntColumn ints) {
      int value = random.nextInt(20_000) - 10_000;
      ints.append(value);
      return value;
    }
    if (column instanceof LongColumn longs) {
      long value =
          column.type() instanceof DataType.Decimal
              ? random.nextInt(1_000_000) - 500_000
              : (random.nextInt(8_000) - 4_000) * 40_000_000_000L + random.nextInt(1_000_000);
      longs.append(value);
      return column.type() instanceof DataType.Decimal decimal
          ? (Object) BigDecimal.valueOf(value, decimal.scale())
          : (Object) value;
    }
    if (column instanceof WideColumn wide) {
      BigInteger value = new BigInteger(100, random).subtract(BigInteger.ONE.shiftLeft(99));
      wide.put(value);
      wide.advance();
      return new BigDecimal(value, 4);
    }
    String text = Integer.toString(random.nextInt(5_000), 36) + "é漢";
    ((BytesColumn) column).append(text);
    return text;
  }
}
