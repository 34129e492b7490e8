package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.TRADES;
import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static io.polarway.storage.catalog.CatalogFixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.error.Failure;
import io.polarway.storage.table.TableDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table with more commits than its metadata has snapshots. */
class HistoryTest {

  private static final int COMMITS = 70;
  private static final int MOST_SNAPSHOTS = 50;

  @TempDir private Path directory;

  @Test
  void metadataStaysSmallAndEachCommitCanBeRead() throws Exception {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      List<Long> numbers = new ArrayList<>();
      List<Path> replaced = new ArrayList<>();
      for (int i = 0; i < COMMITS; i++) {
        List<StoredFile> before = CatalogFixture.files(catalog, TRADES);
        NewDataFile file = CatalogFixture.file(catalog, table, 1, i);
        numbers.add(
            before.isEmpty()
                ? CatalogFixture.append(catalog, table, file)
                : catalog.commit(
                    List.of(
                        new CatalogChange.Rewrite(
                            TRADES, table.uuid(), before, List.of(file), false)),
                    Map.of(),
                    "replace"));
        replaced.add(file.file());
      }
      assertThat(metadata(catalog).metadata().snapshots()).hasSize(MOST_SNAPSHOTS);
      assertThat(catalog.deleteUnneeded(replaced, Duration.ZERO)).isEmpty();
      for (int i = 0; i < COMMITS; i++) {
        assertThat(filesAsOf(catalog, numbers.get(i))).containsExactly(replaced.get(i));
      }
      SnapshotHold hold = catalog.hold();
      hold.moveTo(numbers.get(COMMITS - 3));
      assertThat(forget(catalog)).isEqualTo(COMMITS - 3);
      assertThat(filesAsOf(catalog, numbers.get(COMMITS - 3)))
          .containsExactly(replaced.get(COMMITS - 3));
      hold.close();
      assertThat(forget(catalog)).isEqualTo(2);
      assertThat(catalog.deleteUnneeded(replaced, Duration.ZERO)).hasSize(COMMITS - 1);
    }
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      assertFails(Failure.EXPIRED, () -> filesAsOf(catalog, 2), "main.trades", "too old");
    }
  }

  private static int forget(Catalog catalog) {
    catalog.commit(
        List.of(
            new CatalogChange.ExpireSnapshots(
                TRADES,
                metadata(catalog).definition().uuid(),
                catalog.expiredSnapshots(metadata(catalog), Duration.ZERO))),
        Map.of(),
        "expire");
    return catalog.forgetSnapshots(metadata(catalog), Duration.ZERO).size();
  }

  private static TableSnapshot metadata(Catalog catalog) {
    return catalog.snapshot().tables().get(0);
  }

  private static List<Path> filesAsOf(Catalog catalog, long number) {
    TableSnapshot table = catalog.tableAsOf("main", "trades", number);
    return table == null ? List.of() : table.files().stream().map(StoredFile::path).toList();
  }
}
