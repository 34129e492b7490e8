package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineStreamTest {

  /** Runs for hours, and gives no row before its end. */
  private static final String ENDLESS =
      "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3";

  /** Gives rows for hours. */
  private static final String LONG = "SELECT range FROM range(1000000000000)";

  private TestEngine engine;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    engine = new TestEngine(directory);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private static StorageException failureOf(Runnable action) {
    return Objects.requireNonNull(
        catchThrowableOfType(StorageException.class, action::run), "it did not fail");
  }

  private static void assertFailure(Failure failure, Runnable action) {
    assertThat(failureOf(action).failure()).isEqualTo(failure);
  }

  private static long readAll(BatchStream stream) {
    long rows = 0;
    for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
      rows += batch.size();
    }
    return rows;
  }

  /** Runs an action in another thread and gives what it threw. */
  private static final class Background {
    private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    private final Thread thread;

    Background(Runnable action) {
      thread =
          new Thread(
              () -> {
                try {
                  action.run();
                } catch (RuntimeException | Error e) {
                  thrown.set(e);
                }
              });
      thread.start();
    }

    Thread thread() {
      return thread;
    }

    StorageException failure() throws InterruptedException {
      thread.join(TimeUnit.SECONDS.toMillis(60));
      assertThat(thread.isAlive()).isFalse();
      return failureOf(
          () -> {
            if (thrown.get() instanceof RuntimeException e) {
              throw e;
            }
          });
    }
  }

  @Test
  void readsAMillionRows() {
    try (BatchStream stream = engine.open("SELECT range, range * 2 FROM range(1000000)")) {
      long next = 0;
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        long[] values = ((LongColumn) batch.column(0)).values();
        long[] doubled = ((LongColumn) batch.column(1)).values();
        for (int row = 0; row < batch.size(); row++) {
          assertThat(values[row] == next && doubled[row] == 2 * next).isTrue();
          next++;
        }
      }
      assertThat(next).isEqualTo(1_000_000);
    }
  }

  @Test
  void anErrorAfterManyRowsIsAFailureAndNoEarlyEnd() {
    try (BatchStream stream =
        engine.open(
            "SELECT CASE WHEN range = 1500000 THEN error('broken row') ELSE range END"
                + " FROM range(3000000)")) {
      long[] rows = new long[1];
      StorageException failure =
          failureOf(
              () -> {
                for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
                  rows[0] += batch.size();
                }
              });
      assertThat(failure.failure()).isEqualTo(Failure.INVALID_VALUE);
      assertThat(failure).hasMessageContaining("broken row");
      assertThat(rows[0]).isGreaterThan(500_000);
      assertFailure(Failure.INVALID_VALUE, stream::next);
    }
    assertThat(engine.value("SELECT 1")).isEqualTo(1);
  }

  @Test
  void manyStreamsAtOnceDoNotDisturbEachOther() {
    List<BatchStream> streams = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      streams.add(engine.open("SELECT range + ? FROM range(10000)", i * 1_000_000L));
    }
    for (int chunk = 0; chunk < 3; chunk++) {
      for (int i = 0; i < streams.size(); i++) {
        ColumnBatch batch = Objects.requireNonNull(streams.get(i).next());
        assertThat(ColumnObjects.get(batch.column(0), 0))
            .isEqualTo(i * 1_000_000L + chunk * 2_048L);
        assertThat(engine.value("SELECT 7")).isEqualTo(7);
      }
    }
    streams.forEach(BatchStream::close);
  }

  @Test
  void aConnectionServesAgainWhenAStreamIsClosedBeforeItsEnd() {
    EngineInstance instance = engine.engine.instance();
    Map<String, String> settings = engine.session.settings();
    Cursor first = instance.borrow(settings);
    instance.giveBack(first, true);
    try (BatchStream stream =
        engine.open("SELECT range FROM range(3000000) ORDER BY hash(range)")) {
      assertThat(stream.next()).isNotNull();
    }
    Cursor second = instance.borrow(settings);
    assertThat(second).isSameAs(first);
    // On another connection, so that nothing was freed by this question.
    Long bytes = (Long) engine.value("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()");
    assertThat(bytes).isLessThan(10_000_000);
    instance.giveBack(second, true);
  }

  @Test
  void aConnectionWhoseQueryWasCancelledServesNoOther() {
    EngineInstance instance = engine.engine.instance();
    Map<String, String> settings = engine.session.settings();
    Cursor first = instance.borrow(settings);
    instance.giveBack(first, true);
    try (BatchStream stream = engine.open(LONG)) {
      assertThat(stream.next()).isNotNull();
      stream.cancel();
      assertFailure(Failure.CANCELLED, () -> readAll(stream));
    }
    Cursor second = instance.borrow(settings);
    instance.giveBack(second, true);
    assertThat(second).isNotSameAs(first);
  }

  @Test
  void aStreamOutlivesItsSessionAndEngine() {
    BatchStream stream = engine.open("SELECT range FROM range(100000)");
    engine.close();
    assertThat(readAll(stream)).isEqualTo(100_000);
    stream.close();
    assertFailure(Failure.CLOSED, () -> engine.value("SELECT 1"));
  }

  @Test
  void cancelWhileTheQueryBlocks() throws Exception {
    Background query = new Background(() -> engine.value(ENDLESS));
    while (query.thread().isAlive() && query.thrown.get() == null) {
      engine.session.cancel();
      Thread.sleep(50);
    }
    assertThat(query.failure().failure()).isEqualTo(Failure.CANCELLED);
    engine.session.startStatement();
    assertThat(engine.value("SELECT 1")).isEqualTo(1);
  }

  @Test
  void cancelWhileRowsAreRead() throws Exception {
    BatchStream stream = engine.open(LONG);
    CountDownLatch reading = new CountDownLatch(1);
    Background reader =
        new Background(
            () -> {
              stream.next();
              reading.countDown();
              readAll(stream);
            });
    reading.await();
    stream.cancel();
    assertThat(reader.failure().failure()).isEqualTo(Failure.CANCELLED);
    assertFailure(Failure.CANCELLED, stream::next);
    stream.close();
  }

  @Test
  void cancelBetweenTwoBatchesEndsTheNext() {
    try (BatchStream stream = engine.open(LONG)) {
      stream.next();
      stream.cancel();
      assertFailure(Failure.CANCELLED, stream::next);
    }
  }

  @Test
  void timeoutOfTheExecution() {
    StorageException failure =
        failureOf(() -> engine.session.query(ENDLESS, List.of(), Duration.ofMillis(200)));
    assertThat(failure).hasMessageContaining("timeout of 0.2 s");
    assertThat(failure.failure()).isEqualTo(Failure.TIMEOUT);
  }

  @Test
  void timeoutOfTheReading() {
    try (BatchStream stream = engine.session.query(LONG, List.of(), Duration.ofMillis(700))) {
      assertFailure(Failure.TIMEOUT, () -> readAll(stream));
    }
  }

  @Test
  void closeFromAnotherThreadEndsAReaderThatWaits() throws Exception {
    // The first rows come at once, the next ones after hours.
    BatchStream stream =
        engine.open(
            "SELECT range FROM range(1000000000000) WHERE range < 2000000 OR range > 990000000000");
    CountDownLatch reading = new CountDownLatch(1);
    Background reader =
        new Background(
            () -> {
              stream.next();
              reading.countDown();
              readAll(stream);
            });
    reading.await();
    Thread.sleep(100);
    stream.close();
    assertThat(reader.failure().failure()).isEqualTo(Failure.CLOSED);
    stream.close();
    assertFailure(Failure.CLOSED, stream::next);
  }

  @Test
  void interruptOfTheThreadEndsTheQueryAndKeepsTheFlag() throws Exception {
    AtomicReference<@Nullable Boolean> flag = new AtomicReference<>();
    Background query =
        new Background(
            () -> {
              try {
                engine.value(ENDLESS);
              } finally {
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    Thread.sleep(200);
    query.thread().interrupt();
    assertThat(query.failure().failure()).isEqualTo(Failure.CANCELLED);
    assertThat(flag.get()).isTrue();
  }

  @Test
  void streamsThatNobodyClosedAreFreed() throws Exception {
    EngineInstance instance = engine.engine.instance();
    for (int i = 0; i < 300; i++) {
      engine.open(LONG).next();
    }
    for (int i = 0; i < 200 && instance.openCursors() > 5; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(instance.openCursors()).isLessThanOrEqualTo(5);
  }

  @Test
  void aResultOfAnySizeTakesLittleMemory() {
    Runtime runtime = Runtime.getRuntime();
    try (BatchStream stream =
        engine.open("SELECT range, 'text number ' || range FROM range(5000000)")) {
      System.gc();
      long before = runtime.totalMemory() - runtime.freeMemory();
      long rows = 0;
      long most = 0;
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        rows += batch.size();
        most = Math.max(most, batch.memoryBytes());
      }
      System.gc();
      long after = runtime.totalMemory() - runtime.freeMemory();
      assertThat(rows).isEqualTo(5_000_000);
      assertThat(most).isLessThan(1 << 20);
      assertThat(after - before).isLessThan(16 << 20);
    }
  }

  @Test
  void aNewInstanceServesWhenOneBroke() {
    EngineInstance broken = engine.engine.instance();
    engine.session.set("TimeZone", "Asia/Tokyo");
    try (BatchStream stream = engine.open("SELECT range FROM range(10000)")) {
      engine.engine.replace(broken);
      assertThat(engine.engine.instance()).isNotSameAs(broken);
      assertThat(engine.value("SELECT current_setting('TimeZone')")).isEqualTo("Asia/Tokyo");
      assertThat(readAll(stream)).isEqualTo(10_000);
    }
  }

  @Test
  void aRunningQueryTellsItsProgressAndAnotherThreadSeesItGrow() throws Exception {
    assertThat(engine.session.progress()).isNull();
    List<QueryProgress> seen = new ArrayList<>();

    Background query =
        new Background(
            () ->
                readAll(
                    engine.open(
                        "SELECT k, count(*) FROM (SELECT hash(range) % 100003 AS k FROM"
                            + " range(20000000)) GROUP BY k")));
    while (query.thread.isAlive() && seen.size() < 5) {
      QueryProgress progress = engine.session.progress();
      if (progress != null && (seen.isEmpty() || !seen.contains(progress))) {
        seen.add(progress);
      }
      query.thread.join(2);
    }
    engine.session.cancel();
    query.thread.join();

    assertThat(seen).isNotEmpty();
    assertThat(seen)
        .allSatisfy(
            progress -> {
              assertThat(progress.share()).isBetween(0.0, 1.0);
              assertThat(progress.rowsDone()).isBetween(0L, progress.rowsInAll());
            });
    assertThat(seen).isSortedAccordingTo(Comparator.comparingDouble(QueryProgress::share));
    assertThat(engine.session.progress()).isNull();
  }
}
