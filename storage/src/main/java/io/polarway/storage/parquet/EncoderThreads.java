package io.polarway.storage.parquet;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Threads shared by all writers, which help the calling thread. They end when there is nothing to
 * do for a while, and never keep the process alive.
 */
final class EncoderThreads {

  private static final int HELPERS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  private static final ThreadPoolExecutor POOL = pool();

  private EncoderThreads() {}

  private static ThreadPoolExecutor pool() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            HELPERS,
            HELPERS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "polarway-encoder-" + number.incrementAndGet());
              thread.setDaemon(true);
              thread.setContextClassLoader(null);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Runs the task for the numbers 0 to {@code count - 1}, some of them at the same time, and waits
   * for all. The calling thread takes part, so it goes on when all helpers are busy.
   */
  static void forEach(int count, IntConsumer task) {
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
    for (int helper = 0; helper < Math.min(HELPERS, count - 1); helper++) {
      POOL.execute(work);
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
