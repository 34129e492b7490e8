package io.polarway.storage.column;

import java.lang.ref.Cleaner;

/** Frees what streams hold that nobody closed, by one thread of this process. */
public final class AbandonedStreams {

  private static final Cleaner CLEANER = Cleaner.create();

  private AbandonedStreams() {}

  /**
   * @param release what is done once when the stream is unreachable, or before that by the answer's
   *     {@code clean}; it must not refer to the stream
   */
  public static Cleaner.Cleanable register(BatchStream stream, Runnable release) {
    return CLEANER.register(stream, release);
  }
}
