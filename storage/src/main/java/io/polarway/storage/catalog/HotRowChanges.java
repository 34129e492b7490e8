package io.polarway.storage.catalog;

import java.util.ArrayList;
import java.util.List;

/** What one commit does to the hot rows of one table. */
final class HotRowChanges {

  final List<byte[]> added = new ArrayList<>();
  final List<long[]> ended = new ArrayList<>();

  /** Rows that must not have ended. */
  final List<long[]> kept = new ArrayList<>();

  boolean isEmpty() {
    return added.isEmpty() && ended.isEmpty() && kept.isEmpty();
  }
}
