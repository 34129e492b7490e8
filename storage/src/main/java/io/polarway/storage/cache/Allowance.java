package io.polarway.storage.cache;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one result may take up while it is being filled; all that are filled at a time share a
 * bound, too. One thread grows it, any may release it.
 */
final class Allowance {

  /** What is held by all that are filled. */
  static final class Shared {
    private final long largestBytes;
    private final long allBytes;
    private final AtomicLong used = new AtomicLong();

    Shared(long largestBytes, long allBytes) {
      this.largestBytes = largestBytes;
      this.allBytes = allBytes;
    }

    Allowance open() {
      return new Allowance(this);
    }
  }

  private final Shared shared;
  private final AtomicLong held = new AtomicLong();

  private Allowance(Shared shared) {
    this.shared = shared;
  }

  boolean couldHold(long bytes) {
    return bytes <= shared.largestBytes;
  }

  /** Whether it can be so much in all. */
  boolean grow(long bytes) {
    long more = bytes - held.get();
    if (bytes > shared.largestBytes || shared.used.addAndGet(more) > shared.allBytes) {
      if (bytes <= shared.largestBytes) {
        shared.used.addAndGet(-more);
      }
      return false;
    }
    held.addAndGet(more);
    return true;
  }

  void release() {
    shared.used.addAndGet(-held.getAndSet(0));
  }
}
