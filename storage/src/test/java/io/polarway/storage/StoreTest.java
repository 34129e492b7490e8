package io.polarway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.cache.CacheOptions;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.column.WideColumn;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.table.Transform;
import io.polarway.storage.upkeep.UpkeepOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of rows through a store: appended, committed, read, by one session and by others.
 */
class StoreTest {

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

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(directory, OPTIONS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void ownRowsAreSeenByOneselfOnlyUntilTheCommit() {
    try (Session writer = store.openSession();
        Session reader = store.openSession()) {
      TableDefinition events = events(writer);
      writer.commit();
      writer.startStatement();
      append(writer, events, 0, 1_000);
      assertThat(count(writer)).isEqualTo(1_000);
      assertThat(count(reader)).isZero();
      reader.rollback();
      append(writer, events, 1_000, 1_500);
      assertThat(count(writer)).isEqualTo(1_500);
      writer.commit();
      assertThat(count(reader)).isEqualTo(1_500);
    }
  }

  @Test
  void aSnapshotStaysAsItWasAndReadCommittedMovesOn() {
    try (Session writer = store.openSession();
        Session snapshot = store.openSession();
        Session moving = store.openSession()) {
      TableDefinition events = events(writer);
      writer.commit();
      moving.setIsolation(Isolation.READ_COMMITTED);
      assertThat(count(snapshot)).isZero();
      assertThat(count(moving)).isZero();
      append(writer, events, 0, 10);
      writer.commit();
      assertThat(count(snapshot)).isZero();
      assertThat(count(moving)).isEqualTo(10);
      snapshot.commit();
      assertThat(count(snapshot)).isEqualTo(10);
    }
  }

  @Test
  void serializableFailsWhenAReadTableHasChanged() {
    try (Session one = store.openSession();
        Session two = store.openSession()) {
      TableDefinition events = events(one);
      one.commit();
      one.setIsolation(Isolation.SERIALIZABLE);
      two.setIsolation(Isolation.SERIALIZABLE);
      assertThat(count(one)).isZero();
      assertThat(count(two)).isZero();
      append(one, events, 0, 1);
      append(two, events, 1, 2);
      one.commit();
      assertThatThrownBy(two::commit)
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CONFLICT));
      assertThat(count(two)).isEqualTo(1);
    }
  }

  @Test
  void rollbackLeavesNeitherRowsNorFiles() throws IOException {
    try (Session session = store.openSession()) {
      TableDefinition events = events(session);
      session.commit();
      append(session, events, 0, 300_000);
      assertThat(count(session)).isEqualTo(300_000);
      append(session, events, 300_000, 300_010);
      assertThat(count(session)).isEqualTo(300_010);
      session.rollback();
      assertThat(count(session)).isZero();
      assertThat(parquetFiles()).isEmpty();
    }
  }

  @Test
  void anUnfinishedStatementUndoesOnlyItself() throws IOException {
    try (Session session = store.openSession()) {
      TableDefinition events = events(session);
      session.commit();
      append(session, events, 0, 5_000);
      try (RowChange undone = session.change(events)) {
        undone.add(rows(events, 5_000, 600_000));
        undone.add(rows(events, 600_000, 600_100));
      }
      append(session, events, 5_000, 6_000);
      assertThat(sum(session)).isEqualTo(6_000L * 5_999 / 2);
      session.commit();
      assertThat(sum(session)).isEqualTo(6_000L * 5_999 / 2);
      // What was undone is in a file of each day already, and deleted there.
      assertThat(parquetFiles()).hasSize(6);
    }
  }

  @Test
  void aRefusedBatchAddsNothingAndTheTransactionGoesOn() {
    try (Session session = store.openSession()) {
      TableDefinition events = events(session);
      append(session, events, 0, 10);
      ColumnBatch withNull = rows(events, 10, 20);
      withNull.column(0).truncate(9);
      withNull.column(0).appendNull();
      try (RowChange append = session.change(events)) {
        assertThatThrownBy(() -> append.add(withNull))
            .isInstanceOfSatisfying(
                StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.NOT_NULL))
            .hasMessageContaining("id")
            .hasMessageContaining("row 10");
      }
      ColumnBatch tooLong = rows(events, 10, 11);
      BytesColumn name = (BytesColumn) tooLong.column(2);
      name.truncate(0);
      name.append("x".repeat(21));
      try (RowChange append = session.change(events)) {
        assertThatThrownBy(() -> append.add(tooLong))
            .isInstanceOfSatisfying(
                StorageException.class,
                e -> assertThat(e.failure()).isEqualTo(Failure.VALUE_TOO_LONG))
            .hasMessageContaining("VARCHAR(20)");
      }
      session.commit();
      assertThat(count(session)).isEqualTo(10);
    }
  }

  @Test
  void aCommitOfManyStatementsMakesOneFileAPartition() throws IOException {
    try (Session session = store.openSession()) {
      TableDefinition events = events(session);
      for (int from = 0; from < 400_000; from += 10_000) {
        append(session, events, from, from + 10_000);
      }
      session.commit();
      assertThat(count(session)).isEqualTo(400_000);
      List<Path> files = parquetFiles();
      assertThat(files).hasSize(3);
      assertThat(files).allSatisfy(file -> assertThat(file.toString()).contains("/day=1970-01-0"));
    }
  }

  @Test
  void definitionsAndRowsCommitTogether() {
    try (Session session = store.openSession();
        Session other = store.openSession()) {
      session.createSchema("sales");
      TableDefinition orders =
          session.createTable(definition(new TableName("sales", "orders")), false);
      append(session, orders, 0, 5);
      assertThat(count(session, "sales", "orders")).isEqualTo(5);
      assertThat(other.findTable("sales", "orders")).isNull();
      assertThat(other.schemas()).doesNotContain("sales");
      other.rollback();
      session.commit();
      assertThat(count(other, "SALES", "Orders")).isEqualTo(5);
      other.rollback();

      TableDefinition replaced =
          session.createTable(definition(new TableName("sales", "orders")), true);
      append(session, replaced, 0, 2);
      assertThat(count(session, "sales", "orders")).isEqualTo(2);
      assertThat(count(other, "sales", "orders")).isEqualTo(5);
      other.rollback();
      session.rollback();
      assertThat(count(session, "sales", "orders")).isEqualTo(5);
      session.createTable(definition(new TableName("sales", "orders")), true);
      session.commit();
      assertThat(count(session, "sales", "orders")).isZero();

      session.dropSchema("sales", true);
      assertThat(session.schemas()).doesNotContain("sales");
      session.createSchema("sales");
      session.commit();
      assertThat(session.tables()).isEmpty();
      assertThat(session.schemas()).contains("sales");
    }
  }

  @Test
  void aTableCreatedAndDroppedInOneTransactionLeavesNothing() throws IOException {
    try (Session session = store.openSession()) {
      TableDefinition events = events(session);
      append(session, events, 0, 200_000);
      session.dropTable(events.name());
      assertThat(session.hasChanges()).isFalse();
      session.commit();
      assertThat(session.tables()).isEmpty();
      assertThat(parquetFiles()).isEmpty();
    }
  }

  @Test
  void aDroppedTableLosesTheAppendOfAnother() {
    try (Session one = store.openSession();
        Session two = store.openSession()) {
      TableDefinition events = events(one);
      one.commit();
      append(two, two.findTable("main", "events"), 0, 10);
      one.dropTable(events.name());
      one.commit();
      assertThatThrownBy(two::commit)
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CONFLICT));
    }
  }

  @Test
  void whatWasCommittedIsThereAfterReopening() {
    try (Session session = store.openSession()) {
      TableDefinition events = events(session);
      append(session, events, 0, 123_456);
      session.commit();
    }
    store.close();
    store = Store.open(directory, OPTIONS);
    try (Session session = store.openSession()) {
      assertThat(count(session)).isEqualTo(123_456);
      assertThat(sum(session)).isEqualTo(123_456L * 123_455 / 2);
    }
  }

  @Test
  void aReadOnlyStoreRefusesChangesByName() {
    try (Session session = store.openSession()) {
      events(session);
      session.commit();
    }
    StoreOptions options =
        new StoreOptions(
            true,
            false,
            Duration.ofSeconds(1),
            0,
            0,
            null,
            List.of(),
            CacheOptions.DEFAULT,
            UpkeepOptions.DEFAULT);
    try (Store readOnly = Store.open(directory, options);
        Session session = readOnly.openSession()) {
      assertThat(count(session)).isZero();
      assertThatThrownBy(() -> session.dropTable(new TableName("main", "events")))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.failure()).isEqualTo(Failure.READ_ONLY))
          .hasMessageContaining("readOnly");
    }
  }

  @Test
  void randomTransactionsAgreeWithAList() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (Session session = store.openSession()) {
      TableDefinition events = events(session);
      session.commit();
      long committed = 0;
      int next = 1;
      for (int transaction = 0; transaction < 12; transaction++) {
        long pending = committed;
        for (int statement = random.nextInt(4); statement >= 0; statement--) {
          int rows = random.nextInt(4) == 0 ? random.nextInt(150_000) : random.nextInt(300);
          long added = 0;
          try (RowChange append = session.change(events)) {
            for (int part = 0; part < 2; part++) {
              append.add(rows(events, next, next + rows));
              added += (2L * next + rows - 1) * rows / 2;
              next += rows;
            }
            if (random.nextBoolean()) {
              append.finish();
              pending += added;
            }
          }
          if (random.nextBoolean()) {
            assertThat(sum(session)).isEqualTo(pending);
          }
        }
        if (random.nextInt(3) > 0) {
          session.commit();
          committed = pending;
        } else {
          session.rollback();
        }
        assertThat(sum(session)).isEqualTo(committed);
        session.rollback();
      }
    }
  }

  private static TableDefinition events(Session session) {
    return session.createTable(definition(new TableName("main", "events")), false);
  }

  private static TableDefinition definition(TableName name) {
    return new TableDefinition(
        "",
        name,
        List.of(
            new ColumnDefinition(0, "id", ScalarType.BIGINT, false, null),
            new ColumnDefinition(0, "at", ScalarType.TIMESTAMP, true, null),
            new ColumnDefinition(0, "name", new DataType.Text(false, 20), true, null)),
        List.of(new PartitionField("at", new Transform.Day())),
        List.of(),
        Map.of());
  }

  /** Rows with ids {@code from} to {@code to - 1}, spread over three days. */
  private static ColumnBatch rows(TableDefinition table, int from, int to) {
    ColumnBatch batch =
        ColumnBatch.create(
            table.columns().stream().map(ColumnDefinition::type).toList(), to - from);
    for (int id = from; id < to; id++) {
      ((LongColumn) batch.column(0)).append(id);
      ((LongColumn) batch.column(1)).append(id % 3 * MICROS_PER_DAY + id);
      ((BytesColumn) batch.column(2)).append("name " + id);
    }
    return batch;
  }

  private static void append(Session session, @Nullable TableDefinition table, int from, int to) {
    if (table == null) {
      throw new AssertionError("no table");
    }
    try (RowChange append = session.change(table)) {
      append.add(rows(table, from, to));
      assertThat(append.finish()).isEqualTo(to - from);
    }
  }

  private static long count(Session session) {
    return count(session, "main", "events");
  }

  private static long count(Session session, String schema, String table) {
    return query(session, "count(*)", schema, table).longValueExact();
  }

  private static long sum(Session session) {
    return query(session, "coalesce(sum(id), 0)::HUGEINT", "main", "events").longValueExact();
  }

  private static BigInteger query(Session session, String what, String schema, String name) {
    session.startStatement();
    TableDefinition table = session.findTable(schema, name);
    if (table == null) {
      throw new AssertionError("no table " + name);
    }
    Query sql =
        new Query(
            what + " of " + table.name(),
            List.of(new TableScan(table, List.of())),
            relations ->
                new Query.EngineSql(
                    "SELECT " + what + " FROM " + relations.get(0) + " AS t", Map.of()));
    List<BigInteger> values = new ArrayList<>();
    try (BatchStream stream = session.query(sql, List.of(), Duration.ZERO)) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        values.add(
            batch.column(0) instanceof WideColumn wide
                ? wide.getSigned(0)
                : BigInteger.valueOf(((LongColumn) batch.column(0)).get(0)));
      }
    }
    assertThat(values).hasSize(1);
    return values.get(0);
  }

  private List<Path> parquetFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
