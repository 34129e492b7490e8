package io.polarway.storage.constraint;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Hashes that were seen. It only grows. Open addressing in one array; 0 stands for a free place.
 */
final class HashSetOfLongs {

  private static final int FIRST_CAPACITY = 16;

  private long[] places = new long[FIRST_CAPACITY];
  private int size;
  private boolean hasZero;

  int size() {
    return size;
  }

  /** Adds a hash; false when it was there. */
  boolean add(long hash) {
    if (hash == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    int place = place(places, hash);
    if (places[place] == hash) {
      return false;
    }
    places[place] = hash;
    size++;
    if (size * 2L > places.length) {
      grow();
    }
    return true;
  }

  boolean contains(long hash) {
    return hash == 0 ? hasZero : places[place(places, hash)] == hash;
  }

  LongStream stream() {
    LongStream others = Arrays.stream(places).filter(hash -> hash != 0);
    return hasZero ? LongStream.concat(LongStream.of(0), others) : others;
  }

  void clear() {
    if (size > 0) {
      places = new long[FIRST_CAPACITY];
      size = 0;
    }
    hasZero = false;
  }

  private void grow() {
    long[] larger = new long[places.length * 2];
    Arrays.stream(places)
        .filter(hash -> hash != 0)
        .forEach(hash -> larger[place(larger, hash)] = hash);
    places = larger;
  }

  /** Where a hash is, or would be put. */
  private static int place(long[] places, long hash) {
    int mask = places.length - 1;
    int place = (int) (hash ^ (hash >>> 32)) & mask;
    while (places[place] != 0 && places[place] != hash) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
