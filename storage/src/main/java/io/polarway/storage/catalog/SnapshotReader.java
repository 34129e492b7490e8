package io.polarway.storage.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest snapshot, and looks with each call whether it still is: at the header of the
 * log's index where it can, which takes no lock, else by asking the database. Threads that come
 * while one asks wait, and share one further answer. Thread-safe.
 */
final class SnapshotReader implements AutoCloseable {

  /** A version is a table's name, which another engine can change, and its metadata's location. */
  private record Version(TableName table, String pointer) {}

  private static final int ATTEMPTS = 20;

  private final StateSource source;
  private final LocalFileIo io;
  private final FileLists fileLists;
  private final @Nullable ForeignCommits foreignCommits;

  /** Versions that somebody still has; metadata files never change. */
  private final Cache<Version, TableVersion> versions = Caffeine.newBuilder().weakValues().build();

  /** Holds on to versions until the next snapshot does. */
  private final List<TableVersion> justWritten = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();

  /** How many looks have begun; one that began after a caller came is good enough for him. */
  private volatile long looks;

  /**
   * What is known, and the log's header as it was before that was read; the header is null when
   * there was none to read.
   */
  private record Known(CatalogSnapshot snapshot, WalIndex.@Nullable Header header) {}

  /** For those who need not wait; null until something is known, and when closed. */
  private volatile @Nullable Known known;

  private @Nullable CatalogSnapshot current;
  private long currentVersion;
  private boolean closed;

  /**
   * @param foreignCommits gives numbers to the commits of other engines; null in a store that is
   *     only read
   */
  SnapshotReader(
      StateSource source,
      LocalFileIo io,
      StoreRoots roots,
      @Nullable ForeignCommits foreignCommits) {
    this.source = source;
    this.io = io;
    this.fileLists = new FileLists(io, roots);
    this.foreignCommits = foreignCommits;
  }

  CatalogSnapshot current() {
    Known newest = known;
    WalIndex index = source.walIndex();
    if (newest != null && index != null) {
      WalIndex.Header header = newest.header();
      // The index tells something only as long as somebody here has it open.
      if (header != null && index.isStill(header) && source.walIndex() == index) {
        return newest.snapshot();
      }
    }
    return ask();
  }

  /**
   * The log's header as of a snapshot; null unless it is certain that nothing was committed since
   * the snapshot was read. Who can ask while nobody else can commit knows what he changes.
   */
  WalIndex.@Nullable Header headerOf(CatalogSnapshot snapshot) {
    Known newest = known;
    WalIndex index = source.walIndex();
    if (newest == null || newest.snapshot() != snapshot || index == null) {
      return null;
    }
    WalIndex.Header header = newest.header();
    return header != null && index.isStill(header) ? header : null;
  }

  /**
   * Spares the next call the reading of what one commit has just made of a snapshot. Without effect
   * when another commit came behind it.
   *
   * @param before what {@link #headerOf} gave while nobody else could commit
   */
  void publish(CatalogSnapshot snapshot, WalIndex.Header before) {
    WalIndex index = source.walIndex();
    WalIndex.Header header = index == null ? null : index.header();
    if (header == null || !header.isBehindOneCommitSince(before) || !lock.tryLock()) {
      return;
    }
    try {
      if (!closed) {
        current = snapshot;
        known = new Known(snapshot, header);
      }
    } finally {
      lock.unlock();
    }
  }

  private CatalogSnapshot ask() {
    long looksBefore = looks;
    lock.lock();
    try {
      if (closed) {
        throw new StorageException(Failure.CLOSED, "The store is closed");
      }
      CatalogSnapshot newest = current;
      return newest != null && looks > looksBefore ? newest : look(newest);
    } finally {
      lock.unlock();
    }
  }

  /** Runs a query of the catalog's database. */
  <T> T read(StateSource.Query<T> query) {
    lock.lock();
    try {
      if (closed) {
        throw new StorageException(Failure.CLOSED, "The store is closed");
      }
      return source.read(query);
    } catch (SQLException e) {
      throw CatalogFailures.of("Cannot read the catalog", e);
    } finally {
      lock.unlock();
    }
  }

  /** A table as it was after a commit; see {@link Catalog#tableAsOf}. */
  @Nullable TableSnapshot tableAsOf(String schema, String table, long number) {
    CatalogDatabase.RecordedVersion recorded =
        read(connection -> CatalogDatabase.versionAsOf(connection, schema, table, number))
            .orElse(null);
    if (recorded == null || recorded.pointer() == null) {
      return null;
    }
    TableVersion version = versionAsOf(recorded, number);
    HotTable hot =
        current().state().hotTables().getOrDefault(version.definition().uuid(), HotTable.NONE);
    if (number < hot.keptFrom()) {
      throw expired(recorded.table(), number, null);
    }
    return new TableSnapshot(version, hot.asOf(number));
  }

  private TableVersion versionAsOf(CatalogDatabase.RecordedVersion recorded, long number) {
    TableName name = recorded.table();
    String pointer = Objects.requireNonNull(recorded.pointer());
    try {
      return load(name, pointer);
    } catch (NotFoundException e) {
      TableSnapshot now = current().table(name.schema(), name.name());
      if (now == null) {
        throw expired(name, number, e);
      }
      Long snapshotId = recorded.snapshotId();
      Snapshot snapshot = snapshotId == null ? null : snapshot(now.metadata(), snapshotId);
      if (snapshotId != null && snapshot == null) {
        throw expired(name, number, e);
      }
      String key = now.pointer() + '@' + snapshotId;
      TableVersion known = versions.getIfPresent(new Version(name, key));
      if (known == null) {
        known = new TableVersion(name, key, at(now.metadata(), snapshot), snapshot, fileLists);
        versions.put(new Version(name, key), known);
      }
      return known;
    }
  }

