package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.SequenceRange;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a store, and the one way to change them. Thread-safe; any number of catalogs, in
 * this and in other processes, can have one store open.
 */
public final class Catalog implements AutoCloseable {

  private final Path directory;
  private final CatalogOptions options;
  private final OpenStores.OpenStore store;
  private final @Nullable WritableDatabase database;
  private final StoreRoots roots;
  private final TableLocations locations;
  private final LocalFileIo io;
  private final DurableDirectories durable;
  private final SnapshotReader snapshots;
  private final Leases leases;
  private final @Nullable CommitQueue commits;
  private volatile boolean leads;
  private boolean closed;

  private Catalog(
      Path directory,
      CatalogOptions options,
      OpenStores.OpenStore store,
      StateSource source,
      String recordedRoot) {
    this.directory = directory;
    this.options = options;
    this.store = store;
    this.database = source instanceof WritableDatabase writable ? writable : null;
    this.roots = new StoreRoots(recordedRoot, directory.toString());
    this.locations = new TableLocations(directory, roots);
    this.io = new LocalFileIo(roots);
    this.durable = new DurableDirectories(directory);
    this.snapshots =
        new SnapshotReader(
            source, io, roots, database == null ? null : new ForeignCommits(database));
    this.leases = new Leases(directory, snapshots, this::oldestHeld);
    this.commits = database == null ? null : commitQueue(database);
  }

  private CommitQueue commitQueue(WritableDatabase writable) {
    GroupCommitter committer =
        new GroupCommitter(
            snapshots,
            new Committer(writable, snapshots),
            roots,
            locations,
            durable,
            options.lockTimeout());
    return new CommitQueue(store.commitLock(), options.lockTimeout(), committer::commit);
  }

  /**
   * Opens the store in a directory.
   *
   * @throws StorageException {@link Failure#NOT_A_STORE}, {@link Failure#NEWER_FORMAT}, {@link
   *     Failure#READ_ONLY}, {@link Failure#STORE_IN_USE} or {@link Failure#DAMAGED}, and then
   *     nothing was changed
   */
  public static Catalog open(Path storeDirectory, CatalogOptions options) {
    Path directory = StoreDirectory.prepare(storeDirectory, options);
    OpenStores.OpenStore store = OpenStores.open(directory);
    try {
      return options.readOnly()
          ? openReadOnly(directory, options, store)
          : openWritable(directory, options, store);
    } catch (RuntimeException e) {
      store.release();
      throw e;
    }
  }

