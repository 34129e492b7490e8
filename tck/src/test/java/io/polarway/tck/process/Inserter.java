package io.polarway.tck.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The processes of {@link InsertersTest}. */
final class Inserter {

  static final int KEYS = 60;
  static final String DUPLICATE_KEY = "23505";

  private final Connection connection;
  private final int number;

  private Inserter(Connection connection, int number) {
    this.connection = connection;
    this.number = number;
  }

  /** Arguments: what to do, the store, the process's number, the seed. */
  public static void main(String[] arguments) throws Exception {
    int number = Integer.parseInt(arguments[2]);
    Random random = new Random(Long.parseLong(arguments[3]) + number);
    try (Connection connection = DriverManager.getConnection("jdbc:polarway:" + arguments[1])) {
      Inserter inserter = new Inserter(connection, number);
      System.out.println("ready");
      System.in.read();
      if (arguments[0].equals("keys")) {
        inserter.insertKeys(random);
      } else {
        inserter.takeValues(random, Integer.parseInt(arguments[0]));
      }
    }
    System.out.println("done");
  }

  /** Inserts all keys in its own order, and prints those that it won. */
  private void insertKeys(Random random) throws SQLException {
    List<Integer> keys = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      keys.add(key);
    }
    Collections.shuffle(keys, random);
    try (PreparedStatement simple =
            connection.prepareStatement("INSERT INTO simple VALUES (?, ?)");
        PreparedStatement composite =
            connection.prepareStatement("INSERT INTO composite VALUES (?, ?, ?)")) {
      for (int key : keys) {
        if (random.nextInt(10) == 0) {
          execute("CHECKPOINT " + (random.nextBoolean() ? "simple" : "composite"));
        }
        simple.setInt(1, key);
        simple.setInt(2, number);
        report("simple", simple, key);
        composite.setString(1, "k" + key % 7);
        composite.setInt(2, key / 7);
        composite.setInt(3, number);
        report("composite", composite, key);
      }
    }
  }

  private static void report(String table, PreparedStatement insert, int key) throws SQLException {
    try {
      insert.executeUpdate();
      System.out.println(table + " " + key);
    } catch (SQLException e) {
      if (!DUPLICATE_KEY.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /** Takes values of a sequence, and prints them; now and then as rows of a table. */
  private void takeValues(Random random, int times) throws SQLException {
    for (int i = 0; i < times; i++) {
      int rows = 1 + random.nextInt(20);
      if (random.nextBoolean()) {
        print("SELECT nextval('s') FROM range(" + rows + ")");
      } else {
        print("INSERT INTO numbered (v) SELECT range FROM range(" + rows + ") RETURNING id");
      }
    }
  }

  private void print(String sql) throws SQLException {
    String kind = sql.startsWith("SELECT") ? "s " : "id ";
    StringBuilder lines = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.append(kind).append(rows.getLong(1)).append('\n');
      }
    }
    System.out.print(lines);
    System.out.flush();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
