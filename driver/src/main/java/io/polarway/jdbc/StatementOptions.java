package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** What a statement's user has set on it; each value is checked. */
final class StatementOptions {

  private final int resultSetType;
  private final int concurrency;
  private final int holdability;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private int fetchSize;
  private long maxRows;
  private int maxFieldSize;
  private int timeoutSeconds;

  /**
   * @param resultSetType forward-only or scroll-insensitive
   * @param concurrency read-only or updatable
   * @param holdability whether result sets outlive the end of a transaction
   */
  StatementOptions(int resultSetType, int concurrency, int holdability) {
    this.resultSetType = resultSetType;
    this.concurrency = concurrency;
    this.holdability = holdability;
  }

  int concurrency() {
    return concurrency;
  }

  boolean isUpdatable() {
    return concurrency == ResultSet.CONCUR_UPDATABLE;
  }

  int holdability() {
    return holdability;
  }

  int resultSetType() {
    return resultSetType;
  }

  boolean isScrollable() {
    return resultSetType != ResultSet.TYPE_FORWARD_ONLY;
  }

  int fetchDirection() {
    return fetchDirection;
  }

  void setFetchDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw SqlErrors.invalidArgument(direction + " is not a fetch direction");
    }
    fetchDirection = direction;
  }

  int fetchSize() {
    return fetchSize;
  }

  void setFetchSize(int rows) throws SQLException {
    fetchSize = (int) notNegative("The fetch size", rows);
  }

  /** The most rows of a result, 0 for all. */
  long maxRows() {
    return maxRows;
  }

  void setMaxRows(long rows) throws SQLException {
    maxRows = notNegative("The maximum number of rows", rows);
  }

  /** After how many chars or bytes a value is cut off, 0 for never. */
  int maxFieldSize() {
    return maxFieldSize;
  }

  void setMaxFieldSize(int size) throws SQLException {
    maxFieldSize = (int) notNegative("The maximum field size", size);
  }

  int timeoutSeconds() {
    return timeoutSeconds;
  }

  Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  void setTimeoutSeconds(int seconds) throws SQLException {
    timeoutSeconds = (int) notNegative("The query timeout", seconds);
  }

  private static long notNegative(String what, long value) throws SQLException {
    if (value < 0) {
      throw SqlErrors.invalidArgument(what + " cannot be " + value + "; give 0 or more");
    }
    return value;
  }
}
