package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.READ_ONLY;
import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.RowPositions;
import io.polarway.storage.error.Failure;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a catalog knows after a commit without reading it is what stands in the database. */
class CommittedStateTest {

  @TempDir private Path directory;

  @Test
  void theStateAfterCommitsIsTheOneThatIsStored() throws Exception {
    long seed = System.nanoTime();
    System.out.println("theStateAfterCommitsIsTheOneThatIsStored: seed " + seed);
    Random random = new Random(seed);
    try (Catalog first = Catalog.open(directory, WRITABLE);
        Catalog second = Catalog.open(directory, WRITABLE)) {
      List<Catalog> catalogs = List.of(first, second);
      List<TableDefinition> tables = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        TableName name = new TableName("main", "quote \"" + i);
        tables.add(CatalogFixture.create(first, CatalogFixture.trades(name)));
      }
      for (int commit = 0; commit < 150; commit++) {
        Catalog catalog = catalogs.get(random.nextInt(100) < 85 ? 0 : 1);
        change(catalog, tables, random);
        CatalogState stored = stored();
        for (Catalog reader : catalogs) {
          if (reader == catalog || random.nextBoolean()) {
            check(reader.snapshot(), stored);
          }
        }
      }
      assertThat(first.commits(Long.MAX_VALUE)).isEqualTo(second.commits(Long.MAX_VALUE));
      assertThat(first.commits(Long.MAX_VALUE)).noneMatch(commit -> commit.table() == null);
    }
  }

  private static void change(Catalog catalog, List<TableDefinition> tables, Random random)
      throws IOException {
    TableDefinition table = tables.get(random.nextInt(tables.size()));
    int kind = random.nextInt(10);
    if (kind == 0) {
      CatalogFixture.append(catalog, table, CatalogFixture.file(catalog, table, 3, 1));
    } else {
      List<CatalogChange> changes = new ArrayList<>();
      changes.add(add(table, random.nextInt(3) + 1));
      if (kind < 4) {
        HotTable hot =
            Objects.requireNonNull(catalog.snapshot().table("main", table.name().name())).hotRows();
        if (hot.nextRow() > 1 && catalog.hotRows(table, 1, hot.lastNumber()).rows().size() > 0) {
          HotRow row = catalog.hotRows(table, 1, hot.lastNumber()).rows().get(0);
          RowPositions ended = new RowPositions();
          ended.add(row.id());
          changes.add(new CatalogChange.EndHotRows(table.name(), table.uuid(), ended));
        }
      }
      if (kind == 9) {
        changes.add(add(tables.get(0), 2));
      }
      catalog.commit(changes, Map.of(), "change");
    }
  }

  private static CatalogChange add(TableDefinition table, int rows) {
    List<byte[]> contents = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      contents.add(("row " + i).getBytes(StandardCharsets.UTF_8));
    }
    return new CatalogChange.AddHotRows(table.name(), table.uuid(), contents);
  }

  private static void check(CatalogSnapshot snapshot, CatalogState stored) {
    assertThat(snapshot.state()).isEqualTo(stored);
    for (TableSnapshot table : snapshot.tables()) {
      assertThat(table.hotRows())
          .isEqualTo(stored.hotTables().getOrDefault(table.definition().uuid(), HotTable.NONE));
      assertThat(table.pointer()).isEqualTo(stored.pointers().get(table.name()));
      assertThat(snapshot.table("MAIN", table.name().name())).isSameAs(table);
    }
  }

  private CatalogState stored() throws SQLException {
    try (Connection sqlite = sqlite()) {
      return CatalogDatabase.readVerified(sqlite);
    }
  }

  private Connection sqlite() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("catalog.db"));
  }

  @Test
  void aStoreOfTheFormatBeforeOpens() throws Exception {
    TableDefinition table;
    List<CommittedVersion> commits;
    CatalogState before;
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      table = CatalogFixture.createTrades(catalog);
      CatalogFixture.append(catalog, table, CatalogFixture.file(catalog, table, 3, 1));
      catalog.commit(List.of(add(table, 2)), Map.of(), "add");
      commits = catalog.commits(Long.MAX_VALUE);
      before = catalog.snapshot().state();
    }
    try (Connection sqlite = sqlite();
        Statement statement = sqlite.createStatement()) {
      for (String sql :
          List.of(
              "INSERT INTO polarway_versions SELECT table_namespace, table_name, 3,"
                  + " metadata_location, snapshot_id FROM polarway_versions WHERE number = 2",
              "CREATE TABLE former(number INTEGER PRIMARY KEY, committed_at INTEGER NOT NULL,"
                  + " what TEXT NOT NULL, token TEXT NOT NULL UNIQUE)",
              "INSERT INTO former SELECT number, committed_at, what, token FROM polarway_commits",
              "DROP TABLE polarway_commits",
              "ALTER TABLE former RENAME TO polarway_commits",
              "INSERT INTO polarway_store VALUES ('checksum', '4711')",
              "PRAGMA user_version = 6")) {
        statement.executeUpdate(sql);
      }
    }
    CatalogFixture.assertFails(
        Failure.READ_ONLY, () -> Catalog.open(directory, READ_ONLY), "version 6");
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      assertThat(catalog.snapshot().state()).isEqualTo(before).isEqualTo(stored());
      assertThat(catalog.commits(Long.MAX_VALUE)).isEqualTo(commits);
      assertThat(catalog.hotRows(table, 1, 0).rows()).hasSize(2);
    }
  }
}
