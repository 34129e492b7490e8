package io.polarway.storage.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What encoding one column chunk at a time needs: a zstd context, and arrays that are used again.
 * One thread uses it between {@link #borrow} and {@link #close}; a few are kept for later.
 */
final class Workspace implements AutoCloseable {

  private static final int KEPT = Runtime.getRuntime().availableProcessors();

  /** A workspace that grew beyond this is not kept. */
  private static final int LARGEST_KEPT_BYTES = 16 << 20;

  private static final ConcurrentLinkedQueue<Workspace> IDLE = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger IDLE_COUNT = new AtomicInteger();

  private final ZstdCompressCtx zstd = new ZstdCompressCtx();
  private final DeltaEncoder delta = new DeltaEncoder();
  private final PageBuffer page = new PageBuffer();

  /** Outside the heap, because compressing an array on the heap would hold up its collection. */
  private ByteBuffer input = ByteBuffer.allocateDirect(1 << 16);

  private ByteBuffer output = ByteBuffer.allocateDirect(1 << 16);
  private long[] longs = new long[0];
  private long[] moreLongs = new long[0];
  private int[] ints = new int[0];
  private int[] slots = new int[0];

  private Workspace() {
    zstd.setChecksum(true);
  }

  static Workspace borrow() {
    Workspace workspace = IDLE.poll();
    if (workspace == null) {
      return new Workspace();
    }
    IDLE_COUNT.decrementAndGet();
    return workspace;
  }

  /** Gives it back. */
  @Override
  public void close() {
    if (page.bytes().length <= LARGEST_KEPT_BYTES && IDLE_COUNT.incrementAndGet() <= KEPT) {
      IDLE.add(this);
    } else {
      if (page.bytes().length <= LARGEST_KEPT_BYTES) {
        IDLE_COUNT.decrementAndGet();
      }
      zstd.close();
    }
  }

  /** The page being built. */
  PageBuffer page() {
    return page;
  }

  DeltaEncoder delta() {
    return delta;
  }

  /** An array for the values of a chunk; its content is unspecified. */
  long[] longs(int length) {
    if (longs.length < length) {
      longs = new long[length];
    }
    return longs;
  }

  /** Another such array. */
  long[] moreLongs(int length) {
    if (moreLongs.length < length) {
      moreLongs = new long[length];
    }
    return moreLongs;
  }

  /** An array for the indexes of a chunk; its content is unspecified. */
  int[] ints(int length) {
    if (ints.length < length) {
      ints = new int[length];
    }
    return ints;
  }

  /** The slots of a hash table; their content is unspecified. */
  int[] slots(int length) {
    if (slots.length < length) {
      slots = new int[length];
    }
    return slots;
  }

  /** The size of what {@link #compress} would give. */
  int compressedSize(PageBuffer source, int level) {
    int size = source.size();
    if (input.capacity() < size) {
      input = ByteBuffer.allocateDirect(withRoom(size));
    }
    input.clear().put(source.bytes(), 0, size);
    int bound = Math.toIntExact(Zstd.compressBound(size));
    if (output.capacity() < bound) {
      output = ByteBuffer.allocateDirect(withRoom(bound));
    }
    zstd.setLevel(level);
    return zstd.compressDirectByteBuffer(output, 0, output.capacity(), input, 0, size);
  }

  /** Compresses into one zstd frame with a checksum. */
  byte[] compress(PageBuffer source, int level) {
    byte[] compressed = new byte[compressedSize(source, level)];
    output.clear().get(compressed);
    return compressed;
  }

  private static int withRoom(int size) {
    return (int) Math.min(Integer.MAX_VALUE - 64, size + (size >> 2) + 64L);
  }
}
