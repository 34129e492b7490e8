package io.polarway.storage.catalog;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs each task in the thread that submits it. Iceberg gives the work on manifests to a pool of
 * threads and looks every 10 ms whether they are done, several times in each commit; a task that is
 * done when it was submitted is not waited for. Thread-safe.
 */
final class CallersThread extends AbstractExecutorService {

  static final CallersThread INSTANCE = new CallersThread();

  private CallersThread() {}

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  /** It has nothing that could be shut down. */
  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
