package io.polarway.storage.upkeep;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import io.polarway.storage.RowChange;
import io.polarway.storage.Session;
import io.polarway.storage.Store;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.fault.FaultHandler;
import io.polarway.storage.fault.FaultPoint;
import io.polarway.storage.maintenance.VacuumedDirectory;
import io.polarway.storage.statistics.PartitionStatistics;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the upkeep merges by itself. */
class BackgroundCompactionTest {

  private static final int FILES = 12;
  private static final String COMPACTS = "compacts";

  @TempDir private Path directory;

  @Test
  void manySmallFilesAreMerged() throws Exception {
    try (Store store = Store.open(directory, Reader.options(true));
        Session session = store.openSession()) {
      create(session, "5");
      insertFiles(session);
      while (partition(session).files() >= 5) {
        Thread.sleep(20);
      }
      assertThat(Reader.sum(session)).isEqualTo(FILES * (FILES + 1) / 2);
      assertThat(partition(session).lowestLevel()).isIn(3, 4);
      session.commit();
    }
  }

  @Test
  void nothingIsMergedWhereItIsSwitchedOff() throws Exception {
    try (Store store = Store.open(directory, Reader.options(true));
        Session session = store.openSession()) {
      create(session, "0");
      insertFiles(session);
      Thread.sleep(500);
      assertThat(partition(session).files()).isEqualTo(FILES);
      session.commit();
    }
  }

  /** Stays for ever between the files of a compaction and its commit. */
  public static final class StayInCompaction implements FaultHandler {
    @Override
    public void reached(FaultPoint point, @Nullable Path file) {
      if (point == FaultPoint.COMPACTION_WRITTEN) {
        System.out.println(COMPACTS);
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @Test
  @SuppressWarnings("try") // the store that takes over is not used
  void anotherProcessLeadsAsSoonAsTheOneThatLedIsKilled() throws Exception {
    try (Store store = Store.open(directory, Reader.options(false));
        Session session = store.openSession()) {
      create(session, "5");
      insertFiles(session);
      session.commit();
      Process leader =
          Reader.start(
              directory, "-D" + FaultPoint.PROPERTY + "=" + StayInCompaction.class.getName());
      try (BufferedReader output =
              new BufferedReader(
                  new InputStreamReader(leader.getInputStream(), StandardCharsets.UTF_8));
          Store next = openBehind(output)) {
        Thread.sleep(500);
        assertThat(partition(session).files()).isEqualTo(FILES);
        session.commit();
        leader.destroyForcibly().waitFor();
        while (partition(session).files() >= 5) {
          Thread.sleep(20);
        }
        assertThat(Reader.sum(session)).isEqualTo(FILES * (FILES + 1) / 2);
        session.commit();
        session.startStatement();
        assertThat(session.vacuum(null, Duration.ZERO, Duration.ZERO))
            .extracting(VacuumedDirectory::dataFiles)
            .as("files that were merged, and those that the killed process wrote")
            .singleElement(as(INTEGER))
            .isGreaterThan(FILES);
        session.commit();
      } finally {
        leader.destroyForcibly();
      }
    }
  }

  /** Opens the store when the other process leads, and has begun to compact. */
  private Store openBehind(BufferedReader leader) throws IOException {
    while (!Objects.requireNonNull(leader.readLine(), "the leader ended").equals(COMPACTS)) {
      // Its first answer comes sooner or later.
    }
    return Store.open(directory, Reader.options(true));
  }

  private static void insertFiles(Session session) {
    for (int i = 1; i <= FILES; i++) {
      session.startStatement();
      session.setHotRows(false);
      try (RowChange change = session.change(table(session))) {
        ColumnBatch batch = ColumnBatch.create(List.of(ScalarType.BIGINT), 1);
        ((LongColumn) batch.column(0)).append(i);
        change.add(batch);
        change.finish();
      }
      session.commit();
    }
  }

  private static TableDefinition table(Session session) {
    return Objects.requireNonNull(session.findTable("main", "t"));
  }

  private static PartitionStatistics partition(Session session) {
    session.commit();
    session.startStatement();
    return session.partitions(table(session)).get(0);
  }

  private static void create(Session session, String compactFiles) {
    session.startStatement();
    session.createTable(
        new TableDefinition(
            "",
            new TableName("main", "t"),
            List.of(new ColumnDefinition(0, "v", ScalarType.BIGINT, true, null)),
            List.of(),
            List.of(),
            Map.of("compact-files", compactFiles, "rest-level", "4")),
        false);
    session.commit();
  }
}
