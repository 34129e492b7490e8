package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.column.RowPositions;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits of many threads at once. */
class GroupCommitTest {

  private static final int THREADS = 8;
  private static final int COMMITS_PER_THREAD = 60;

  @TempDir private Path directory;

  /** What the threads of a test know to be committed. */
  private static final class Known {
    final Set<String> rows = Collections.synchronizedSet(new HashSet<>());
    final List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
    final Map<Long, Long> endNumbers = Collections.synchronizedMap(new HashMap<>());
  }

  @Test
  void eachCommitIsAcknowledgedOnceAndALoserUndoesNoOther() throws Exception {
    long seed = System.nanoTime();
    Known known = new Known();
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      List<CatalogChange> first = new ArrayList<>();
      for (int i = 1; i <= 100; i++) {
        first.add(add(table, "first " + i));
      }
      catalog.commit(first, Map.of(), "first");
      inThreads(
          thread -> {
            SplittableRandom random = new SplittableRandom(seed + thread);
            for (int i = 0; i < COMMITS_PER_THREAD; i++) {
              commitOne(catalog, table, known, thread + "-" + i, 1 + random.nextInt(100));
            }
          });

      HotRowLog log = catalog.hotRows(table, 1, 0);
      assertThat(log.rows().stream().map(row -> new String(row.content(), StandardCharsets.UTF_8)))
          .as("seed %d", seed)
          .doesNotHaveDuplicates()
          .hasSize(100 + known.rows.size())
          .containsAll(known.rows);
      assertThat(log.ends().stream().collect(Collectors.toMap(HotRowEnd::id, HotRowEnd::endNumber)))
          .as("seed %d", seed)
          .isEqualTo(known.endNumbers);
      assertThat(known.numbers).doesNotHaveDuplicates();
      assertThat(catalog.commits(Long.MAX_VALUE).stream().map(CommittedVersion::number))
          .containsAll(known.numbers)
          .hasSize(2 + known.numbers.size());
    }
    assertThat(transactions()).isLessThan(2L + known.numbers.size());
  }

  /** Adds a row, and ends another one, which somebody else may have done. */
  private static void commitOne(
      Catalog catalog, TableDefinition table, Known known, String row, long ends) {
    RowPositions ended = new RowPositions();
    ended.add(ends);
    List<CatalogChange> changes =
        List.of(add(table, row), new CatalogChange.EndHotRows(table.name(), table.uuid(), ended));
    try {
      long number = catalog.commit(changes, Map.of(), "change");
      known.numbers.add(number);
      known.rows.add(row);
      known.endNumbers.put(ends, number);
    } catch (StorageException e) {
      assertThat(e.failure()).isEqualTo(Failure.CONFLICT);
      known.numbers.add(catalog.commit(List.of(add(table, row)), Map.of(), "again"));
      known.rows.add(row);
    }
  }

  @Test
  void whatDependsOnAnotherCommitIsCheckedAfterIt() throws Exception {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      Set<Long> rowsSeen = Collections.synchronizedSet(new HashSet<>());
      inThreads(
          thread -> {
            for (int i = 0; i < COMMITS_PER_THREAD; i++) {
              catalog.commit(
                  new CommitRequest(
                      List.of(add(table, thread + "-" + i)),
                      Map.of(),
                      Set.of(42L),
                      "claims",
                      newest -> rowsSeen.add(newest.tables().get(0).hotRows().storedRows())));
            }
          });
      assertThat(rowsSeen).hasSize(THREADS * COMMITS_PER_THREAD);
    }
  }

  @Test
  void aTableThatMustStandIsCheckedAfterTheCommitsBefore() throws Exception {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      Set<String> versions = Collections.synchronizedSet(new HashSet<>());
      inThreads(
          thread -> {
            for (int i = 0; i < COMMITS_PER_THREAD; i++) {
              String version = catalog.snapshot().tables().get(0).version();
              try {
                catalog.commit(
                    List.of(add(table, thread + "-" + i)), Map.of(table.name(), version), "one");
                assertThat(versions.add(version)).as(version).isTrue();
              } catch (StorageException e) {
                assertThat(e.failure()).isEqualTo(Failure.CONFLICT);
              }
            }
          });
      assertThat(catalog.snapshot().tables().get(0).hotRows().storedRows())
          .isEqualTo(versions.size());
    }
  }

  @Test
  void whoWaitsForTooLongGivesUpAndTheOthersGoOn() throws Exception {
    CatalogOptions impatient = new CatalogOptions(false, true, Duration.ofMillis(200));
    try (Catalog catalog = Catalog.open(directory, WRITABLE);
        Catalog other = Catalog.open(directory, impatient)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        Future<?> slow =
            threads.submit(
                () ->
                    catalog.commit(
                        new CommitRequest(
                            List.of(add(table, "slow")),
                            Map.of(),
                            Set.of(),
                            "slow",
                            newest -> {
                              held.countDown();
                              awaitUninterruptibly(release);
                            })));
        held.await();
        List<Future<?>> late = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          String row = "late " + i;
          late.add(threads.submit(() -> other.commit(List.of(add(table, row)), Map.of(), "late")));
        }
        for (Future<?> future : late) {
          assertThatThrownBy(future::get)
              .cause()
              .isInstanceOfSatisfying(
                  StorageException.class,
                  e -> assertThat(e.failure()).isEqualTo(Failure.LOCK_TIMEOUT));
        }
        release.countDown();
        slow.get();
        other.commit(List.of(add(table, "then")), Map.of(), "then");
        assertThat(catalog.snapshot().tables().get(0).hotRows().storedRows()).isEqualTo(2);
      } finally {
        release.countDown();
        threads.shutdownNow();
      }
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What each thread does. */
  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void inThreads(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        futures.add(
            threads.submit(
                () -> {
                  work.run(thread);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * How many transactions of the database made all commits: each has a token, its first commit's.
   */
  private long transactions() throws Exception {
    try (Connection sqlite =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("catalog.db"));
        Statement statement = sqlite.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(DISTINCT substr(token, 1, 36)) FROM polarway_commits")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static CatalogChange add(TableDefinition table, String row) {
    return new CatalogChange.AddHotRows(
        table.name(), table.uuid(), List.of(row.getBytes(StandardCharsets.UTF_8)));
  }
}
