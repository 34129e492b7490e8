package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.TRADES;
import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static io.polarway.storage.catalog.CatalogFixture.append;
import static io.polarway.storage.catalog.CatalogFixture.assertFails;
import static io.polarway.storage.catalog.CatalogFixture.createTrades;
import static io.polarway.storage.catalog.CatalogFixture.file;
import static io.polarway.storage.catalog.CatalogFixture.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.error.Failure;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

  private final Path store;

  CatalogTest(@TempDir Path store) {
    this.store = store;
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

  @Test
  void aTableThatWasReplacedOrDroppedIsAConflict() throws IOException {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      TableDefinition first = createTrades(catalog);
      append(catalog, first, file(catalog, first, 1, 1));
      TableDefinition second = catalog.prepare(CatalogFixture.trades(TRADES));
      CatalogChange replace = new CatalogChange.CreateTable(second, true, List.of());
      assertThat(catalog.commit(List.of(replace), Map.of(), "replace")).isEqualTo(3);
      assertThat(files(catalog, TRADES)).isEmpty();
      assertFails(
          Failure.CONFLICT,
          () -> append(catalog, first, file(catalog, first, 1, 1)),
          "main.trades");
      CatalogChange drop = new CatalogChange.DropTable(TRADES, second.uuid());
      catalog.commit(List.of(drop), Map.of(), "drop");
      assertThat(catalog.snapshot().table("main", "trades")).isNull();
      assertFails(Failure.CONFLICT, () -> catalog.commit(List.of(drop), Map.of(), "drop"));
      assertThat(catalog.snapshot().commitNumber()).isEqualTo(4);
    }
  }

  @Test
  void namesThatDifferInCaseOnlyAreTheSame() {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      createTrades(catalog);
      TableDefinition upper =
          catalog.prepare(CatalogFixture.trades(new TableName("MAIN", "TRADES")));
      assertFails(
          Failure.DUPLICATE_TABLE,
          () ->
              catalog.commit(
                  List.of(new CatalogChange.CreateTable(upper, false, List.of())),
                  Map.of(),
                  "create"));
      catalog.commit(
          List.of(new CatalogChange.CreateTable(upper, true, List.of())), Map.of(), "replace");
      assertThat(catalog.snapshot().tables())
          .extracting(TableSnapshot::name)
          .containsExactly(new TableName("main", "TRADES"));
      assertFails(
          Failure.DUPLICATE_SCHEMA,
          () -> catalog.commit(List.of(new CatalogChange.CreateSchema("Main")), Map.of(), "s"));
    }
  }

  @Test
  void aSchemaGoesOnlyWhenItIsEmpty() {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      TableDefinition trades = createTrades(catalog);
      CatalogChange dropSchema = new CatalogChange.DropSchema("MAIN");
      assertFails(
          Failure.SCHEMA_NOT_EMPTY,
          () -> catalog.commit(List.of(dropSchema), Map.of(), "drop"),
          "main.trades");
      catalog.commit(
          List.of(new CatalogChange.DropTable(TRADES, trades.uuid()), dropSchema),
          Map.of(),
          "drop");
      assertThat(catalog.snapshot().schemas()).isEmpty();
      assertFails(
          Failure.UNKNOWN_SCHEMA, () -> catalog.commit(List.of(dropSchema), Map.of(), "drop"));
      assertFails(Failure.UNKNOWN_SCHEMA, () -> createTrades(catalog), "main");
    }
  }

  @Test
  void whatASerializableTransactionHasReadMustStand() throws IOException {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      TableDefinition trades = createTrades(catalog);
      TableDefinition other =
          CatalogFixture.create(catalog, CatalogFixture.trades(new TableName("main", "other")));
      String read = Objects.requireNonNull(catalog.snapshot().table("main", "trades")).pointer();
      CatalogChange change =
          new CatalogChange.Append(other.name(), other.uuid(), List.of(file(catalog, other, 1, 1)));
      Map<TableName, String> mustStand = Map.of(TRADES, read, new TableName("main", "absent"), "");
      catalog.commit(List.of(change), mustStand, "fits");
      append(catalog, trades, file(catalog, trades, 1, 1));
      assertFails(
          Failure.CONFLICT,
          () -> catalog.commit(List.of(change), mustStand, "late"),
          "main.trades");
      assertFails(
          Failure.CONFLICT, () -> catalog.commit(List.of(change), Map.of(TRADES, ""), "late"));
    }
  }

  @Test
  void twoCatalogsOfOneProcessSeeEachOther() throws IOException {
    try (Catalog one = Catalog.open(store, WRITABLE);
        Catalog two = Catalog.open(store, WRITABLE)) {
      TableDefinition trades = createTrades(one);
      append(two, trades, file(two, trades, 1, 1));
      append(one, trades, file(one, trades, 2, 1));
      assertThat(files(two, TRADES)).hasSize(2);
      assertThat(one.snapshot().commitNumber()).isEqualTo(3);
    }
  }

  @Test
  void concurrentThreadsLoseNothing() throws Exception {
    int threads = 4;
    int commits = 10;
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      TableDefinition trades = createTrades(catalog);
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        running.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < commits; i++) {
                    append(catalog, trades, file(catalog, trades, 1, i));
                    assertThat(files(catalog, TRADES)).hasSizeGreaterThan(i);
                  }
                  return null;
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }
      pool.shutdown();
      assertThat(files(catalog, TRADES)).hasSize(threads * commits);
      assertThat(catalog.snapshot().commitNumber()).isEqualTo(1 + threads * commits);
      assertThat(metadataFiles()).hasSizeLessThanOrEqualTo(11);
    }
  }

  @Test
  void aLockThatIsHeldTooLongIsATimeout() throws Exception {
    CatalogOptions impatient = new CatalogOptions(false, true, Duration.ofMillis(300));
    try (Catalog catalog = Catalog.open(store, impatient);
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + store.resolve("catalog.db"));
        Statement statement = other.createStatement()) {
      TableDefinition trades = createTrades(catalog);
      NewDataFile file = file(catalog, trades, 1, 1);
      statement.execute("BEGIN IMMEDIATE");
      assertFails(Failure.LOCK_TIMEOUT, () -> append(catalog, trades, file), "Cannot commit");
      assertThat(files(catalog, TRADES)).isEmpty();
      assertThat(metadataFiles()).hasSize(1);
      statement.execute("ROLLBACK");
      append(catalog, trades, file);
      assertThat(files(catalog, TRADES)).hasSize(1);
    }
  }

  @Test
  void aDataFileThatIsNotThereIsRefusedAndNothingIsLeftBehind() throws IOException {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      TableDefinition trades = createTrades(catalog);
      NewDataFile gone = file(catalog, trades, 1, 1);
      Files.delete(gone.file());
      assertFails(
          Failure.IO, () -> append(catalog, trades, gone), gone.file().toString(), "main.trades");
      assertThat(metadataFiles()).hasSize(1);
    }
  }

  @Test
  void aClosedCatalogSaysSo() {
    Catalog catalog = Catalog.open(store, WRITABLE);
    catalog.close();
    catalog.close();
    assertFails(Failure.CLOSED, catalog::snapshot);
  }

  private List<Path> metadataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(f -> f.toString().endsWith(".metadata.json")).toList();
    }
  }
}
