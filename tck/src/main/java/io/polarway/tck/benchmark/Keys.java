package io.polarway.tck.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** The keys of rows of the table accounts, in an order of chance. */
interface Keys {

  /** Gets rows ready for a turn. */
  default void beginTurn() throws SQLException {}

  /** How many keys that have not come there are for a turn. */
  int left();

  /** One that has not come before. */
  long next();

  /** All from 0 up to a number. */
  static Keys upTo(int end, SplittableRandom random) {
    int[] keys = new int[end];
    for (int i = 0; i < end; i++) {
      int other = random.nextInt(i + 1);
      keys[i] = keys[other];
      keys[other] = i;
    }
    return new Keys() {
      private int used;

      @Override
      public int left() {
        return keys.length - used;
      }

      @Override
      public long next() {
        return keys[used++];
      }
    };
  }

  /** Those of rows that one small commit adds for each turn. */
  static Keys ofNewRows(Connection connection, int first, int rowsOfCommit) {
    return new Keys() {
      private int end = first;
      private int used;

      @Override
      public void beginTurn() throws SQLException {
        insert(connection, end, end + rowsOfCommit);
        end += rowsOfCommit;
        used = 0;
      }

      @Override
      public int left() {
        return rowsOfCommit - used;
      }

      @Override
      public long next() {
        used++;
        return (long) end - used;
      }
    };
  }

  /** Adds the rows of these keys in one transaction. */
  static void insert(Connection connection, int from, int to) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO accounts VALUES (?, ?, ?)")) {
      for (int id = from; id < to; id++) {
        insert.setLong(1, id);
        insert.setString(2, "account " + id);
        insert.setDouble(3, id / 4.0);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
