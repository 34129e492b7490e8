package io.polarway.storage.catalog;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells which leases nobody renews any more: those that did not change in many looks. Looks are
 * counted, not time, so that neither a clock that is set nor a machine or a watcher that was
 * suspended makes a living lease look dead. One thread at a time.
 */
final class LeaseWatch {

  /** In so many looks, each a renewal's period after the one before, a lease must have changed. */
  private static final int LOOKS = 6;

  private record Seen(long renewals, int looks) {}

  private Map<String, Seen> seen = Map.of();

  /**
   * Looks once more.
   *
   * @param renewalsById how often each lease was renewed
   * @return those of them that are dead
   */
  Map<String, Long> dead(Map<String, Long> renewalsById) {
    Map<String, Seen> now = new HashMap<>();
    Map<String, Long> dead = new HashMap<>();
    renewalsById.forEach(
        (id, renewals) -> {
          Seen before = seen.get(id);
          int looks = before != null && before.renewals() == renewals ? before.looks() + 1 : 0;
          now.put(id, new Seen(renewals, looks));
          if (looks >= LOOKS) {
            dead.put(id, renewals);
          }
        });
    seen = now;
    return dead;
  }
}
