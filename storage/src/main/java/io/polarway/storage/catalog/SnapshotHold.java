package io.polarway.storage.catalog;

/**
 * Keeps what snapshots from one commit on have from being removed, by this or any other process,
 * from its opening until it is closed. Thread-safe.
 */
public final class SnapshotHold implements AutoCloseable {

  private final OpenStores.OpenStore store;
  private volatile long number;

  SnapshotHold(OpenStores.OpenStore store) {
    this.store = store;
  }

  /**
   * Holds the snapshots that are taken from now on. To be moved to the one that is taken. A second
   * call does nothing.
   */
  public void open() {
    if (!store.holds.contains(this)) {
      // No snapshot to come is older than what the lease says.
      number = store.leased();
      store.holds.add(this);
    }
  }

  /** The commit whose snapshot, and those of later ones, are held. */
  long number() {
    return number;
  }

  /** Holds the snapshot of this commit, and later ones, from now on. */
  public void moveTo(long commitNumber) {
    number = commitNumber;
  }

  /** Holds this earlier commit's snapshot, too; from the next renewal of the lease on. */
  public void include(long commitNumber) {
    number = Math.min(number, commitNumber);
  }

  /** Another one that holds the same, open. */
  public SnapshotHold again() {
    SnapshotHold another = new SnapshotHold(store);
    another.number = number;
    store.holds.add(another);
    return another;
  }

  /** Lets go. A second call does nothing. */
  @Override
  public void close() {
    store.holds.remove(this);
  }
}