  private static Catalog openWritable(
      Path directory, CatalogOptions options, OpenStores.OpenStore store) {
    Path file = directory.resolve(CatalogFile.NAME);
    store.fileGuard.lock();
    try {
      long lastCommit = LastCommit.read(directory);
      StoreCreation.finish(directory, store.commitLock(), options);
      WritableDatabase database = new WritableDatabase(directory, options.lockTimeout());
      try {
        CatalogState state = database.read(CatalogDatabase::readVerified);
        LastCommit.check(directory, lastCommit, state.commitNumber());
        database.version();
        Catalog catalog = new Catalog(directory, options, store, database, recordedRoot(database));
        Lease lease = store.openLease(options.lockTimeout());
        store.addLockingUser();
        database.watch(store.walIndex(file));
        catalog.leases.take(lease);
        return catalog;
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot open " + directory, e);
    } finally {
      store.fileGuard.unlock();
    }
  }

  private static String recordedRoot(WritableDatabase database) throws SQLException {
    try (Connection connection = database.connection()) {
      return CatalogDatabase.recordedRoot(connection);
    }
  }

  private static Catalog openReadOnly(
      Path directory, CatalogOptions options, OpenStores.OpenStore store) {
    long lastCommit = LastCommit.read(directory);
    ReadOnlyDatabase database = new ReadOnlyDatabase(directory.resolve(CatalogFile.NAME), store);
    try {
      String root =
          database.read(
              connection -> {
                if (StoreCreation.check(directory, connection)) {
                  throw StoreDirectory.notAStore(
                      directory, "its " + CatalogFile.NAME + " is empty");
                }
                StoreCreation.checkCurrent(directory, connection);
                LastCommit.check(directory, lastCommit, CatalogDatabase.lastNumber(connection));
                return CatalogDatabase.recordedRoot(connection);
              });
      return new Catalog(directory, options, store, database, root);
    } catch (SQLException e) {
      database.close();
      throw CatalogFailures.of("Cannot open " + directory, e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The store's real path. */
  public Path directory() {
    return directory;
  }

  /** The directory below which all files of tables stand. */
  public Path dataDirectory() {
    return directory.resolve(StoreDirectory.DATA);
  }

  public boolean isReadOnly() {
    return options.readOnly();
  }

  /**
   * All that is committed now, by whichever process. When nothing has changed since the last call
   * this costs microseconds and gives the same object.
   */
  public CatalogSnapshot snapshot() {
    return snapshots.current();
  }

  /**
   * A hold on snapshots, not open yet. What it holds is kept by the lease that this process renews.
   * One that only reads the store has none: there it is kept for as long as the retention of time
   * travel only.
   */
  public SnapshotHold newHold() {
    return new SnapshotHold(store);
  }

  /** An open hold on the newest snapshot. */
  public SnapshotHold hold() {
    SnapshotHold hold = newHold();
    boolean held = false;
    try {
      hold.open();
      hold.moveTo(snapshot().commitNumber());
      held = true;
      return hold;
    } finally {
      if (!held) {
        hold.close();
      }
    }
  }

  /** The oldest commit whose snapshot this process holds; the newest commit if it holds none. */
  public long oldestHeld() {
    // What is newest has to be known first: later holds are not on older ones.
    return store.oldestHeld(snapshot().commitNumber());
  }

  /** The leases of the processes that have the store open. */
  public Leases leases() {
    return leases;
  }

  /**
   * The files of a table in a snapshot.
   *
   * @throws StorageException as {@link TableSnapshot#files}; {@link Failure#EXPIRED} when it is an
   *     earlier one, and what listed them was removed
   */
  public List<StoredFile> filesOf(TableSnapshot table) {
    try {
      return table.files();
    } catch (StorageException e) {
      TableName name = table.name();
      TableSnapshot now = snapshot().table(name.schema(), name.name());
      if (e.failure() == Failure.DAMAGED
          && (now == null || !now.pointer().equals(table.pointer()))) {
        throw expired(e);
      }
      throw e;
    }
  }

  private static StorageException expired(StorageException fault) {
    return new StorageException(
        Failure.EXPIRED,
        "Cannot read the snapshot any longer: it is too old, and a file that it had was removed;"
            + " begin the transaction again. "
            + fault.getMessage(),
        fault);
  }

  /**
   * What a failed query on an earlier snapshot means: that a file is missing which no table has any
   * more says that the snapshot expired.
   */
  public StorageException explain(StorageException fault) {
    if (fault.failure() != Failure.MISSING_FILE) {
      return fault;
    }
    String message = String.valueOf(fault.getMessage());
    for (TableSnapshot table : snapshot().tables()) {
      for (StoredFile file : table.files()) {
        if (message.contains(file.path().toString())) {
          return fault;
        }
      }
    }
    return expired(fault);
  }

  /** What commits after one have moved of a table's rows, in the order of the commits. */
  public List<RowMoves> movesSince(TableDefinition table, long commitNumber) {
    return snapshots.read(
        connection -> MoveDatabase.since(connection, roots, table.uuid(), commitNumber));
  }

  /** Forgets moves of rows before which no transaction can have begun. */
  public void forgetMoves() {
    WritableDatabase writable = requireWritable();
    long oldest = snapshots.read(LeaseDatabase::oldest);
    if (snapshots.read(connection -> MoveDatabase.hasUpTo(connection, oldest))) {
      writeUnderLock(writable, connection -> MoveDatabase.deleteUpTo(connection, oldest));
    }
  }

  /** What each commit up to and with a number did, newest first. */
  public List<CommittedVersion> commits(long upTo) {
    return snapshots.read(connection -> CatalogDatabase.readCommits(connection, upTo));
  }

  /**
   * What has changed of a table's hot rows since some moment, up to now.
   *
   * @param fromRow the first row id of interest; 1 for all
   * @param sinceNumber rows that ended by this commit are not of interest, nor are their ends
   * @throws StorageException {@link Failure#DAMAGED} when entries are not as they were written
   */
  public HotRowLog hotRows(TableDefinition table, long fromRow, long sinceNumber) {
    return snapshots.read(
        connection ->
            HotRowReader.read(connection, table.name(), table.uuid(), fromRow, sinceNumber));
  }

  /**
   * A table as it was after a commit.
   *
   * @return null when there was none of this name, in any case
   * @throws StorageException {@link Failure#EXPIRED} when that is no longer known
   */
  public @Nullable TableSnapshot tableAsOf(String schema, String table, long commitNumber) {
    return snapshots.tableAsOf(schema, table, commitNumber);
  }

  /**
   * Removes hot rows that ended by a commit and are not in a snapshot that somebody reads by a
   * lease, and those of tables that have gone and were last changed by then; snapshots of earlier
   * commits cannot be read any more.
   *
   * @return how many
   */
  public long removeEndedHotRows(long horizon) {
    WritableDatabase writable = requireWritable();
    leases.settle();
    store.commitLock().acquire(options.lockTimeout());
    try {
      CatalogSnapshot now = snapshot();
      return writable.write(
          connection ->
              HotRowRemoval.purge(
                  connection, Math.min(horizon, LeaseDatabase.oldest(connection)), now::hasGone));
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot remove ended rows", e);
    } finally {
      store.commitLock().release();
    }
  }

  /**
   * Takes values of a sequence for good, outside of any transaction.
   *
   * @param count how many at most
   * @return empty when the last one was taken
   * @throws StorageException {@link Failure#CONFLICT} when it is not there any more
   */
  public Optional<SequenceRange> takeValues(SequenceDefinition sequence, long count) {
    return changeSequence(connection -> SequenceDatabase.take(connection, sequence, count));
  }

  /**
   * Gives back values of a sequence that {@link #takeValues} gave, unless others were taken since.
   *
   * @param next the first of them
   * @param behind the value behind the last of them; null for none
   */
  public void giveBackValues(SequenceDefinition sequence, long next, @Nullable Long behind) {
    changeSequence(
        connection -> {
          SequenceDatabase.giveBack(connection, sequence, next, behind);
          return Optional.empty();
        });
  }

  private Optional<SequenceRange> changeSequence(
      StateSource.Query<Optional<SequenceRange>> change) {
    WritableDatabase writable = requireWritable();
    store.commitLock().acquire(options.lockTimeout());
    try {
      return writable.write(change);
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot take values of a sequence", e);
    } finally {
      store.commitLock().release();
    }
  }

  /** Whether any hot rows are stored, ended ones and those of tables that have gone included. */
  public boolean hasHotRows() {
    return snapshot().state().hotTables().values().stream().anyMatch(HotTable::hasRows);
  }

  /**
   * Whether this catalog leads the store's upkeep, which one of all that have the store open does,
   * in whichever process. Who leads does so until it is closed or its process ends.
   */
  public boolean leadsUpkeep() {
    return leads || (leads = store.commitLock().tryLead());
  }

  /** The number of the last commit, up to and with one, that was made by a time; 0 for none. */
  public long commitNumberAt(Instant time, long upTo) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    return Math.min(
        upTo, snapshots.read(connection -> CatalogDatabase.numberAt(connection, micros)));
  }

  /**
   * Checks what a table is to be and gives out its UUID and field ids, as {@link
   * CatalogChange.CreateTable} will create it. Columns of the primary key come back as not null.
   *
   * @throws StorageException {@link Failure#INVALID_DEFINITION}, {@link Failure#DUPLICATE_COLUMN},
   *     {@link Failure#UNKNOWN_COLUMN} or {@link Failure#UNSUPPORTED}
   */
  public TableDefinition prepare(TableDefinition definition) {
    return TablePreparation.prepare(definition);
  }

  /**
   * The directory of a partition below its table's data, such as {@code day=2026-02-01}; empty for
   * a table that is not partitioned.
   *
   * @param partition a value for each partition field, in Iceberg's internal representation
   */
  public String partitionPath(TableDefinition table, List<@Nullable Object> partition) {
    return TableLocations.partitionPath(table, partition);
  }

  /**
   * A new path, which no other file has, for a data file of a table. Its directory is there when
   * this returns.
   */
  public Path newDataFile(TableDefinition table, List<@Nullable Object> partition) {
    requireWritable();
    Path file = locations.newDataFile(table, partition);
    Path parent = file.getParent();
    try {
      if (parent != null) {
        Files.createDirectories(parent);
      }
    } catch (IOException e) {
      throw CatalogFailures.of("Cannot write to table " + table.name(), e);
    }
    return file;
  }

  /**
   * The snapshots of a table that can be forgotten, because nobody reads them by a lease and they
   * are old enough.
   *
   * @param age how long ago another snapshot took their place at least; null for what the table's
   *     properties say
   */
  public Set<Long> expiredSnapshots(TableSnapshot table, @Nullable Duration age) {
    leases.settle();
    Set<Long> held =
        snapshots.read(connection -> CatalogDatabase.heldSnapshots(connection, table.name()));
    return SnapshotRetention.expired(table.metadata(), age, Instant.now(), held);
  }

  /**
   * Forgets the snapshots of a table that {@link #expiredSnapshots} would give, as far as time
   * travel knows them and not only other engines.
   *
   * @return which
   */
  public Set<Long> forgetSnapshots(TableSnapshot table, @Nullable Duration age) {
    WritableDatabase writable = requireWritable();
    String uuid = table.definition().uuid();
    Instant cutoff = SnapshotRetention.cutoff(table.metadata(), age, Instant.now());
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, cutoff);
    Set<Long> expired =
        snapshots.read(connection -> SnapshotDatabase.expired(connection, uuid, micros));
    if (!expired.isEmpty()) {
      writeUnderLock(writable, connection -> SnapshotDatabase.forget(connection, uuid, expired));
    }
    return expired;
  }

  /** Forgets the snapshots of tables that are gone; nobody can read them any more. */
  public void forgetGoneTables() {
    CatalogSnapshot now = snapshot();
    writeUnderLock(
        requireWritable(), connection -> SnapshotDatabase.forgetGone(connection, now::hasGone));
  }

  /** A change of the database. */
  @FunctionalInterface
  private interface Change {
    void run(Connection connection) throws SQLException;
  }

  private void writeUnderLock(WritableDatabase writable, Change change) {
    store.commitLock().acquire(options.lockTimeout());
    try {
      writable.write(
          connection -> {
            change.run(connection);
            return true;
          });
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot change the catalog", e);
    } finally {
      store.commitLock().release();
    }
  }

  /** The directory below which the table's files stand, unless another engine chose another. */
  public Path directoryOf(TableSnapshot table) {
    return roots.actualPath(table.metadata().location());
  }

  /**
   * Deletes files that no table needs, in any of its snapshots, and no table that was dropped or
   * replaced within a time, or is read by a lease, did. When anything of any table cannot be read,
   * nothing is deleted.
   *
   * @param files real paths of files that nobody is about to commit
   * @param droppedWithin how long the files of a dropped table are kept
   * @return those that were deleted
   */
  public List<Path> deleteUnneeded(List<Path> files, Duration droppedWithin) {
    WritableDatabase writable = requireWritable();
    // Tables that another engine has dropped are known as dropped from the next snapshot on.
    leases.settle();
    return new FileSweep(
            writable,
            store.commitLock(),
            options.lockTimeout(),
            new FileReferences(io, roots),
            Instant.now().minus(droppedWithin))
        .delete(files);
  }

  private WritableDatabase requireWritable() {
    WritableDatabase writable = database;
    if (writable == null) {
      throw readOnly();
    }
    return writable;
  }

  private StorageException readOnly() {
    return new StorageException(
        Failure.READ_ONLY, "Cannot change " + directory + ": it was opened with readOnly=true");
  }

  /**
   * Makes changes durable and visible, all of them or none. Appends to a table that others append
   * to, too, are all kept. When it fails, the metadata that it wrote is gone again; the data files
   * are the caller's. Requests of other threads can become durable with it.
   *
   * @return the commit's number
   * @throws StorageException {@link Failure#CONFLICT}, {@link Failure#DUPLICATE_TABLE}, {@link
   *     Failure#DUPLICATE_SCHEMA}, {@link Failure#UNKNOWN_SCHEMA}, {@link
   *     Failure#SCHEMA_NOT_EMPTY}, {@link Failure#LOCK_TIMEOUT}, {@link Failure#DISK_FULL}, {@link
   *     Failure#READ_ONLY}: nothing was changed; {@link Failure#UNKNOWN_OUTCOME}: nobody knows, and
   *     no file may be deleted
   */
  public long commit(CommitRequest request) {
    CommitQueue queue = commits;
    if (queue == null) {
      throw readOnly();
    }
    return queue.commit(request);
  }

  /** As {@link #commit(CommitRequest)}, for one without keys and without a check. */
  public long commit(
      List<CatalogChange> changes, Map<TableName, String> versionsThatMustStand, String what) {
    return commit(CommitRequest.of(changes, versionsThatMustStand, what));
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    store.fileGuard.lock();
    try {
      snapshots.close();
      if (leads) {
        store.commitLock().stopLeading();
      }
      if (database != null) {
        store.removeLockingUser();
      }
    } finally {
      store.fileGuard.unlock();
      store.release();
    }
  }
}
