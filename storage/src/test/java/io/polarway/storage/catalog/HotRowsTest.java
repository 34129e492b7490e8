package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static io.polarway.storage.catalog.CatalogFixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.RowPositions;
import io.polarway.storage.error.Failure;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hot rows that the catalog stores. */
class HotRowsTest {

  @TempDir private Path directory;

  @Test
  void rowsLiveFromTheCommitThatAddsThemToTheOneThatEndsThem() {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      long first = commit(catalog, add(table, "a", "b"));
      long second = commit(catalog, add(table, "c"), end(table, 1));
      assertThat(state(catalog).liveRows()).isEqualTo(2);
      assertThat(state(catalog).lastNumber()).isEqualTo(second);
      assertThat(contents(catalog.hotRows(table, 1, 0))).containsExactly("1 a", "2 b", "3 c");
      assertThat(contents(catalog.hotRows(table, 1, second))).containsExactly("2 b", "3 c");
      assertThat(contents(catalog.hotRows(table, 3, first))).containsExactly("3 c");
      assertThat(catalog.hotRows(table, 3, first).ends()).containsExactly(new HotRowEnd(1, second));
    }
  }

  @Test
  void aRowEndsOnceAndWhatLosesLeavesNothing() {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      commit(catalog, add(table, "a"));
      long ended = commit(catalog, end(table, 1));
      assertFails(
          Failure.CONFLICT, () -> commit(catalog, add(table, "b"), end(table, 1)), "main.trades");
      assertThat(catalog.snapshot().commitNumber()).isEqualTo(ended);
      assertThat(state(catalog).liveRows()).isZero();
      assertThat(contents(catalog.hotRows(table, 1, 0))).containsExactly("1 a");
    }
  }

  @Test
  void endedRowsAreRemovedAndTheirSnapshotsAreExpired() {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      long first = commit(catalog, add(table, "a", "b"));
      long second = commit(catalog, end(table, 1));
      assertThat(catalog.removeEndedHotRows(second - 1)).isZero();
      assertThat(catalog.removeEndedHotRows(second)).isEqualTo(1);
      assertThat(contents(catalog.hotRows(table, 1, 0))).containsExactly("2 b");
      assertFails(Failure.EXPIRED, () -> catalog.tableAsOf("main", "trades", first), "too old");
      assertThat(catalog.tableAsOf("main", "trades", second)).isNotNull();
    }
  }

  @Test
  void rowsOfDroppedTablesAreRemoved() {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      long added = commit(catalog, add(table, "a"));
      assertThat(catalog.removeEndedHotRows(added)).isZero();
      commit(catalog, new CatalogChange.DropTable(table.name(), table.uuid()));
      assertThat(catalog.removeEndedHotRows(added - 1)).isZero();
      assertThat(catalog.removeEndedHotRows(added)).isEqualTo(1);
      assertThat(catalog.hasHotRows()).isFalse();
    }
  }

  @Test
  void changedBytesAreNoticed() throws Exception {
    TableDefinition table;
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      table = CatalogFixture.createTrades(catalog);
      commit(catalog, add(table, "a", "b"));
    }
    for (String damage :
        List.of(
            "UPDATE polarway_hot_rows SET content = x'61' WHERE content = x'62'",
            "UPDATE polarway_hot_rows SET begin_number = 1 WHERE content = x'62'",
            "DELETE FROM polarway_hot_rows WHERE content = x'62'")) {
      execute(damage);
      try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
        assertFails(Failure.DAMAGED, () -> catalog.hotRows(table, 1, 0), "main.trades");
      }
    }
  }

  @Test
  void timesOfCommitsNeverGoBackWithTheClock() throws Exception {
    TableDefinition table;
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      table = CatalogFixture.createTrades(catalog);
      commit(catalog, add(table, "a"));
    }
    execute("UPDATE polarway_commits SET committed_at = committed_at + 3600000000");
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      commit(catalog, add(table, "b"));
      assertThat(catalog.commits(Long.MAX_VALUE).stream().map(CommittedVersion::committedAt))
          .isSortedAccordingTo(Comparator.reverseOrder());
    }
  }

  /** Changes the database when nobody has it open. */
  private void execute(String sql) throws SQLException {
    try (Connection sqlite =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("catalog.db"));
        Statement statement = sqlite.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static HotTable state(Catalog catalog) {
    return catalog.snapshot().tables().get(0).hotRows();
  }

  private static long commit(Catalog catalog, CatalogChange... changes) {
    return catalog.commit(List.of(changes), Map.of(), "test");
  }

  private static CatalogChange.AddHotRows add(TableDefinition table, String... rows) {
    return new CatalogChange.AddHotRows(
        table.name(),
        table.uuid(),
        Arrays.stream(rows).map(row -> row.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private static CatalogChange.EndHotRows end(TableDefinition table, long row) {
    RowPositions positions = new RowPositions();
    positions.add(row);
    return new CatalogChange.EndHotRows(table.name(), table.uuid(), positions);
  }

  private static List<String> contents(HotRowLog log) {
    return log.rows().stream()
        .map(row -> row.id() + " " + new String(row.content(), StandardCharsets.UTF_8))
        .toList();
  }
}
