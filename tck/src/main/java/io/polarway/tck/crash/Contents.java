package io.polarway.tck.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tables of a store hold: as it was read, or as it follows from changes.
 *
 * @param changes how many rows say that a change took place, by its number
 * @param events by the number of their change
 * @param cold the same of the table that keeps no hot rows
 * @param givers balances by account
 * @param receivers balances by account
 * @param made rows of the tables that changes created, by their number
 */
record Contents(
    Map<Long, Long> changes,
    Map<Long, Rows> events,
    Map<Long, Rows> cold,
    Map<Long, Long> givers,
    Map<Long, Long> receivers,
    Map<Long, Long> made) {

  static final String MADE = "made_";
  static final long FIRST_BALANCE = 1_000;

  /** Rows of one change. */
  record Rows(long count, long amount) {}

  /** Of tables that were just created. */
  static Contents initial() {
    Contents contents =
        new Contents(
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());
    for (long account = 0; account < Change.ACCOUNTS; account++) {
      contents.givers.put(account, FIRST_BALANCE);
      contents.receivers.put(account, FIRST_BALANCE);
    }
    return contents;
  }

  /** Carries out a change. */
  void apply(Change change) {
    long number = change.number();
    Rows rows = new Rows(change.size(), change.totalAmount());
    changes.put(number, 1L);
    switch (change.kind()) {
      case SINGLE -> {}
      case SAVEPOINT -> events.put(number, rows);
      case BATCH -> {
        events.put(number, rows);
        cold.put(number, rows);
      }
      case TRANSFER -> {
        givers.merge(change.target(), (long) -change.size(), Long::sum);
        receivers.merge((long) change.receiver(), (long) change.size(), Long::sum);
      }
      case UPDATE ->
          events.computeIfPresent(
              change.target(),
              (of, old) -> new Rows(old.count(), old.amount() + old.count() * change.size()));
      case DELETE -> {
        events.remove(change.target());
        cold.remove(change.target());
      }
      case DEFINE -> {
        made.remove(change.target());
        made.put(number, (long) change.size());
      }
      case ROLLED_BACK, CHECKPOINT, OPTIMIZE, VACUUM -> changes.remove(number);
    }
  }

  static Contents read(Connection connection) throws SQLException {
    Map<Long, Long> made = new TreeMap<>();
    try (ResultSet tables = connection.getMetaData().getTables(null, "main", MADE + "%", null)) {
      while (tables.next()) {
        made.put(Long.parseLong(tables.getString("TABLE_NAME").substring(MADE.length())), 0L);
      }
    }
    for (Map.Entry<Long, Long> table : made.entrySet()) {
      long number = table.getKey();
      String where = MADE + number + " WHERE number = " + number;
      table.setValue(numbers(connection, "SELECT 0, count(*) FROM " + where).get(0L));
    }
    return new Contents(
        numbers(connection, "SELECT number, count(*) FROM changes GROUP BY number"),
        rows(connection, "events"),
        rows(connection, "cold"),
        numbers(connection, "SELECT account, balance FROM givers"),
        numbers(connection, "SELECT account, balance FROM receivers"),
        made);
  }

  private static Map<Long, Long> numbers(Connection connection, String sql) throws SQLException {
    Map<Long, Long> numbers = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        numbers.merge(row.getLong(1), row.getLong(2), Long::sum);
      }
    }
    return numbers;
  }

  private static Map<Long, Rows> rows(Connection connection, String table) throws SQLException {
    Map<Long, Rows> rows = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT change, count(*), CAST(sum(amount) AS BIGINT) FROM "
                    + table
                    + " GROUP BY change")) {
      while (row.next()) {
        rows.put(row.getLong(1), new Rows(row.getLong(2), row.getLong(3)));
      }
    }
    return rows;
  }

  /** The first thing in which what was read differs from this; empty when nothing does. */
  String differenceOf(Contents found) {
    List<String> names = List.of("changes", "events", "cold", "givers", "receivers", "made");
    List<Map<Long, ?>> ours = List.of(changes, events, cold, givers, receivers, made);
    List<Map<Long, ?>> theirs =
        List.of(found.changes, found.events, found.cold, found.givers, found.receivers, found.made);
    for (int i = 0; i < names.size(); i++) {
      Map<Long, Object> all = new TreeMap<>(ours.get(i));
      all.putAll(theirs.get(i));
      for (Long key : all.keySet()) {
        Object expected = ours.get(i).get(key);
        Object actual = theirs.get(i).get(key);
        if (!String.valueOf(expected).equals(String.valueOf(actual))) {
          return "%s of %d: %s instead of %s".formatted(names.get(i), key, actual, expected);
        }
      }
    }
    return "";
  }
}
