package io.polarway.tck.seed;

import io.polarway.tck.console.Numbers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Times of queries, every value of theirs read. */
final class Stopwatch {

  /** Repeats that a median is taken of. */
  static final int REPEATS = 5;

  private Stopwatch() {}

  /** Nanoseconds of one run. */
  static long nanosOf(Connection connection, String sql) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          rows.getObject(column);
        }
      }
    }
    return System.nanoTime() - start;
  }

  /** Nanoseconds of the median of {@link #REPEATS} runs. */
  static long medianNanosOf(Connection connection, String sql) throws SQLException {
    double[] repeats = new double[REPEATS];
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      repeats[repeat] = nanosOf(connection, sql);
    }
    return (long) Numbers.median(repeats);
  }
}
