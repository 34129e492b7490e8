package io.polarway.storage;

import java.util.List;

/**
 * How a query runs.
 *
 * @param commitNumber the last commit of the store that it sees
 * @param scans in the order of the query's
 * @param engineText what the engine runs, its lists of files shortened
 * @param enginePlan how the engine runs it, in its own words
 */
public record QueryPlan(
    long commitNumber, List<ScanPlan> scans, String engineText, String enginePlan) {
  public QueryPlan {
    scans = List.copyOf(scans);
  }
}
