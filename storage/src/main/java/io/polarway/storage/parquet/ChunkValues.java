package io.polarway.storage.parquet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a column chunk without its nulls, numbered from 0. */
abstract sealed class ChunkValues permits NumberValues, WideValues, BytesValues {

  private final int count;

  ChunkValues(int count) {
    this.count = count;
  }

  final int count() {
    return count;
  }

  /** The encodings that these values can have, but for the dictionary. */
  abstract List<ValueEncoding> encodings();

  /** Appends the values {@code from} to {@code to - 1} to the page in an encoding of those. */
  abstract void write(ValueEncoding encoding, PageBuffer out, int from, int to, DeltaEncoder delta);

  /**
   * The bounds of the values {@code from} to {@code to - 1}.
   *
   * @param dictionary the whole chunk's, if there is one; it makes this faster
   */
  abstract Bounds bounds(int from, int to, @Nullable Dictionary dictionary);

  /**
   * The dictionary of the values {@code from} to {@code to - 1}.
   *
   * @return null if it would have more than {@code limit} entries or be very large
   */
  abstract @Nullable Dictionary dictionary(int from, int to, int limit, Workspace workspace);

  /** Whether they are known to ascend, so that bounds tell as much of them as a bloom filter. */
  boolean ascend() {
    return false;
  }

  /** The end of a page that begins at {@code from}: where its bytes become too many. */
  int pageEnd(int from, int to) {
    return to;
  }
}
