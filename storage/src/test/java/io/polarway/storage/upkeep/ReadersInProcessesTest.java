package io.polarway.storage.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.RowChange;
import io.polarway.storage.Session;
import io.polarway.storage.Store;
import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogOptions;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot that one process reads while another replaces and removes all that it has. */
class ReadersInProcessesTest {

  private static final TableName T = new TableName("main", "t");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLongReaderKeepsItsSnapshot(boolean hot) throws Exception {
    try (Store store = Store.open(directory, Reader.options(true));
        Session session = store.openSession()) {
      create(session, hot);
      Process reader = Reader.start(directory);
      try (BufferedReader output = outputOf(reader)) {
        assertThat(output.readLine()).isEqualTo("3");
        replaceAll(session, hot);
        removeAll(session);
        assertThat(ask(reader, output)).isEqualTo("3");
        assertThat(ask(reader, output)).isEqualTo("3");
        reader.getOutputStream().close();
        assertThat(reader.waitFor()).isZero();
        removeAll(session);
        assertThat(Reader.sum(session)).isEqualTo(30);
      } finally {
        reader.destroyForcibly();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReaderThatWasStoppedForLongReadsItsSnapshotOrIsToldThatItExpired(boolean hot)
      throws Exception {
    try (Store store = Store.open(directory, Reader.options(true));
        Session session = store.openSession()) {
      create(session, hot);
      Process reader = Reader.start(directory);
      try (BufferedReader output = outputOf(reader)) {
        assertThat(output.readLine()).isEqualTo("3");
        signal(reader, "STOP");
        awaitOneLease();
        replaceAll(session, hot);
        removeAll(session);
        signal(reader, "CONT");
        assertThat(ask(reader, output)).isIn("3", "EXPIRED");
        assertThat(ask(reader, output)).isIn("3", "EXPIRED");
      } finally {
        reader.destroyForcibly();
      }
    }
  }

  @Test
  void theLeaseOfAKilledProcessHoldsNothingBackForever() throws Exception {
    try (Store store = Store.open(directory, Reader.options(true));
        Session session = store.openSession()) {
      create(session, true);
      Process reader = Reader.start(directory);
      try (BufferedReader output = outputOf(reader)) {
        assertThat(output.readLine()).isEqualTo("3");
      } finally {
        reader.destroyForcibly().waitFor();
      }
      replaceAll(session, true);
      awaitOneLease();
      try (Catalog catalog = openCatalog()) {
        assertThat(catalog.removeEndedHotRows(Long.MAX_VALUE)).isPositive();
      }
    }
  }

  private static BufferedReader outputOf(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String ask(Process process, BufferedReader output) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return String.valueOf(output.readLine());
  }

  private static void signal(Process process, String name) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  private static void create(Session session, boolean hot) {
    session.startStatement();
    session.createTable(
        new TableDefinition(
            "",
            T,
            List.of(new ColumnDefinition(0, "v", ScalarType.BIGINT, true, null)),
            List.of(),
            List.of(),
            Map.of()),
        false);
    session.commit();
    insert(session, 1, hot);
    insert(session, 2, hot);
  }

  private static void insert(Session session, long value, boolean hot) {
    session.startStatement();
    session.setHotRows(hot);
    TableDefinition table = Objects.requireNonNull(session.findTable("main", "t"));
    try (RowChange change = session.change(table)) {
      ColumnBatch batch = ColumnBatch.create(List.of(ScalarType.BIGINT), 1);
      ((LongColumn) batch.column(0)).append(value);
      change.add(batch);
      change.finish();
    }
    session.commit();
  }

  /** Writes hot rows to a file, and compacts the files. */
  private static void replaceAll(Session session, boolean hot) {
    insert(session, 27, hot);
    session.startStatement();
    session.optimize(T, Duration.ZERO);
    session.commit();
  }

  /** Removes all that nobody holds, however young. */
  private void removeAll(Session session) {
    session.startStatement();
    session.vacuum(null, Duration.ZERO, Duration.ZERO);
    session.commit();
    try (Catalog catalog = openCatalog()) {
      catalog.removeEndedHotRows(Long.MAX_VALUE);
    }
  }

  private Catalog openCatalog() {
    return Catalog.open(directory, new CatalogOptions(false, false, Duration.ofSeconds(30)));
  }

  /** Waits until the leases of others are gone. */
  private void awaitOneLease() throws InterruptedException {
    try (Catalog catalog = openCatalog()) {
      while (catalog.leases().count() > 1) {
        Thread.sleep(50);
      }
    }
  }
}
