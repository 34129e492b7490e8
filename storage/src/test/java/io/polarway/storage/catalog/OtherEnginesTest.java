package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.READ_ONLY;
import static io.polarway.storage.catalog.CatalogFixture.TRADES;
import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static io.polarway.storage.catalog.CatalogFixture.append;
import static io.polarway.storage.catalog.CatalogFixture.assertFails;
import static io.polarway.storage.catalog.CatalogFixture.createTrades;
import static io.polarway.storage.catalog.CatalogFixture.file;
import static io.polarway.storage.catalog.CatalogFixture.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.table.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's own catalog works on the same store, beside ours. */
class OtherEnginesTest {

  private static final TableIdentifier EVENTS = TableIdentifier.of("lake", "Events");

  private final Path store;

  OtherEnginesTest(@TempDir Path store) {
    this.store = store;
  }

  private JdbcCatalog iceberg() {
    return CatalogFixture.iceberg(store, Map.of());
  }

  private static DataFile parquet(Table table, String name) {
    return DataFiles.builder(table.spec())
        .withPath(table.location() + "/data/" + name)
        .withFileSizeInBytes(100)
        .withRecordCount(7)
        .withFormat("parquet")
        .build();
  }

  @Test
  void aTableOfAnotherEngineIsReadAndWritten() throws IOException {
    Schema schema =
        new Schema(
            List.of(
                Types.NestedField.required(1, "id", Types.LongType.get()),
                Types.NestedField.optional(2, "at", Types.TimestampType.withZone()),
                Types.NestedField.optional(3, "amount", Types.DecimalType.of(20, 4))),
            Set.of(1));
    try (Catalog catalog = Catalog.open(store, WRITABLE);
        JdbcCatalog iceberg = iceberg()) {
      long before = catalog.snapshot().commitNumber();
      iceberg.createNamespace(Namespace.of("lake"));
      Table events =
          iceberg.createTable(
              EVENTS, schema, PartitionSpec.builderFor(schema).bucket("id", 4).build());
      CatalogSnapshot snapshot = catalog.snapshot();
      assertThat(snapshot.schemas()).containsExactly("lake", "main");
      TableSnapshot seen = Objects.requireNonNull(snapshot.table("LAKE", "events"));
      assertThat(seen.definition())
          .isEqualTo(
              new TableDefinition(
                  events.uuid().toString(),
                  new TableName("lake", "Events"),
                  List.of(
                      new ColumnDefinition(1, "id", ScalarType.BIGINT, false, null),
                      new ColumnDefinition(2, "at", ScalarType.TIMESTAMPTZ, true, null),
                      new ColumnDefinition(3, "amount", new DataType.Decimal(20, 4), true, null)),
                  List.of(new PartitionField("id", new Transform.Bucket(4))),
                  List.of("id"),
                  Map.of("format-version", "2")));
      assertThat(snapshot.commitNumber()).isEqualTo(before + 1);
      append(catalog, seen.definition(), file(catalog, seen.definition(), 5, 3));
      events.refresh();
      assertThat(events.currentSnapshot().summary()).containsEntry("total-records", "5");
      assertThat(catalog.snapshot().commitNumber()).isEqualTo(before + 2);
      iceberg.dropTable(EVENTS, false);
      assertThat(catalog.snapshot().table("lake", "events")).isNull();
      assertThat(catalog.snapshot().commitNumber()).isEqualTo(before + 3);
      assertThat(catalog.snapshot()).isSameAs(catalog.snapshot());
    }
  }

  @Test
  void commitsOfAnotherEngineAndOursFollowEachOther() throws IOException {
    try (Catalog catalog = Catalog.open(store, WRITABLE);
        JdbcCatalog iceberg = iceberg()) {
      TableDefinition trades =
          CatalogFixture.create(
              catalog,
              new TableDefinition(
                  "",
                  TRADES,
                  CatalogFixture.trades(TRADES).columns(),
                  List.of(),
                  List.of(),
                  Map.of()));
      Table theirs = iceberg.loadTable(TableIdentifier.of("main", "trades"));
      for (int i = 0; i < 3; i++) {
        append(catalog, trades, file(catalog, trades, 1));
        theirs.refresh();
        theirs.newAppend().appendFile(parquet(theirs, i + ".parquet")).commit();
        assertThat(files(catalog, TRADES)).hasSize(2 * i + 2);
        assertThat(catalog.snapshot().commitNumber()).isEqualTo(2 * i + 3);
      }
    }
    try (Catalog catalog = Catalog.open(store, READ_ONLY)) {
      assertThat(files(catalog, TRADES)).hasSize(6);
    }
  }

