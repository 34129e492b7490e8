package io.polarway.storage.catalog;

/**
 * What the catalog knows of a table's hot rows at one moment, without reading them.
 *
 * @param id by which the rows know their table; 0 when it never had any
 * @param lastNumber the last commit that added or ended hot rows
 * @param nextRow the row id that the next one gets; they count from 1
 * @param liveRows rows that nobody has ended
 * @param liveBytes what these take up
 * @param storedRows all rows that are stored
 * @param storedEnds those among them that have ended
 * @param keptFrom snapshots of an earlier commit can miss rows, which were removed
 */
public record HotTable(
    long id,
    long lastNumber,
    long nextRow,
    long liveRows,
    long liveBytes,
    long storedRows,
    long storedEnds,
    long keptFrom) {

  /** Of a table that never had hot rows. */
  static final HotTable NONE = new HotTable(0, 0, 1, 0, 0, 0, 0, 0);

  /** Whether rows are stored, so that a snapshot can have some. */
  public boolean hasRows() {
    return storedRows > 0;
  }

  /** The same as snapshots of an earlier commit see it; counts are those of now. */
  HotTable asOf(long number) {
    return new HotTable(
        id,
        Math.min(number, lastNumber),
        nextRow,
        liveRows,
        liveBytes,
        storedRows,
        storedEnds,
        keptFrom);
  }
}
