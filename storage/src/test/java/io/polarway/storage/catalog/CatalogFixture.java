package io.polarway.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.parquet.ColumnSummary;
import io.polarway.storage.parquet.DataFileSummary;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.table.Transform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Tables and files for the catalog's tests. The catalog never looks into a data file. */
final class CatalogFixture {

  static final CatalogOptions WRITABLE = new CatalogOptions(false, true, Duration.ofSeconds(20));
  static final CatalogOptions READ_ONLY = new CatalogOptions(true, false, Duration.ofSeconds(5));
  static final TableName TRADES = new TableName("main", "trades");

  private CatalogFixture() {}

  static void assertFails(Failure failure, ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> {
              assertThat(e.failure()).as(e.toString()).isEqualTo(failure);
              assertThat(List.of(parts))
                  .allSatisfy(part -> assertThat(e).hasMessageContaining(part));
            });
  }

  static TableDefinition trades(TableName name) {
    return new TableDefinition(
        "",
        name,
        List.of(
            new ColumnDefinition(0, "ts", ScalarType.TIMESTAMP, true, null),
            new ColumnDefinition(0, "symbol", ScalarType.VARCHAR, false, null),
            new ColumnDefinition(0, "price", ScalarType.DOUBLE, true, "0.0")),
        List.of(new PartitionField("ts", new Transform.Day())),
        List.of(),
        Map.of());
  }

  static TableDefinition createTrades(Catalog catalog) {
    return create(catalog, trades(TRADES));
  }

  static TableDefinition create(Catalog catalog, TableDefinition definition) {
    TableDefinition prepared = catalog.prepare(definition);
    catalog.commit(
        List.of(new CatalogChange.CreateTable(prepared, false, List.of())), Map.of(), "create");
    return prepared;
  }

  /** A file of {@code rows} rows in the partition with these values. */
  static NewDataFile file(
      Catalog catalog, TableDefinition table, long rows, @Nullable Object... partition)
      throws IOException {
    List<@Nullable Object> values = Arrays.asList(partition);
    Path path = catalog.newDataFile(table, values);
    byte[] content = ("rows " + rows).getBytes(StandardCharsets.UTF_8);
    Files.write(path, content);
    List<ColumnSummary> columns =
        table.indexOf("symbol") != 1
            ? List.of()
            : List.of(
                new ColumnSummary(2, 10, rows, 0, 0, "AAPL", "a text of more than 16 characters"),
                new ColumnSummary(3, 20, rows, 1, 2, 1.5, 99.25));
    return new NewDataFile(
        path, values, new DataFileSummary(path, rows, content.length, columns, List.of(4L)));
  }

  static long append(Catalog catalog, TableDefinition table, NewDataFile... files) {
    return catalog.commit(
        List.of(new CatalogChange.Append(table.name(), table.uuid(), List.of(files))),
        Map.of(),
        "append");
  }

  static List<StoredFile> files(Catalog catalog, TableName name) {
    TableSnapshot table = catalog.snapshot().table(name.schema(), name.name());
    return table == null ? List.of() : table.files();
  }

  /** Iceberg's own catalog on the same database. */
  static JdbcCatalog iceberg(Path store, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put(CatalogProperties.URI, "jdbc:sqlite:" + store.resolve("catalog.db"));
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, "file://" + store.resolve("data"));
    properties.put(CatalogProperties.FILE_IO_IMPL, LocalFileIo.class.getName());
    JdbcCatalog iceberg = new JdbcCatalog();
    iceberg.initialize("polarway", properties);
    return iceberg;
  }

  /** What Iceberg's own scan would read, in order. */
  static List<String> icebergScan(JdbcCatalog iceberg, String schema, String table)
      throws IOException {
    List<String> locations = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        iceberg.loadTable(TableIdentifier.of(schema, table)).newScan().planFiles()) {
      tasks.forEach(task -> locations.add(task.file().location()));
    }
    locations.sort(null);
    return locations;
  }
}
