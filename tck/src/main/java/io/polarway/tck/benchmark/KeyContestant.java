package io.polarway.tck.benchmark;

import io.polarway.tck.benchmark.DurableDatabase.DurableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One that reads, and perhaps changes, rows of the table accounts by their keys. */
final class KeyContestant {

  /** What is done to one row. */
  enum Operation {
    SELECT,
    UPDATE,
    DELETE
  }

  private final String name;
  private final Keys keys;
  private final PreparedStatement select;
  private final @Nullable DurableStatement update;
  private final @Nullable DurableStatement delete;
  private final Map<Operation, TurnSamples> samples = new EnumMap<>(Operation.class);

  private KeyContestant(
      String name,
      Keys keys,
      PreparedStatement select,
      @Nullable DurableStatement update,
      @Nullable DurableStatement delete) {
    this.name = name;
    this.keys = keys;
    this.select = select;
    this.update = update;
    this.delete = delete;
  }

  static KeyContestant of(String name, DurableDatabase database, Connection connection, Keys keys)
      throws SQLException {
    return new KeyContestant(
        name,
        keys,
        select(connection, "accounts"),
        database.prepare(connection, "UPDATE accounts SET balance = balance + 1 WHERE id = ?"),
        database.prepare(connection, "DELETE FROM accounts WHERE id = ?"));
  }

  /** One that only reads. */
  static KeyContestant reader(String name, Connection connection, String relation, Keys keys)
      throws SQLException {
    return new KeyContestant(name, keys, select(connection, relation), null, null);
  }

  private static PreparedStatement select(Connection connection, String relation)
      throws SQLException {
    return connection.prepareStatement("SELECT name, balance FROM " + relation + " WHERE id = ?");
  }

  String name() {
    return name;
  }

  boolean takesPartIn(Operation operation) {
    return operation == Operation.SELECT || update != null;
  }

  /** Its turns with an operation. */
  TurnSamples samples(Operation operation) {
    return samples.computeIfAbsent(operation, first -> new TurnSamples());
  }

  /**
   * Takes a turn.
   *
   * @param mostRuns as many keys as it may use up
   */
  Turn takeTurn(Operation operation, Duration longest, int mostRuns) throws SQLException {
    keys.beginTurn();
    return Turn.of(() -> run(operation), longest, Math.min(mostRuns, keys.left()));
  }

  private void run(Operation operation) throws SQLException {
    long key = keys.next();
    switch (operation) {
      case SELECT -> select(key);
      case UPDATE -> change(Objects.requireNonNull(update), key);
      case DELETE -> change(Objects.requireNonNull(delete), key);
    }
  }

  private void select(long key) throws SQLException {
    select.setLong(1, key);
    try (ResultSet row = select.executeQuery()) {
      if (!row.next() || !row.getString(1).endsWith(" " + key) || row.getDouble(2) < 0) {
        throw new IllegalStateException("%s gave no row of key %d".formatted(name, key));
      }
    }
  }

  private static void change(DurableStatement statement, long key) throws SQLException {
    statement.change().setLong(1, key);
    statement.changeOne();
  }
}
