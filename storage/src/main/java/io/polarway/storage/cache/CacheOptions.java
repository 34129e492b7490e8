package io.polarway.storage.cache;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;

/**
 * How much a cache keeps.
 *
 * @param sizeBytes what all results together take up at most; 0 for the default: the smaller of 2
 *     GiB and a quarter of the heap
 * @param largestResultBytes what one result takes up at most; 0 for an eighth of all
 */
public record CacheOptions(long sizeBytes, long largestResultBytes) {

  /** The defaults. */
  public static final CacheOptions DEFAULT = new CacheOptions(0, 0);

  private static final long LARGEST_DEFAULT = 2L << 30;
  private static final long HEAP_SHARE = 4;
  private static final long RESULT_SHARE = 8;

  /**
   * The options with figures in the place of defaults.
   *
   * @throws StorageException when the cache would be larger than the heap, or a result larger than
   *     the cache or 2 GiB
   */
  public CacheOptions resolved() {
    long heap = Runtime.getRuntime().maxMemory();
    long size = sizeBytes == 0 ? Math.min(LARGEST_DEFAULT, heap / HEAP_SHARE) : sizeBytes;
    if (size < 0 || size > heap) {
      throw invalid(
          "The cache cannot have %d bytes: the heap has %d. Give it less, or the process more with -Xmx"
              .formatted(size, heap));
    }
    long largest = largestResultBytes == 0 ? size / RESULT_SHARE : largestResultBytes;
    if (largest < 0 || largest > size || largest > Integer.MAX_VALUE) {
      throw invalid(
          "A cached result cannot have %d bytes: the cache has %d, and no result more than %d"
              .formatted(largest, size, Integer.MAX_VALUE));
    }
    return new CacheOptions(size, Math.min(largest, Integer.MAX_VALUE));
  }

  private static StorageException invalid(String message) {
    return new StorageException(Failure.INVALID_VALUE, message);
  }
}
