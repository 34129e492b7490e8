package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.TRADES;
import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static io.polarway.storage.catalog.CatalogFixture.append;
import static io.polarway.storage.catalog.CatalogFixture.createTrades;
import static io.polarway.storage.catalog.CatalogFixture.file;
import static io.polarway.storage.catalog.CatalogFixture.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

  private final Path store;

  CatalogTest(@TempDir Path store) {
    this.store = store;
  }

  private static void assertFails(Failure failure, ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.failure()).as(e.toString()).isEqualTo(failure))
        .message()
        .contains(parts);
  }

  @Test
  void aNewStoreHasOneEmptySchema() {
    try (Catalog catalog = Catalog.open(store.resolve("a/new store?"), WRITABLE)) {
      CatalogSnapshot snapshot = catalog.snapshot();
      assertThat(snapshot.commitNumber()).isZero();
      assertThat(snapshot.schemas()).containsExactly("main");
      assertThat(snapshot.tables()).isEmpty();
      assertThat(catalog.dataDirectory()).isEmptyDirectory();
    }
  }

  @Test
  void commitsAreNumberedAndSeenAtOnceAndAfterReopening() throws IOException {
    TableDefinition trades;
    NewDataFile first;
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      trades = createTrades(catalog);
      assertThat(catalog.snapshot().commitNumber()).isEqualTo(1);
      first = file(catalog, trades, 10, 20485);
      CatalogSnapshot before = catalog.snapshot();
      assertThat(append(catalog, trades, first)).isEqualTo(2);
      assertThat(before.tables().get(0).files()).isEmpty();
      assertThat(files(catalog, TRADES)).hasSize(1);
    }
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      assertThat(catalog.snapshot().commitNumber()).isEqualTo(2);
      TableSnapshot table = Objects.requireNonNull(catalog.snapshot().table("MAIN", "Trades"));
      assertThat(table.definition()).isEqualTo(trades);
      StoredFile stored = table.files().get(0);
      assertThat(stored.path()).isEqualTo(first.file());
      assertThat(stored.path().getParent())
          .hasToString(
              catalog.dataDirectory().resolve("main/trades/data/day=2026-02-01").toString());
      assertThat(stored.rows()).isEqualTo(10);
      assertThat(stored.partition()).containsExactly(20485);
      assertThat(stored.lower(trades.columns().get(1))).isEqualTo("AAPL");
      assertThat(stored.upper(trades.columns().get(1))).isEqualTo("a text of more u");
      assertThat(stored.upper(trades.columns().get(2))).isEqualTo(99.25);
      assertThat(stored.lower(trades.columns().get(0))).isNull();
      assertThat(stored.nulls(3)).isEqualTo(1);
      assertThat(stored.nans(3)).isEqualTo(2);
      assertThat(stored.nans(2)).isEqualTo(-1);
    }
  }

  @Test
  void anUnchangedSnapshotIsTheSameObject() {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      createTrades(catalog);
      assertThat(catalog.snapshot()).isSameAs(catalog.snapshot());
    }
  }

  @Test
  void icebergsOwnScanListsTheSameFiles() throws IOException {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      TableDefinition trades = createTrades(catalog);
      for (int day = 0; day < 5; day++) {
        append(catalog, trades, file(catalog, trades, day, 20485 + day));
      }
      List<String> ours =
          files(catalog, TRADES).stream().map(f -> "file://" + f.path()).sorted().toList();
      try (JdbcCatalog iceberg = CatalogFixture.iceberg(store.toRealPath(), Map.of())) {
        assertThat(ours).hasSize(5);
        assertThat(CatalogFixture.icebergScan(iceberg, "main", "trades")).isEqualTo(ours);
      }
    }
  }

  @Test
  void aCommitOfSeveralChangesIsAllOrNothing() throws IOException {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      TableDefinition trades = createTrades(catalog);
      TableDefinition other =
          catalog.prepare(CatalogFixture.trades(new TableName("sales", "orders")));
      assertFails(
          Failure.DUPLICATE_TABLE,
          () ->
              catalog.commit(
                  List.of(
                      new CatalogChange.CreateSchema("sales"),
                      new CatalogChange.CreateTable(other, false, List.of()),
                      new CatalogChange.Append(
                          TRADES, trades.uuid(), List.of(file(catalog, trades, 1, 1))),
                      new CatalogChange.CreateTable(other, false, List.of())),
                  Map.of(),
                  "all"),
          "sales.orders");
      assertThat(catalog.snapshot().schemas()).containsExactly("main");
      assertThat(files(catalog, TRADES)).isEmpty();
      assertThat(metadataFiles()).hasSize(1);
      catalog.commit(
          List.of(
              new CatalogChange.CreateSchema("sales"),
              new CatalogChange.CreateTable(
                  other, false, List.of(file(catalog, other, 3, 1), file(catalog, other, 4, 2))),
              new CatalogChange.Append(
                  TRADES, trades.uuid(), List.of(file(catalog, trades, 1, 1)))),
          Map.of(),
          "all");
      assertThat(catalog.snapshot().commitNumber()).isEqualTo(2);
      assertThat(files(catalog, other.name())).hasSize(2);
      assertThat(files(catalog, TRADES)).hasSize(1);
    }
  }

  private List<Path> metadataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(f -> f.toString().endsWith(".metadata.json")).toList();
    }
  }
}