  /** A former snapshot of a table that is there; null when it was forgotten. */
  private @Nullable Snapshot snapshot(TableMetadata now, long snapshotId) {
    Snapshot snapshot = now.snapshot(snapshotId);
    return snapshot != null
        ? snapshot
        : read(connection ->
                Optional.ofNullable(SnapshotDatabase.find(connection, now.uuid(), snapshotId)))
            .orElse(null);
  }

  /** A table's metadata with the schema that a snapshot has. */
  private static TableMetadata at(TableMetadata metadata, @Nullable Snapshot snapshot) {
    Integer schemaId = snapshot == null ? null : snapshot.schemaId();
    return schemaId == null
        ? metadata
        : TableMetadata.buildFrom(metadata).setCurrentSchema(schemaId).discardChanges().build();
  }

  private static StorageException expired(TableName table, long number, @Nullable Throwable cause) {
    return new StorageException(
        Failure.EXPIRED,
        "Cannot read table %s as of commit %d: it is too old, and what it had was removed; see polarway.snapshots for what there is"
            .formatted(table, number),
        cause);
  }

  private CatalogSnapshot look(@Nullable CatalogSnapshot last) {
    long before = looks;
    looks = before + 1;
    boolean done = false;
    try {
      WalIndex index = source.walIndex();
      WalIndex.Header header = index == null ? null : index.header();
      long version = source.version();
      CatalogSnapshot newest = last;
      if (newest == null || version != currentVersion) {
        newest = read(last);
        current = newest;
        currentVersion = version;
        justWritten.clear();
      }
      known = new Known(newest, header);
      done = true;
      return newest;
    } catch (SQLException | RuntimeException e) {
      throw CatalogFailures.of("Cannot read the catalog", e);
    } finally {
      if (!done) {
        looks = before;
      }
    }
  }

  /** The last one again where something else was committed, such as a lease. */
  private CatalogSnapshot read(@Nullable CatalogSnapshot last) throws SQLException {
    boolean mayNumber = foreignCommits != null;
    CatalogState previous = null;
    for (int attempt = 0; ; attempt++) {
      CatalogState state = source.read(CatalogDatabase::readVerified);
      if (last != null && last.isWhole() && state.equals(last.state())) {
        return last;
      }
      boolean settled = attempt == ATTEMPTS || state.equals(previous);
      CatalogSnapshot snapshot = build(state, settled);
      if (snapshot == null) {
        previous = state;
        continue;
      }
      if (!mayNumber || state.unnumbered().isEmpty()) {
        return snapshot;
      }
      mayNumber = numberOthers(snapshot) && attempt < ATTEMPTS;
    }
  }

  /**
   * Null when a table's metadata was gone before it could be read, because a newer version took its
   * place; unless the state is settled, and it is missing for good.
   */
  private @Nullable CatalogSnapshot build(CatalogState state, boolean settled) {
    List<TableSnapshot> tables = new ArrayList<>();
    Map<TableName, StorageException> unreadable = new HashMap<>();
    for (Map.Entry<TableName, String> entry : state.pointers().entrySet()) {
      TableName name = entry.getKey();
      try {
        TableVersion version = load(name, entry.getValue());
        tables.add(
            new TableSnapshot(
                version,
                state.hotTables().getOrDefault(version.definition().uuid(), HotTable.NONE)));
      } catch (NotFoundException e) {
        if (!settled) {
          return null;
        }
        unreadable.put(name, CatalogFailures.of("Cannot read table " + name, e));
      } catch (RuntimeException e) {
        unreadable.put(name, CatalogFailures.ofContent("Cannot read table " + name, e));
      }
    }
    return new CatalogSnapshot(state, tables, unreadable);
  }

  private TableVersion load(TableName name, String pointer) {
    Version version = new Version(name, pointer);
    TableVersion known = versions.getIfPresent(version);
    if (known == null) {
      known = new TableVersion(name, pointer, TableMetadataParser.read(io, pointer), fileLists);
      versions.put(version, known);
    }
    return known;
  }

  /** Spares the next call the reading of metadata that was just written. */
  void remember(TableName name, TableMetadata metadata) {
    String pointer = metadata.metadataFileLocation();
    TableVersion table = new TableVersion(name, pointer, metadata, fileLists);
    lock.lock();
    try {
      versions.put(new Version(name, pointer), table);
      justWritten.add(table);
    } finally {
      lock.unlock();
    }
  }

  /** False when it cannot be done now; then it is left to the next change. */
  private boolean numberOthers(CatalogSnapshot snapshot) throws SQLException {
    ForeignCommits numbering = foreignCommits;
    if (numbering == null) {
      return false;
    }
    Map<TableName, TableSnapshot> seen = new HashMap<>();
    snapshot.tables().forEach(table -> seen.put(table.name(), table));
    try {
      return numbering.number(seen);
    } catch (SQLException e) {
      if (CatalogFailures.isBusy(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      current = null;
      known = null;
      source.close();
    } finally {
      lock.unlock();
    }
  }
}
