package io.polarway.tck.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The smallest program with a database. */
final class StartProgram {

  private StartProgram() {}

  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      if (!row.next() || row.getInt(1) != 1) {
        throw new IllegalStateException("SELECT 1 did not give 1");
      }
    }
  }
}
