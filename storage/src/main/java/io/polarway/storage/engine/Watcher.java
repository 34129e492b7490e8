package io.polarway.storage.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that looks after all native calls under way. It ends when there was none for a
 * while, so that it never keeps a class loader alive.
 */
final class Watcher {

  private static final long TICK_MILLIS = 20;
  private static final int IDLE_TICKS = 500;

  private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();
  private static final Object START_LOCK = new Object();

  private static volatile @Nullable Thread thread;

  private Watcher() {}

  static void add(Watch watch) {
    WATCHES.add(watch);
    if (thread == null) {
      start();
    }
  }

  static void remove(Watch watch) {
    WATCHES.remove(watch);
  }

  private static void start() {
    synchronized (START_LOCK) {
      if (thread == null) {
        Thread started = new Thread(Watcher::run, "polarway-engine-watcher");
        started.setDaemon(true);
        started.setContextClassLoader(null);
        thread = started;
        started.start();
      }
    }
  }

  private static void run() {
    int idleTicks = 0;
    while (idleTicks < IDLE_TICKS || !mayEnd()) {
      idleTicks = WATCHES.isEmpty() ? idleTicks + 1 : 0;
      WATCHES.forEach(Watch::tick);
      try {
        Thread.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        idleTicks = 0;
      }
    }
  }

  /**
   * Takes the thread out of service, unless a watch came. A caller that adds a watch looks for the
   * thread afterwards, so one of the two sees the other.
   */
  private static boolean mayEnd() {
    synchronized (START_LOCK) {
      Thread current = thread;
      thread = null;
      if (WATCHES.isEmpty()) {
        return true;
      }
      thread = current;
      return false;
    }
  }
}