  @Test
  void equalityDeletesAreRefused() throws IOException {
    try (Catalog catalog = Catalog.open(store, WRITABLE);
        JdbcCatalog iceberg = iceberg()) {
      Table events =
          iceberg.createTable(
              EVENTS, new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));
      events.newAppend().appendFile(parquet(events, "a.parquet")).commit();
      TableName name = new TableName("lake", "Events");
      assertThat(files(catalog, name)).hasSize(1);
      DeleteFile deletes =
          FileMetadata.deleteFileBuilder(events.spec())
              .ofEqualityDeletes(1)
              .withPath(events.location() + "/data/deletes.parquet")
              .withFileSizeInBytes(10)
              .withRecordCount(1)
              .withFormat("parquet")
              .build();
      events.newRowDelta().addDeletes(deletes).commit();
      assertFails(
          Failure.UNSUPPORTED,
          () -> files(catalog, name),
          "lake.Events",
          "equality deletes",
          "deletes.parquet");
    }
  }

  /** One file of positions means the files of its partition that were there before it. */
  @Test
  void filesOfPositionsMeanWhatIcebergSays() throws Exception {
    try (Catalog catalog = Catalog.open(store, WRITABLE);
        JdbcCatalog iceberg = iceberg()) {
      Schema schema =
          new Schema(
              Types.NestedField.required(1, "id", Types.LongType.get()),
              Types.NestedField.required(2, "part", Types.IntegerType.get()));
      Table events =
          iceberg.createTable(
              EVENTS, schema, PartitionSpec.builderFor(schema).identity("part").build());
      String data = events.location() + "/data/";
      List<String> names = List.of("a", "b", "c");
      for (String name : names) {
        events.newAppend().appendFile(inPartition(events, data + name, "c".equals(name))).commit();
      }
      String first = writePositions(data, "p1", data + "a", 1, data + "a", 3, data + "b", 0);
      String second = writePositions(data, "p2", data + "a", 3, data + "a", 4, data + "c", 5);
      events
          .newRowDelta()
          .addDeletes(positions(events, first, 3, null))
          .addDeletes(positions(events, second, 3, data + "a"))
          .commit();
      events.newAppend().appendFile(inPartition(events, data + "d", false)).commit();
      TableSnapshot seen = Objects.requireNonNull(catalog.snapshot().table("lake", "Events"));
      Map<String, List<Long>> deleted = new TreeMap<>();
      for (StoredFile file : seen.files()) {
        List<Long> rows = new ArrayList<>();
        file.deleted().forEach(rows::add);
        deleted.put(String.valueOf(file.path().getFileName()), rows);
      }
      assertThat(deleted)
          .isEqualTo(
              Map.of("a", List.of(1L, 3L, 4L), "b", List.of(0L), "c", List.of(), "d", List.of()));
      assertThat(seen.rows()).isEqualTo(4 * 7 - 4);
    }
  }

  @Test
  void icebergFindsWhatWasDeletedHere() throws IOException {
    try (Catalog catalog = Catalog.open(store, WRITABLE);
        JdbcCatalog iceberg = iceberg()) {
      for (int formatVersion = 2; formatVersion <= 3; formatVersion++) {
        TableDefinition trades = CatalogFixture.trades(new TableName("main", "v" + formatVersion));
        TableDefinition table =
            CatalogFixture.create(
                catalog,
                new TableDefinition(
                    "",
                    trades.name(),
                    trades.columns(),
                    trades.partitioning(),
                    List.of(),
                    Map.of("format-version", String.valueOf(formatVersion))));
        NewDataFile first = file(catalog, table, 5, 1);
        NewDataFile second = file(catalog, table, 5, 2);
        append(catalog, table, first, second);
        for (long row = 0; row < 3; row++) {
          RowPositions positions = new RowPositions();
          positions.add(row);
          catalog.commit(
              List.of(
                  new CatalogChange.DeleteRows(
                      table.name(), table.uuid(), Map.of(first.file(), positions))),
              Map.of(),
              "delete");
        }
        Table seen = iceberg.loadTable(TableIdentifier.of("main", table.name().name()));
        Map<String, Long> deleted = new TreeMap<>();
        try (CloseableIterable<FileScanTask> tasks = seen.newScan().planFiles()) {
          for (FileScanTask task : tasks) {
            long rows = task.deletes().stream().mapToLong(DeleteFile::recordCount).sum();
            deleted.put(task.file().location(), rows);
          }
        }
        assertThat(deleted)
            .isEqualTo(Map.of("file://" + first.file(), 3L, "file://" + second.file(), 0L));
        assertThat(seen.currentSnapshot().summary())
            .containsEntry("total-delete-files", "1")
            .containsEntry("total-position-deletes", "3");
      }
    }
  }

  private static DataFile inPartition(Table table, String location, boolean isOther) {
    return DataFiles.builder(table.spec())
        .withPath(location)
        .withFileSizeInBytes(100)
        .withRecordCount(7)
        .withFormat("parquet")
        .withPartitionPath("part=" + (isOther ? 2 : 1))
        .build();
  }

  private static DeleteFile positions(
      Table table, String location, long rows, @Nullable String dataFile) {
    FileMetadata.Builder builder =
        FileMetadata.deleteFileBuilder(table.spec())
            .ofPositionDeletes()
            .withPath(location)
            .withFileSizeInBytes(10)
            .withRecordCount(rows)
            .withFormat("parquet")
            .withPartitionPath("part=1");
    return (dataFile == null ? builder : builder.withReferencedDataFile(dataFile)).build();
  }

  /** Writes a file of paths and positions by turns. */
  private static String writePositions(String data, String name, Object... rows) throws Exception {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < rows.length; i += 2) {
      values.add("('%s', %s::BIGINT)".formatted(rows[i], rows[i + 1]));
    }
    String file = data.substring("file://".length()) + name + ".parquet";
    Files.createDirectories(Path.of(file).resolveSibling(""));
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (FROM (VALUES %s) AS t(file_path, pos)) TO '%s' (FORMAT parquet, FIELD_IDS {file_path: 2147483546, pos: 2147483545})"
              .formatted(String.join(", ", values), file));
    }
    return data + name + ".parquet";
  }

  @Test
  void whatCannotBeReadIsListedAndNamed() throws IOException {
    Schema schema =
        new Schema(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.optional(
                2, "tags", Types.ListType.ofRequired(3, Types.StringType.get())));
    try (Catalog catalog = Catalog.open(store, WRITABLE);
        JdbcCatalog iceberg = iceberg()) {
      iceberg.createTable(EVENTS, schema);
      TableSnapshot nested = Objects.requireNonNull(catalog.snapshot().table("lake", "Events"));
      assertThat(nested.definition().columns().get(1).type())
          .isEqualTo(new DataType.ListOf(ScalarType.VARCHAR));
      assertFails(Failure.UNSUPPORTED, nested::files, "lake.Events", "tags", "VARCHAR[]");

      TableDefinition trades = createTrades(catalog);
      Table theirs = iceberg.loadTable(TableIdentifier.of("main", "trades"));
      DataFile orc =
          DataFiles.builder(theirs.spec())
              .withPath(theirs.location() + "/data/x.orc")
              .withFileSizeInBytes(10)
              .withRecordCount(1)
              .withFormat("orc")
              .withPartitionPath("day=2026-02-01")
              .build();
      theirs.newAppend().appendFile(orc).commit();
      assertFails(Failure.UNSUPPORTED, () -> files(catalog, trades.name()), "ORC", "x.orc");
    }
  }

  @Test
  void aTableWhoseMetadataIsGoneHidesNoOther() throws Exception {
    try (Catalog catalog = Catalog.open(store, WRITABLE);
        JdbcCatalog iceberg = iceberg()) {
      createTrades(catalog);
      Table events =
          iceberg.createTable(
              EVENTS, new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));
      String location = events.location().substring("file://".length());
      try (Stream<Path> all = Files.walk(Path.of(location).resolve("metadata"))) {
        for (Path path : all.filter(Files::isRegularFile).toList()) {
          Files.delete(path);
        }
      }
      assertThat(files(catalog, TRADES)).isEmpty();
      assertFails(Failure.DAMAGED, () -> catalog.snapshot().table("lake", "events"), "lake.Events");
    }
  }
}
