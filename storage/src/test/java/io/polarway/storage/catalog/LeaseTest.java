package io.polarway.storage.catalog;

import static io.polarway.storage.catalog.CatalogFixture.READ_ONLY;
import static io.polarway.storage.catalog.CatalogFixture.WRITABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.RowPositions;
import io.polarway.storage.table.TableDefinition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leases keep from being removed, and for how long. */
class LeaseTest {

  /** Looks after which a lease that did not change is dead. */
  private static final int MANY_LOOKS = 8;

  @TempDir private Path directory;

  @Test
  void aHeldSnapshotKeepsItsHotRows() {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      commit(catalog, new CatalogChange.AddHotRows(table.name(), table.uuid(), rows()));
      SnapshotHold hold = catalog.hold();
      commit(catalog, new CatalogChange.EndHotRows(table.name(), table.uuid(), first()));
      assertThat(catalog.removeEndedHotRows(Long.MAX_VALUE)).isZero();
      SnapshotHold again = hold.again();
      hold.close();
      assertThat(catalog.removeEndedHotRows(Long.MAX_VALUE)).isZero();
      again.close();
      assertThat(catalog.removeEndedHotRows(Long.MAX_VALUE)).isEqualTo(1);
    }
  }

  @Test
  void aHeldSnapshotIsNotForgottenAndItsFilesStay() throws Exception {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      NewDataFile file = CatalogFixture.file(catalog, table, 1, 1);
      CatalogFixture.append(catalog, table, file);
      TableSnapshot held = table(catalog);
      SnapshotHold hold = catalog.hold();
      rewrite(catalog, held, CatalogFixture.file(catalog, table, 1, 1));
      assertThat(catalog.expiredSnapshots(table(catalog), Duration.ZERO)).isEmpty();
      assertThat(catalog.deleteUnneeded(List.of(file.file()), Duration.ZERO)).isEmpty();
      commit(catalog, new CatalogChange.DropTable(table.name(), table.uuid()));
      assertThat(catalog.deleteUnneeded(List.of(file.file()), Duration.ZERO)).isEmpty();
      hold.close();
      assertThat(catalog.deleteUnneeded(List.of(file.file()), Duration.ZERO))
          .containsExactly(file.file());
    }
  }

  @Test
  void aLeaseThatNobodyRenewsEnds() throws Exception {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      commit(catalog, new CatalogChange.AddHotRows(table.name(), table.uuid(), rows()));
      commit(catalog, new CatalogChange.EndHotRows(table.name(), table.uuid(), first()));
      try (Connection other = openDatabase();
          LeaseLocks stoppedProcess = LeaseLocks.open(directory);
          LeaseLocks livingProcess = LeaseLocks.open(directory)) {
        String living = livingProcess.takeId();
        // The clock of its process goes wrong, which nobody minds.
        LeaseDatabase.insert(other, stoppedProcess.takeId(), 1, Long.MAX_VALUE);
        LeaseDatabase.insert(other, living, 2, Long.MIN_VALUE);
        for (int look = 0; look < MANY_LOOKS; look++) {
          assertThat(catalog.removeEndedHotRows(Long.MAX_VALUE)).isZero();
          LeaseDatabase.renew(other, living, 2, 0);
          catalog.leases().renew();
          catalog.leases().removeDead();
        }
        assertThat(LeaseDatabase.renewals(other)).hasSize(2).containsKey(living);
        assertThat(catalog.removeEndedHotRows(Long.MAX_VALUE)).isZero();
        LeaseDatabase.renew(other, living, 3, 0);
        assertThat(catalog.removeEndedHotRows(Long.MAX_VALUE)).isEqualTo(1);
      }
    }
  }

  @Test
  void aLeaseWhoseProcessHasEndedHoldsNothing() throws Exception {
    try (Catalog catalog = Catalog.open(directory, WRITABLE)) {
      TableDefinition table = CatalogFixture.createTrades(catalog);
      commit(catalog, new CatalogChange.AddHotRows(table.name(), table.uuid(), rows()));
      commit(catalog, new CatalogChange.EndHotRows(table.name(), table.uuid(), first()));
      try (Connection other = openDatabase()) {
        LeaseDatabase.insert(other, UUID.randomUUID().toString(), 1, 0);
        assertThat(catalog.leases().count()).isEqualTo(2);
        assertThat(catalog.removeEndedHotRows(Long.MAX_VALUE)).isEqualTo(1);
        assertThat(catalog.leases().count()).isEqualTo(1);
      }
    }
  }

  @Test
  void aLeaseThatWasTakenAwayIsReplaced() throws Exception {
    try (Catalog catalog = Catalog.open(directory, WRITABLE);
        Connection other = openDatabase()) {
      assertThat(LeaseDatabase.renewals(other)).hasSize(1);
      try (Statement statement = other.createStatement()) {
        statement.executeUpdate("DELETE FROM polarway_leases");
      }
      catalog.leases().renew();
      assertThat(LeaseDatabase.renewals(other)).hasSize(1);
    }
  }

  @Test
  void aProcessHasOneLeaseAndGivesItUp() throws Exception {
    try (Catalog one = Catalog.open(directory, WRITABLE)) {
      CatalogFixture.createTrades(one);
      try (Catalog two = Catalog.open(directory, WRITABLE);
          Connection other = openDatabase()) {
        assertThat(two.snapshot().commitNumber()).isEqualTo(1);
        assertThat(LeaseDatabase.renewals(other)).hasSize(1);
      }
    }
    assertThat(leases()).isZero();
    try (Catalog reader = Catalog.open(directory, READ_ONLY)) {
      reader.leases().renew();
      reader.hold().close();
    }
    assertThat(leases()).isZero();
  }

  /** Asks when nobody has the database open. */
  private long leases() throws SQLException {
    try (Connection sqlite =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("catalog.db"));
        Statement statement = sqlite.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM polarway_leases")) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection openDatabase() throws SQLException {
    return CatalogFile.writable(directory.resolve(CatalogFile.NAME), Duration.ofSeconds(5))
        .getConnection();
  }

  private static TableSnapshot table(Catalog catalog) {
    return catalog.snapshot().tables().get(0);
  }

  private static void rewrite(Catalog catalog, TableSnapshot table, NewDataFile file) {
    commit(
        catalog,
        new CatalogChange.Rewrite(
            table.name(), table.definition().uuid(), table.files(), List.of(file), false));
  }

  private static List<byte[]> rows() {
    return List.of(new byte[] {1}, new byte[] {2});
  }

  private static RowPositions first() {
    RowPositions rows = new RowPositions();
    rows.add(1);
    return rows;
  }

  private static void commit(Catalog catalog, CatalogChange change) {
    catalog.commit(List.of(change), Map.of(), "test");
  }
}
