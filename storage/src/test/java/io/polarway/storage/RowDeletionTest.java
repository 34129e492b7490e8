package io.polarway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.cache.CacheOptions;
import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.CatalogChange;
import io.polarway.storage.catalog.CatalogOptions;
import io.polarway.storage.catalog.NewDataFile;
import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.maintenance.CompactedPartition;
import io.polarway.storage.parquet.DataFileSummary;
import io.polarway.storage.parquet.DataFileWriter;
import io.polarway.storage.parquet.FileColumn;
import io.polarway.storage.parquet.WriteOptions;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.table.Transform;
import io.polarway.storage.upkeep.UpkeepOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of data files deleted by commits: what is there afterwards, now and before. */
class RowDeletionTest {

  /** Nothing happens by itself. */
  private static final StoreOptions OPTIONS =
      new StoreOptions(
          false,
          true,
          Duration.ofSeconds(30),
          0,
          0,
          null,
          List.of(),
          CacheOptions.DEFAULT,
          UpkeepOptions.OFF);

  private static final TableName NAME = new TableName("main", "readings");

  private final Path directory;
  private Catalog catalog;
  private Store store;

  RowDeletionTest(@TempDir Path directory) {
    this.directory = directory;
    this.catalog = openCatalog();
    this.store = Store.open(directory, OPTIONS);
  }

  @AfterEach
  void close() {
    store.close();
    catalog.close();
  }

  private Catalog openCatalog() {
    return Catalog.open(directory, new CatalogOptions(false, true, Duration.ofSeconds(20)));
  }

  private TableDefinition create(int formatVersion) {
    TableDefinition table =
        catalog.prepare(
            new TableDefinition(
                "",
                NAME,
                List.of(
                    new ColumnDefinition(0, "id", ScalarType.BIGINT, false, null),
                    new ColumnDefinition(0, "place", ScalarType.INTEGER, true, null),
                    new ColumnDefinition(0, "pos", ScalarType.VARCHAR, true, null)),
                List.of(new PartitionField("place", new Transform.Identity())),
                List.of(),
                Map.of("format-version", String.valueOf(formatVersion), "rest-level", "1")));
    catalog.commit(
        List.of(new CatalogChange.CreateTable(table, false, List.of())), Map.of(), "create");
    return table;
  }

  /** A file of the rows with ids {@code from} to {@code from + rows - 1}, by position. */
  private NewDataFile write(TableDefinition table, int place, long from, int rows) {
    Path path = catalog.newDataFile(table, List.of(place));
    try (DataFileWriter writer =
        new DataFileWriter(
            path, table.columns().stream().map(FileColumn::of).toList(), WriteOptions.level(1))) {
      ColumnBatch batch =
          ColumnBatch.create(table.columns().stream().map(ColumnDefinition::type).toList(), rows);
      for (long id = from; id < from + rows; id++) {
        ((LongColumn) batch.column(0)).append(id);
        ((IntColumn) batch.column(1)).append(place);
        ((BytesColumn) batch.column(2)).append("reading " + id);
        if (batch.size() == 2_000) {
          writer.writeRowGroup(batch);
          batch.clear();
        }
      }
      writer.writeRowGroup(batch);
      DataFileSummary summary = writer.finish(true);
      return new NewDataFile(path, List.of(place), summary);
    }
  }

  private TableSnapshot now() {
    return Objects.requireNonNull(catalog.snapshot().table(NAME.schema(), NAME.name()));
  }

  private void commit(CatalogChange... changes) {
    catalog.commit(List.of(changes), Map.of(), "test");
  }

  private static CatalogChange.Append append(TableDefinition table, NewDataFile... files) {
    return new CatalogChange.Append(NAME, table.uuid(), List.of(files));
  }

  private static CatalogChange.DeleteRows delete(TableDefinition table, Path file, long... rows) {
    return new CatalogChange.DeleteRows(NAME, table.uuid(), Map.of(file, positions(rows)));
  }

  private static RowPositions positions(long... rows) {
    RowPositions positions = new RowPositions();
    for (long row : rows) {
      positions.add(row);
    }
    return positions;
  }

  /** The ids that a user sees now. */
  private List<Long> ids() {
    return idsAsOf(null);
  }

  /** The ids as of a commit. */
  private List<Long> idsAsOf(@Nullable Long commit) {
    return ids(
        new Query(
            "SELECT id FROM readings AS OF %s ORDER BY id".formatted(commit),
            List.of(new TableScan(now().definition(), List.of(), null, commit, false)),
            relations ->
                new Query.EngineSql(
                    "SELECT id FROM " + relations.get(0) + " AS t ORDER BY id", Map.of())));
  }

