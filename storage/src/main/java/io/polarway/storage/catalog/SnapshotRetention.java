package io.polarway.storage.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshots of a table nobody needs any more. What counts is when a snapshot ceased to be the
 * current one, not when it was made: one that was replaced a moment ago may be years old, and is
 * still being read.
 */
final class SnapshotRetention {

  private static final int MOST_SNAPSHOTS = 50;

  private SnapshotRetention() {}

  /**
   * The snapshots to forget.
   *
   * @param age how long ago another one took their place at least; null for the table's property
   *     {@code history.expire.max-snapshot-age-ms}, of which Iceberg's default is five days
   * @param held snapshots that somebody reads
   */
  static Set<Long> expired(
      TableMetadata metadata, @Nullable Duration age, Instant now, Set<Long> held) {
    long cutoff = cutoff(metadata, age, now).toEpochMilli();
    Set<Long> kept = new HashSet<>();
    for (Map.Entry<String, SnapshotRef> ref : metadata.refs().entrySet()) {
      boolean main = ref.getKey().equals(SnapshotRef.MAIN_BRANCH);
      keep(metadata, ref.getValue().snapshotId(), main ? cutoff : Long.MIN_VALUE, kept);
    }
    Set<Long> expired = new HashSet<>();
    for (Snapshot snapshot : metadata.snapshots()) {
      boolean unneeded =
          !kept.contains(snapshot.snapshotId()) && !held.contains(snapshot.snapshotId());
      if (unneeded && snapshot.timestampMillis() <= cutoff) {
        expired.add(snapshot.snapshotId());
      }
    }
    return expired;
  }

  /** The time by which a snapshot must have been replaced to be old enough. */
  static Instant cutoff(TableMetadata metadata, @Nullable Duration age, Instant now) {
    return now.minus(age == null ? ageOf(metadata) : age);
  }

  private static Duration ageOf(TableMetadata metadata) {
    return Duration.ofMillis(
        metadata.propertyAsLong(
            TableProperties.MAX_SNAPSHOT_AGE_MS, TableProperties.MAX_SNAPSHOT_AGE_MS_DEFAULT));
  }

  /** Keeps a snapshot and those before it that were current after the cutoff. */
  private static void keep(TableMetadata metadata, long head, long cutoff, Set<Long> kept) {
    int least =
        metadata.propertyAsInt(
            TableProperties.MIN_SNAPSHOTS_TO_KEEP, TableProperties.MIN_SNAPSHOTS_TO_KEEP_DEFAULT);
    int count = 0;
    long replacedAt = Long.MAX_VALUE;
    Snapshot snapshot = metadata.snapshot(head);
    while (snapshot != null && (replacedAt > cutoff || count < least)) {
      kept.add(snapshot.snapshotId());
      count++;
      replacedAt = snapshot.timestampMillis();
      Long parent = snapshot.parentId();
      snapshot = parent == null ? null : metadata.snapshot(parent);
    }
  }

  /**
   * The metadata with the newest snapshots only, and those on which a branch or tag stands, so that
   * it stays small however many commits there are.
   */
  static TableMetadata trimmed(TableMetadata metadata) {
    List<Snapshot> all = metadata.snapshots();
    int least =
        metadata.propertyAsInt(
            TableProperties.MIN_SNAPSHOTS_TO_KEEP, TableProperties.MIN_SNAPSHOTS_TO_KEEP_DEFAULT);
    int surplus = all.size() - Math.max(least, MOST_SNAPSHOTS);
    if (surplus <= 0) {
      return metadata;
    }
    Set<Long> oldest = new HashSet<>();
    all.subList(0, surplus).forEach(snapshot -> oldest.add(snapshot.snapshotId()));
    return without(metadata, oldest);
  }

  /** The metadata without these snapshots, as far as no branch or tag stands on one. */
  static TableMetadata without(TableMetadata metadata, Set<Long> snapshotIds) {
    Set<Long> gone = new HashSet<>(snapshotIds);
    metadata.refs().values().forEach(ref -> gone.remove(ref.snapshotId()));
    gone.removeIf(id -> metadata.snapshot(id) == null);
    return gone.isEmpty()
        ? metadata
        : TableMetadata.buildFrom(metadata).removeSnapshots(List.copyOf(gone)).build();
  }
}
