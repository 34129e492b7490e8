package io.polarway.storage.column;

import java.util.function.LongConsumer;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** A set of rows, by numbers from 0 on, compressed. Not thread-safe, unless nobody changes it. */
public final class RowPositions {

  private final Roaring64Bitmap bits;

  /** No rows. */
  public RowPositions() {
    this(new Roaring64Bitmap());
  }

  private RowPositions(Roaring64Bitmap bits) {
    this.bits = bits;
  }

  public boolean isEmpty() {
    return bits.isEmpty();
  }

  public long count() {
    return bits.getLongCardinality();
  }

  /** About how much memory it takes. */
  public long memoryBytes() {
    return bits.getLongSizeInBytes();
  }

  /** The last row of a set that is not empty. */
  public long last() {
    return bits.last();
  }

  public boolean contains(long row) {
    return bits.contains(row);
  }

  /** Adds a row; false when it was there before. */
  public boolean add(long row) {
    if (bits.contains(row)) {
      return false;
    }
    bits.addLong(row);
    return true;
  }

  /** Removes a row; false when it was not there. */
  public boolean remove(long row) {
    if (!bits.contains(row)) {
      return false;
    }
    bits.removeLong(row);
    return true;
  }

  /** Adds the rows {@code from} to {@code to - 1}. */
  public void addRange(long from, long to) {
    if (from < to) {
      bits.addRange(from, to);
    }
  }

  public void addAll(RowPositions others) {
    bits.or(others.bits);
  }

  public void removeAll(RowPositions others) {
    bits.andNot(others.bits);
  }

  /** The rows of both sets; one of the sets itself when the other one is empty. */
  public RowPositions with(RowPositions others) {
    if (isEmpty() || others.isEmpty()) {
      return isEmpty() ? others : this;
    }
    RowPositions both = copy();
    both.addAll(others);
    return both;
  }

  /** Whether a row is in both. */
  public boolean intersects(RowPositions others) {
    return Roaring64Bitmap.intersects(bits, others.bits);
  }

  /**
   * The rows from {@code from} to {@code to - 1}, counted from {@code from}.
   *
   * @return a set of its own
   */
  public RowPositions window(long from, long to) {
    RowPositions window = new RowPositions();
    if (from < to && !bits.isEmpty()) {
      var rows = bits.getLongIteratorFrom(from);
      while (rows.hasNext()) {
        long row = rows.next();
        if (row >= to) {
          break;
        }
        window.bits.addLong(row - from);
      }
    }
    return window;
  }

  public RowPositions copy() {
    return new RowPositions(bits.clone());
  }

  /** Gives the rows in ascending order. */
  public void forEach(LongConsumer action) {
    bits.forEach(action::accept);
  }

  /** The rows in ascending order. */
  public long[] toArray() {
    return bits.toArray();
  }

  @Override
  public String toString() {
    return bits.getLongCardinality() + " rows";
  }
}
