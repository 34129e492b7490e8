package io.polarway.storage.upkeep;

import java.time.Duration;

/**
 * What a process does for the upkeep of a store.
 *
 * @param works whether it does what is due, when it leads; else it renews its lease only
 * @param look how often it looks what is due
 * @param lease how often it renews its lease
 * @param hotRows with so many hot rows of a table they are written to files
 * @param hotAge how long a table has hot rows at most
 */
public record UpkeepOptions(
    boolean works, Duration look, Duration lease, long hotRows, Duration hotAge) {

  public static final UpkeepOptions DEFAULT =
      new UpkeepOptions(
          true, Duration.ofSeconds(1), Duration.ofSeconds(10), 10_000, Duration.ofMinutes(1));

  /** The same, but that nothing is done by itself. */
  public static final UpkeepOptions OFF =
      new UpkeepOptions(
          false, DEFAULT.look(), DEFAULT.lease(), DEFAULT.hotRows(), DEFAULT.hotAge());
}
