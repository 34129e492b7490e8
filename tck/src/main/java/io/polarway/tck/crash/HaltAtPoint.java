package io.polarway.tck.crash;

import io.polarway.storage.fault.FaultHandler;
import io.polarway.storage.fault.FaultPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Ends its process, as SIGKILL does, when a point is reached for the n-th time. */
public final class HaltAtPoint implements FaultHandler {

  static final String POINT = "polarway.crash.point";
  static final String COUNT = "polarway.crash.count";
  static final String JOURNAL = "polarway.crash.journal";

  private final FaultPoint point = FaultPoint.valueOf(System.getProperty(POINT));
  private final AtomicInteger remaining = new AtomicInteger(Integer.getInteger(COUNT, 1));

  @Override
  public void reached(FaultPoint reached, @Nullable Path file) {
    if (reached == point && remaining.decrementAndGet() == 0) {
      try (Journal.Writer journal = new Journal.Writer(Path.of(System.getProperty(JOURNAL)))) {
        journal.reached(point.name());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().halt(CrashedStore.SIGKILL_EXIT_CODE);
    }
  }
}
