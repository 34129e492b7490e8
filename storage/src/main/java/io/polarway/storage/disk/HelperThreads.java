package io.polarway.storage.disk;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Threads that help those which have several things to do at once. They end when there is nothing
 * to do for a while, and never keep the process alive. Thread-safe.
 */
public final class HelperThreads {

  private static final long IDLE_SECONDS = 10;

  private final int most;
  private final ThreadPoolExecutor pool;

  /**
   * @param name what the threads' names begin with
   * @param most how many of them there are at the most
   */
  public HelperThreads(String name, int most) {
    this.most = most;
    AtomicInteger number = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              thread.setContextClassLoader(null);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the task for the numbers 0 to {@code count - 1}, some of them at the same time, and waits
   * for all. The calling thread takes part, so it goes on when all helpers are busy.
   */
  public void forEach(int count, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    CountDownLatch running = new CountDownLatch(count);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            try {
              if (failure.get() == null) {
                task.accept(i);
              }
            } catch (RuntimeException | Error problem) {
              failure.compareAndSet(null, problem);
            } finally {
              running.countDown();
            }
          }
        };
    for (int helper = 0; helper < Math.min(most, count - 1); helper++) {
      pool.execute(work);
    }
    work.run();
    awaitUninterruptibly(running);
    Throwable problem = failure.get();
    if (problem instanceof Error error) {
      throw error;
    }
    if (problem instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
