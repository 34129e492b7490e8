package io.polarway.tck.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/**
 * What a process does: {@code Transfers write|read DIRECTORY NUMBER SEED} until its standard input
 * ends. A writer moves amounts between accounts of two tables and notes each transfer in a journal.
 * A reader checks what must hold in each snapshot. Both print after each how many they have done.
 */
public final class Transfers {

  static final int ACCOUNTS = 20;
  static final int AMOUNT = 1_000;

  static final long TOTAL = 2L * ACCOUNTS * AMOUNT;

  private Transfers() {}

  /** Makes the accounts, of which one table's stand in files, and the journal. */
  static void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : List.of("a", "b")) {
        statement.execute("CREATE TABLE %s (id INTEGER, amount INTEGER)".formatted(table));
        statement.execute(
            "INSERT INTO %s SELECT range, %d FROM range(%d)".formatted(table, AMOUNT, ACCOUNTS));
      }
      statement.execute("CHECKPOINT b");
      statement.execute("CREATE TABLE journal (writer INTEGER, sequence INTEGER)");
    }
  }

  public static void main(String[] arguments) throws Exception {
    boolean writes = arguments[0].equals("write");
    int number = Integer.parseInt(arguments[2]);
    Random random = new Random(Long.parseLong(arguments[3]) + number);
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + arguments[1])) {
      connection.setAutoCommit(false);
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println("ready");
      input.readLine();
      long journal = 0;
      for (int i = 1; !isOver(input); i++) {
        if (writes) {
          write(connection, number, i, random);
        } else {
          journal = read(connection, journal);
        }
        System.out.println(i);
      }
    }
    System.out.println("done");
  }

  private static boolean isOver(BufferedReader input) throws IOException {
    return input.ready();
  }

  private static void write(Connection connection, int writer, int sequence, Random random)
      throws SQLException {
    while (true) {
      try {
        int from = random.nextInt(ACCOUNTS);
        int to = random.nextInt(ACCOUNTS);
        int amount = random.nextInt(100);
        change(connection, "UPDATE a SET amount = amount - ? WHERE id = ?", amount, from);
        change(connection, "UPDATE b SET amount = amount + ? WHERE id = ?", amount, to);
        change(connection, "INSERT INTO journal VALUES (?, ?)", writer, sequence);
        connection.commit();
        return;
      } catch (SQLTransactionRollbackException lost) {
        connection.rollback();
      }
    }
  }

  private static void change(Connection connection, String sql, int first, int second)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, first);
      statement.setInt(2, second);
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException("not one row: " + sql);
      }
    }
  }

  private static long read(Connection connection, long journalBefore) throws SQLException {
    long both =
        number(connection, "SELECT (SELECT sum(amount) FROM a) + (SELECT sum(amount) FROM b)");
    long a = number(connection, "SELECT sum(amount) FROM a");
    long b = number(connection, "SELECT sum(amount) FROM b");
    long journal = number(connection, "SELECT count(*) FROM journal");
    long again = number(connection, "SELECT count(*) FROM journal");
    connection.commit();
    if (both != TOTAL || a + b != both || again != journal) {
      throw new IllegalStateException(
          "torn: %d, %d + %d, %d, %d".formatted(both, a, b, journal, again));
    }
    if (journal < journalBefore) {
      throw new IllegalStateException("went back: %d, %d".formatted(journalBefore, journal));
    }
    return journal;
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
