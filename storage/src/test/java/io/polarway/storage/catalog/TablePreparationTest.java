package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.TRADES;
import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static io.polarway.storage.catalog.CatalogFixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import io.polarway.storage.table.Transform;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablePreparationTest {

  private static ColumnDefinition column(String name, DataType type) {
    return new ColumnDefinition(0, name, type, true, null);
  }

  private static TableDefinition table(
      List<ColumnDefinition> columns,
      List<PartitionField> partitioning,
      List<String> key,
      Map<String, String> properties) {
    return new TableDefinition("", TRADES, columns, partitioning, key, properties);
  }

  private static TableDefinition partitioned(
      List<ColumnDefinition> columns, PartitionField... partitioning) {
    return table(columns, List.of(partitioning), List.of(), Map.of());
  }

  private static PartitionField by(String column, Transform transform) {
    return new PartitionField(column, transform);
  }

  @Test
  void everyStorableTypeComesBackAsDeclared(@TempDir Path store) {
    List<ColumnDefinition> columns = new ArrayList<>();
    for (ScalarType type : ScalarType.values()) {
      if (type.isStorable()) {
        columns.add(column("c" + columns.size(), type));
      }
    }
    columns.add(column("small decimal", new DataType.Decimal(5, 2)));
    columns.add(column("large decimal", new DataType.Decimal(38, 10)));
    columns.add(column("text", new DataType.Text(false, 20)));
    columns.add(column("code", new DataType.Text(true, 3)));
    columns.add(new ColumnDefinition(0, "filled", ScalarType.INTEGER, true, "1 + 1"));
    TableDefinition asked =
        table(
            columns,
            List.of(by("text", new Transform.Truncate(3)), by("C1", new Transform.Identity())),
            List.of("code", "C2"),
            Map.of("ingest-level", "7", "format-version", "2"));
    TableDefinition created;
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      created = CatalogFixture.create(catalog, asked);
      assertThat(created.primaryKey()).containsExactly("code", "c2");
      for (int i = 0; i < columns.size(); i++) {
        boolean key = created.primaryKey().contains(columns.get(i).name());
        assertThat(created.columns().get(i))
            .isEqualTo(
                new ColumnDefinition(
                    i + 1,
                    columns.get(i).name(),
                    columns.get(i).type(),
                    !key,
                    columns.get(i).defaultExpression()));
      }
    }
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      TableSnapshot read = Objects.requireNonNull(catalog.snapshot().table("main", "trades"));
      assertThat(read.definition()).isEqualTo(created);
    }
  }

  @Test
  void whatATableCannotBeIsRefused() {
    List<ColumnDefinition> columns =
        List.of(column("id", ScalarType.BIGINT), column("price", ScalarType.DOUBLE));
    assertFails(
        Failure.INVALID_DEFINITION,
        () -> TablePreparation.prepare(partitioned(List.of())),
        "at least one column");
    assertFails(
        Failure.DUPLICATE_COLUMN,
        () ->
            TablePreparation.prepare(
                partitioned(List.of(column("a", ScalarType.DATE), column("A", ScalarType.DATE)))),
        "column A");
    assertFails(
        Failure.UNSUPPORTED,
        () -> TablePreparation.prepare(partitioned(List.of(column("i", ScalarType.INTERVAL)))),
        "INTERVAL");
    assertFails(
        Failure.UNKNOWN_COLUMN,
        () -> TablePreparation.prepare(partitioned(columns, by("prise", new Transform.Identity()))),
        "prise",
        "did you mean price?");
    assertFails(
        Failure.INVALID_DEFINITION,
        () -> TablePreparation.prepare(partitioned(columns, by("id", new Transform.Day()))),
        "day(id)",
        "BIGINT");
    assertFails(
        Failure.INVALID_DEFINITION,
        () -> TablePreparation.prepare(partitioned(columns, by("id", new Transform.Bucket(0)))));
    assertFails(
        Failure.UNKNOWN_COLUMN,
        () -> TablePreparation.prepare(table(columns, List.of(), List.of("key"), Map.of())),
        "key");
    assertFails(
        Failure.INVALID_DEFINITION,
        () ->
            TablePreparation.prepare(
                table(columns, List.of(), List.of(), Map.of("ingest-levl", "3"))),
        "did you mean ingest-level?");
    assertFails(
        Failure.INVALID_DEFINITION,
        () ->
            TablePreparation.prepare(
                table(columns, List.of(), List.of(), Map.of("ingest-level", "23"))),
        "'23'",
        "1 to 22");
  }

  @Test
  void aPartitionsDirectoryIsNamedAfterItsTransform() {
    List<ColumnDefinition> columns =
        List.of(
            column("ts", ScalarType.TIMESTAMP),
            column("day", ScalarType.DATE),
            column("symbol", ScalarType.VARCHAR),
            column("price", new DataType.Decimal(9, 2)));
    TableDefinition table =
        TablePreparation.prepare(
            partitioned(
                columns,
                by("day", new Transform.Month()),
                by("ts", new Transform.Day()),
                by("symbol", new Transform.Identity()),
                by("symbol", new Transform.Bucket(16)),
                by("price", new Transform.Truncate(100))));
    assertThat(
            TableLocations.partitionPath(
                table, Arrays.asList(673, 20485, "A/B c", 5, new BigDecimal("12.00"))))
        .isEqualTo(
            "month=2026-02/ts_day=2026-02-01/symbol=A%2FB%20c/symbol_bucket=5/price_trunc=12.00");
    assertThat(TableLocations.partitionPath(table, Arrays.asList(null, null, "", 0, null)))
        .isEqualTo("month=null/ts_day=null/symbol=%/symbol_bucket=0/price_trunc=null");
  }

  @Test
  void oddNamesGetDirectoriesOfTheirOwn(@TempDir Path store) throws Exception {
    try (Catalog catalog = Catalog.open(store, WRITABLE)) {
      for (String name : List.of("..", "a/b", "ü é", "x".repeat(300), "%2E.")) {
        TableDefinition table =
            CatalogFixture.create(
                catalog,
                new TableDefinition(
                    "",
                    new TableName("main", name),
                    List.of(column("c", ScalarType.DATE)),
                    List.of(),
                    List.of(),
                    Map.of()));
        NewDataFile file = CatalogFixture.file(catalog, table, 1);
        CatalogFixture.append(catalog, table, file);
        assertThat(file.file().normalize())
            .isEqualTo(file.file())
            .startsWith(catalog.dataDirectory().resolve("main"));
        assertThat(file.file().getNameCount())
            .isEqualTo(catalog.dataDirectory().getNameCount() + 4);
        assertThat(CatalogFixture.files(catalog, table.name())).hasSize(1);
      }
    }
  }
}