  private List<Long> ids(Query query) {
    List<Long> ids = new ArrayList<>();
    try (Session session = store.openSession()) {
      session.startStatement();
      try (BatchStream stream = session.query(query, List.of(), Duration.ZERO)) {
        for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
          for (int row = 0; row < batch.size(); row++) {
            ids.add(((LongColumn) batch.column(0)).get(row));
          }
        }
      }
    }
    return ids;
  }

  private List<CompactedPartition> optimize() {
    try (Session session = store.openSession()) {
      session.startStatement();
      return session.optimize(NAME, Duration.ZERO);
    }
  }

  private static void assertConflict(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CONFLICT))
        .hasMessageContaining("main.readings")
        .hasMessageContaining("run the transaction again");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void rowsAreDeletedAndAnOlderVersionKeepsThem(int formatVersion) {
    TableDefinition table = create(formatVersion);
    NewDataFile file = write(table, 1, 100, 5);
    commit(append(table, file));
    long whole = catalog.snapshot().commitNumber();
    commit(delete(table, file.file(), 0, 3));
    long less = catalog.snapshot().commitNumber();
    commit(delete(table, file.file(), 4));
    assertThat(ids()).containsExactly(101L, 102L);
    assertThat(now().rows()).isEqualTo(2);
    assertThat(now().files().get(0).rows()).isEqualTo(5);
    assertThat(now().files().get(0).deletedRows()).isEqualTo(3);
    assertThat(now().files().get(0).deletedRows()).isEqualTo(3);
    assertThat(idsAsOf(less)).containsExactly(101L, 102L, 104L);
    assertThat(idsAsOf(whole)).containsExactly(100L, 101L, 102L, 103L, 104L);
    commit(delete(table, file.file(), 1, 2));
    assertThat(now().files()).isEmpty();
    assertThat(now().rows()).isZero();
    assertThat(idsAsOf(whole)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aRowIsDeletedOnce(int formatVersion) {
    TableDefinition table = create(formatVersion);
    NewDataFile file = write(table, 1, 0, 5);
    commit(append(table, file));
    commit(delete(table, file.file(), 0));
    TableSnapshot before = now();
    assertConflict(() -> commit(delete(table, file.file(), 0, 1)));
    assertConflict(() -> commit(delete(table, file.file(), 2), delete(table, file.file(), 2)));
    assertConflict(() -> commit(delete(table, file.file().resolveSibling("gone.parquet"), 2)));
    assertThat(now()).isSameAs(before);
    commit(delete(table, file.file(), 1), delete(table, file.file(), 2));
    assertThat(ids()).containsExactly(3L, 4L);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void rowsOfFilesOfTheSameCommit(int formatVersion) {
    TableDefinition table = create(formatVersion);
    NewDataFile first = write(table, 1, 0, 3);
    NewDataFile second = write(table, 2, 10, 3);
    NewDataFile third = write(table, 2, 20, 1);
    commit(
        delete(table, first.file(), 1),
        append(table, first, second, third),
        delete(table, third.file(), 0));
    assertThat(ids()).containsExactly(0L, 2L, 10L, 11L, 12L);
    assertThat(now().files()).hasSize(2);
  }

  @Test
  void anOptimizeGivesWayToADeletion() {
    TableDefinition table = create(3);
    NewDataFile file = write(table, 1, 0, 3);
    commit(append(table, file));
    StoredFile asItWas = now().files().get(0);
    commit(delete(table, file.file(), 1));
    NewDataFile rewritten = write(table, 1, 0, 3);
    assertThatThrownBy(
            () ->
                commit(
                    new CatalogChange.Rewrite(
                        NAME, table.uuid(), List.of(asItWas), List.of(rewritten), false)))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CONFLICT));
    assertThat(ids()).containsExactly(0L, 2L);
    List<CompactedPartition> compacted = optimize();
    assertThat(compacted).hasSize(1);
    assertThat(compacted.get(0).rows()).isEqualTo(2);
    assertThat(compacted.get(0).replaced()).isTrue();
    assertThat(ids()).containsExactly(0L, 2L);
    assertThat(now().files().get(0).rows()).isEqualTo(2);
    assertThat(optimize()).isEmpty();
  }

  /** By row ids, over deletions of earlier commits and of the transaction itself. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aSessionDeletesWhatItHasRead(int formatVersion) {
    TableDefinition table = create(formatVersion);
    NewDataFile first = write(table, 1, 0, 3_000);
    NewDataFile second = write(table, 2, 3_000, 3_000);
    commit(append(table, first, second), delete(table, first.file(), 0, 1, 2, 3));
    try (Session session = store.openSession()) {
      deleteWhere(session, table, "id % 3 = 0", 1_998);
      deleteWhere(session, table, "id % 5 = 0", 800);
      session.commit();
    }
    List<Long> expected = new ArrayList<>();
    for (long id = 4; id < 6_000; id++) {
      if (id % 3 != 0 && id % 5 != 0) {
        expected.add(id);
      }
    }
    assertThat(ids()).isEqualTo(expected);
    assertThat(now().rows()).isEqualTo(expected.size());
  }

  private static void deleteWhere(
      Session session, TableDefinition table, String condition, long rows) {
    session.startStatement();
    Query query =
        new Query(
            "row ids where " + condition,
            List.of(new TableScan(table, List.of(), null, null, true)),
            relations ->
                new Query.EngineSql(
                    "SELECT %s FROM %s AS t WHERE %s"
                        .formatted(TableScan.ROW_ID, relations.get(0), condition),
                    Map.of()));
    try (RowChange change = session.change(table);
        BatchStream stream = session.query(query, List.of(), Duration.ZERO)) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        change.delete((LongColumn) batch.column(0));
      }
      assertThat(change.finish()).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void vacuumKeepsWhatSaysWhichRowsAreDeleted(int formatVersion) throws IOException {
    TableDefinition table = create(formatVersion);
    NewDataFile file = write(table, 1, 0, 4);
    commit(append(table, file));
    commit(delete(table, file.file(), 1));
    commit(delete(table, file.file(), 3));
    assertThat(dataFiles()).hasSize(3);
    vacuum();
    assertThat(dataFiles()).hasSize(2);
    assertThat(ids()).containsExactly(0L, 2L);
    optimize();
    vacuum();
    assertThat(dataFiles()).hasSize(1);
    assertThat(ids()).containsExactly(0L, 2L);
  }

  private void vacuum() {
    try (Session session = store.openSession()) {
      session.startStatement();
      session.vacuum(NAME, Duration.ZERO, Duration.ZERO);
    }
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
      return files
          .filter(path -> path.toString().endsWith("parquet") || path.toString().endsWith("puffin"))
          .toList();
    }
  }

  @Test
  void aDamagedVectorIsNamed() throws IOException {
    TableDefinition table = create(3);
    NewDataFile file = write(table, 1, 0, 3);
    commit(append(table, file));
    commit(delete(table, file.file(), 1));
    Path vector;
    try (Stream<Path> files = Files.walk(directory)) {
      vector = files.filter(path -> path.toString().endsWith(".puffin")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(vector);
    bytes[20] ^= 1;
    Files.write(vector, bytes);
    assertThatThrownBy(this::ids)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.DAMAGED))
        .hasMessageContaining(vector.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void randomTables(int formatVersion) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    TableDefinition table = create(formatVersion);
    Map<Path, Long> firstIds = new HashMap<>();
    TreeSet<Long> expected = new TreeSet<>();
    Map<Long, List<Long>> versions = new LinkedHashMap<>();
    long nextId = 0;
    for (int round = 0; round < 15; round++) {
      List<CatalogChange> changes = new ArrayList<>();
      Map<Path, RowPositions> deleted = new HashMap<>();
      if (random.nextInt(3) > 0) {
        NewDataFile file = write(table, random.nextInt(3), nextId, 1 + random.nextInt(5_000));
        changes.add(append(table, file));
        firstIds.put(file.file(), nextId);
        for (long id = nextId; id < nextId + file.summary().rows(); id++) {
          expected.add(id);
        }
        nextId += file.summary().rows();
        if (random.nextInt(3) == 0) {
          deleteSome(random, file.file(), file.summary().rows(), firstIds, deleted, expected);
        }
      }
      for (StoredFile file : now().files()) {
        if (random.nextInt(3) == 0 && firstIds.containsKey(file.path())) {
          deleteSome(random, file.path(), file.rows(), firstIds, deleted, expected);
        }
      }
      changes.add(new CatalogChange.DeleteRows(NAME, table.uuid(), deleted));
      catalog.commit(changes, Map.of(), "round " + round);
      if (random.nextInt(8) == 0) {
        optimize();
      }
      if (random.nextInt(8) == 0) {
        close();
        catalog = openCatalog();
        store = Store.open(directory, OPTIONS);
      }
      TableSnapshot version = now();
      assertThat(ids()).as("seed %d, round %d", seed, round).isEqualTo(List.copyOf(expected));
      assertThat(version.rows()).as("seed %d, round %d", seed, round).isEqualTo(expected.size());
      if (version.files().isEmpty()) {
        continue;
      }
      versions.put(catalog.snapshot().commitNumber(), List.copyOf(expected));
    }
    optimize();
    assertThat(ids()).as("seed %d", seed).isEqualTo(List.copyOf(expected));
    assertThat(now().files()).allMatch(file -> file.deletedRows() == 0);
    versions.forEach(
        (commit, ids) ->
            assertThat(idsAsOf(commit)).as("seed %d, as of %d", seed, commit).isEqualTo(ids));
  }

  /** Files that OPTIMIZE has written are left alone: their rows are elsewhere. */
  private static void deleteSome(
      Random random,
      Path file,
      long rows,
      Map<Path, Long> firstIds,
      Map<Path, RowPositions> deleted,
      Set<Long> expected) {
    double share = List.of(0.001, 0.05, 0.5, 1.0).get(random.nextInt(4));
    long first = Objects.requireNonNull(firstIds.get(file));
    for (long row = 0; row < rows; row++) {
      if (random.nextDouble() < share && expected.remove(first + row)) {
        deleted.computeIfAbsent(file, ignored -> new RowPositions()).add(row);
      }
    }
  }
}
