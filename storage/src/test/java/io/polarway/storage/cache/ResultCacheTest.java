package io.polarway.storage.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.DictionaryColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ObjectColumn;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept, what is given up, and who waits for whom. */
@Timeout(60)
class ResultCacheTest {

  private static final Patience ENDLESS = () -> {};
  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("number", ScalarType.BIGINT),
          new ResultColumn("text", ScalarType.VARCHAR),
          new ResultColumn("interval", ScalarType.INTERVAL));

  private final ResultCache cache = new ResultCache(new CacheOptions(1 << 22, 1 << 21));
  private final AtomicInteger runs = new AtomicInteger();

  /** A stream as the engine's: it fills one batch anew with each call. */
  private static class Rows implements BatchStream {
    private final ColumnBatch batch =
        ColumnBatch.create(COLUMNS.stream().map(ResultColumn::type).toList(), 0);
    private final long seed;
    private final int batches;
    private final int rowsEach;
    private final int failAt;
    private int given;
    private boolean closed;

    Rows(long seed, int batches, int rowsEach, int failAt) {
      this.seed = seed;
      this.batches = batches;
      this.rowsEach = rowsEach;
      this.failAt = failAt;
    }

    @Override
    public List<ResultColumn> columns() {
      return COLUMNS;
    }

    @Override
    public @Nullable ColumnBatch next() {
      if (closed) {
        throw new StorageException(Failure.CLOSED, "closed");
      }
      if (given == failAt) {
        throw new StorageException(Failure.INVALID_VALUE, "in the middle");
      }
      if (given == batches) {
        return null;
      }
      Random random = new Random(seed + given++);
      batch.clear();
      for (int i = 0; i < rowsEach; i++) {
        Column numbers = batch.column(0);
        Column texts = batch.column(1);
        if (random.nextInt(5) == 0) {
          numbers.appendNull();
          texts.appendNull();
        } else {
          ((LongColumn) numbers).append(random.nextLong());
          boolean many = given > batches / 2;
          ((BytesColumn) texts).append("té" + random.nextInt(many ? 1_000_000 : 20));
        }
        ((ObjectColumn) batch.column(2)).append("I" + random.nextInt());
      }
      return batch;
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {
      closed = true;
    }
  }

  private static ResultKey key(String text, @Nullable Object... parameters) {
    return new ResultKey(text, Arrays.asList(parameters), Map.of("TimeZone", "UTC"), List.of("v1"));
  }

  private BatchStream query(ResultKey key, int batches, int rowsEach, int failAt) {
    return cache.query(
        key,
        ENDLESS,
        () -> {
          runs.incrementAndGet();
          return new Rows(7, batches, rowsEach, failAt);
        });
  }

  private static List<List<Object>> read(BatchStream stream) {
    List<List<Object>> rows = new ArrayList<>();
    try (stream) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.size(); row++) {
          List<Object> values = new ArrayList<>();
          for (Column column : batch.columns()) {
            values.add(value(column, row));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  private static Object value(Column column, int row) {
    if (column.isNull(row)) {
      return "null";
    }
    if (column instanceof LongColumn longs) {
      return longs.get(row);
    }
    if (column instanceof DictionaryColumn texts) {
      return texts.getString(row);
    }
    return column instanceof BytesColumn bytes
        ? bytes.getString(row)
        : String.valueOf(((ObjectColumn) column).get(row));
  }

  @Test
  void aResultReadToItsEndIsTheNextAnswer() {
    List<List<Object>> expected = read(new Rows(7, 8, 300, -1));
    assertThat(read(query(key("q"), 8, 300, -1))).isEqualTo(expected);
    for (int i = 0; i < 3; i++) {
      assertThat(read(query(key("q"), 8, 300, -1))).isEqualTo(expected);
    }
    assertThat(runs).hasValue(1);
    CacheStatistics statistics = cache.statistics();
    assertThat(statistics.hits()).isEqualTo(3);
    assertThat(statistics.misses()).isEqualTo(1);
    assertThat(statistics.fills()).isEqualTo(1);
    CacheEntry entry = cache.entries().get(0);
    assertThat(entry.rows()).isEqualTo(2_400);
    assertThat(entry.hits()).isEqualTo(3);
    assertThat(entry.bytes()).isEqualTo(statistics.bytes());
  }

  @Test
  void aResultWithoutRowsIsKept() {
    assertThat(read(query(key("none"), 0, 0, -1))).isEmpty();
    assertThat(read(query(key("none"), 0, 0, -1))).isEmpty();
    assertThat(runs).hasValue(1);
  }

  @Test
  void theWeightIsWhatTheArraysTakeUp() {
    read(query(key("q"), 2, 1_000, -1));
    long least = 2_000L * (8 + 2 + 8);
    // Texts of ObjectColumns are weighed by two bytes a character.
    long most = 2_000L * (8 + 12 + 8 + 8 + 70) + 4_000;
    assertThat(cache.statistics().bytes()).isBetween(least, most);
  }

  @Test
  void theOldMakeRoomForTheNew() {
    for (int i = 0; i < 200; i++) {
      read(query(key("q" + i), 2, 200, -1));
      assertThat(cache.statistics().bytes()).isLessThanOrEqualTo(1 << 22);
    }
    assertThat(cache.statistics().evictions()).isPositive();
    assertThat(cache.statistics().entries()).isLessThan(200);
  }

  @Test
  void aResultWithoutRoomIsHandedOnAndNotTriedAgain() {
    List<List<Object>> expected = read(new Rows(7, 40, 1_000, -1));
    for (int i = 0; i < 2; i++) {
      assertThat(read(query(key("large"), 40, 1_000, -1))).isEqualTo(expected);
    }
    assertThat(runs).hasValue(2);
    assertThat(cache.statistics().entries()).isZero();
    assertThat(cache.statistics().fillsGivenUp()).isEqualTo(1);
  }

  @Test
  void roomThatWasGivenUpCanBeUsedAgain() {
    for (int i = 0; i < 50; i++) {
      read(query(key("large" + i), 40, 1_000, -1));
    }
    read(query(key("small"), 2, 100, -1));
    read(query(key("small"), 2, 100, -1));
    assertThat(cache.statistics().hits()).isEqualTo(1);
  }

  @Test
  void anErrorAfterRowsIsNotKept() {
    for (int i = 0; i < 2; i++) {
      BatchStream stream = query(key("fails"), 5, 2_048, 3);
      assertThatThrownBy(() -> read(stream)).hasMessage("in the middle");
    }
    assertThat(runs).hasValue(2);
    assertThat(cache.statistics().entries()).isZero();
    assertThatThrownBy(() -> query(key("fails at once"), 5, 10, 0)).hasMessage("in the middle");
    assertThat(cache.statistics().entries()).isZero();
  }

  @Test
  void aResultThatWasNotReadToItsEndIsNotKept() {
    try (BatchStream stream = query(key("stops"), 5, 2_048, -1)) {
      stream.next();
    }
    assertThat(cache.statistics().entries()).isZero();
    read(query(key("stops"), 5, 2_048, -1));
    assertThat(runs).hasValue(2);
    assertThat(cache.statistics().entries()).isEqualTo(1);
  }

  @Test
  void aSmallResultIsKeptAlthoughItsReaderStopsEarly() {
    query(key("small"), 1, 3, -1).close();
    assertThat(read(query(key("small"), 1, 3, -1))).hasSize(3);
    assertThat(runs).hasValue(1);
  }

  @Test
  void whatASmallResultWasReadFromIsClosedAtOnce() {
    Rows source = new Rows(7, 1, 3, -1);
    BatchStream stream = cache.query(key("small"), ENDLESS, () -> source);
    assertThat(source.closed).isTrue();
    assertThat(read(stream)).hasSize(3);
  }

  @Test
  void aStreamThatWasClosedOrCancelledGivesNothingMore() {
    BatchStream closed = query(key("two"), 2, 5, -1);
    closed.close();
    assertThatThrownBy(closed::next).isInstanceOf(StorageException.class);
    read(query(key("one"), 1, 5, -1));
    BatchStream cancelled = query(key("one"), 1, 5, -1);
    cancelled.cancel();
    assertThatThrownBy(cancelled::next)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CANCELLED));
  }

  @Test
  void keysAreToldApartByTypeAndContent() {
    List<ResultKey> keys =
        List.of(
            key("q"),
            key("Q"),
            key("q", new Object[] {null}),
            key("q", 1),
            key("q", 1L),
            key("q", "1"),
            key("q", 1.0),
            key("q", 1.0f),
            key("q", new BigDecimal("1.0")),
            key("q", new BigDecimal("1.00")),
            key("q", 0.0),
            key("q", -0.0),
            key("q", Double.NaN),
            key("q", new byte[] {1}),
            key("q", new byte[] {1, 2}),
            key("q", 1, 2),
            key("q", 2, 1),
            new ResultKey("q", List.of(), Map.of("TimeZone", "Asia/Tokyo"), List.of("v1")),
            new ResultKey("q", List.of(), Map.of("TimeZone", "UTC"), List.of("v2")),
            new ResultKey("q", List.of(), Map.of("TimeZone", "UTC"), List.of("v1", "v1")));
    for (int i = 0; i < keys.size(); i++) {
      for (int j = 0; j < keys.size(); j++) {
        assertThat(keys.get(i).equals(keys.get(j))).as("%d and %d", i, j).isEqualTo(i == j);
      }
    }
    assertThat(key("q", new byte[] {1, 2}))
        .isEqualTo(key("q", new byte[] {1, 2}))
        .hasSameHashCodeAs(key("q", new byte[] {1, 2}));
  }

  @Test
  void aByteArrayChangedAfterwardsChangesNothing() {
    byte[] bytes = {1, 2};
    read(query(key("q", (Object) bytes), 1, 1, -1));
    bytes[0] = 9;
    read(query(key("q", (Object) bytes), 1, 1, -1));
    assertThat(runs).hasValue(2);
    read(query(key("q", (Object) new byte[] {1, 2}), 1, 1, -1));
    assertThat(runs).hasValue(2);
  }

  @Test
  void theSameQueryAtTheSameTimeRunsOnce() throws Exception {
    int threads = 6;
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<List<List<Object>>> work =
          () ->
              read(
                  cache.query(
                      key("slow"),
                      ENDLESS,
                      () -> {
                        runs.incrementAndGet();
                        started.countDown();
                        await(mayGoOn);
                        return new Rows(7, 3, 100, -1);
                      }));
      List<Future<List<List<Object>>>> answers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        answers.add(pool.submit(work));
      }
      await(started);
      Thread.sleep(50);
      mayGoOn.countDown();
      List<List<Object>> expected = read(new Rows(7, 3, 100, -1));
      for (Future<List<List<Object>>> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(expected);
      }
      assertThat(runs).hasValue(1);
      assertThat(cache.statistics().hits()).isEqualTo(threads - 1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aReaderThatStopsHoldsUpNobody() throws Exception {
    BatchStream stopped = query(key("q"), 5, 2_048, -1);
    stopped.next();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      List<List<Object>> expected = read(new Rows(7, 5, 2_048, -1));
      Callable<List<List<Object>>> other = () -> read(query(key("q"), 5, 2_048, -1));
      assertThat(pool.submit(other).get(20, TimeUnit.SECONDS)).isEqualTo(expected);
      assertThat(runs).hasValue(2);
      // The second one took its place.
      assertThat(pool.submit(other).get(20, TimeUnit.SECONDS)).isEqualTo(expected);
      assertThat(runs).hasValue(2);
      // The same thread does not wait for itself.
      BatchStream first = query(key("p"), 5, 2_048, -1);
      first.next();
      assertThat(read(query(key("p"), 5, 2_048, -1))).isEqualTo(expected);
      first.close();
    } finally {
      pool.shutdownNow();
      stopped.close();
    }
  }

  @Test
  void whoeverWaitsCanBeCancelled() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<?> leader =
          pool.submit(
              () ->
                  cache.query(
                      key("slow"),
                      ENDLESS,
                      () -> {
                        started.countDown();
                        await(mayGoOn);
                        return new Rows(7, 1, 1, -1);
                      }));
      await(started);
      Patience none =
          () -> {
            throw new StorageException(Failure.TIMEOUT, "too long");
          };
      assertThatThrownBy(() -> cache.query(key("slow"), none, () -> new Rows(7, 1, 1, -1)))
          .hasMessage("too long");
      mayGoOn.countDown();
      leader.get(20, TimeUnit.SECONDS);
    } finally {
      mayGoOn.countDown();
      pool.shutdownNow();
    }
  }

  @Test
  void clearingEmptiesIt() {
    read(query(key("q"), 1, 1, -1));
    cache.clear();
    assertThat(cache.entries()).isEmpty();
    read(query(key("q"), 1, 1, -1));
    assertThat(runs).hasValue(2);
  }

  @Test
  void aSizeThatCannotBeHadIsRefused() {
    long heap = Runtime.getRuntime().maxMemory();
    assertThatThrownBy(() -> new ResultCache(new CacheOptions(heap + 1, 0)))
        .hasMessageContaining("-Xmx");
    assertThatThrownBy(() -> new ResultCache(new CacheOptions(1 << 20, 1 << 21)))
        .hasMessageContaining("the cache has 1048576");
    assertThat(CacheOptions.DEFAULT.resolved().sizeBytes()).isEqualTo(Math.min(2L << 30, heap / 4));
  }

  @Test
  void copiesAreExactWhateverTheRows() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    for (DataType type : List.of(ScalarType.VARCHAR, ScalarType.BIGINT, ScalarType.INTERVAL)) {
      Random random = new Random(seed);
      Column column = Column.create(type, 0);
      List<Object> expected = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        int number = random.nextInt(30);
        if (random.nextInt(3) == 0) {
          column.appendNull();
        } else if (column instanceof LongColumn longs) {
          longs.append(number);
        } else if (column instanceof BytesColumn bytes) {
          bytes.append("value " + number);
        } else {
          ((ObjectColumn) column).append("object " + number);
        }
        expected.add(value(column, i));
      }
      Column copy = column.compactCopy();
      column.clear();
      List<Object> copied = new ArrayList<>();
      for (int i = 0; i < copy.size(); i++) {
        copied.add(value(copy, i));
      }
      assertThat(copied).isEqualTo(expected);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
