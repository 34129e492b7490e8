package io.polarway.tck.crash;

import io.polarway.storage.fault.FaultHandler;
import io.polarway.storage.fault.FaultPoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process whose catalog reports I/O errors: {@code FailedCommit STORE POINT ...} inserts rows
 * while each of the points throws, and prints the SQLState that came of it, and then how many rows
 * there are.
 */
public final class FailedCommit implements FaultHandler {

  private static volatile Set<FaultPoint> failing = EnumSet.noneOf(FaultPoint.class);

  public static void main(String[] arguments) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:polarway:" + arguments[0] + "?hot=off");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (i INTEGER)");
      failing = EnumSet.noneOf(FaultPoint.class);
      Arrays.stream(arguments).skip(1).map(FaultPoint::valueOf).forEach(failing::add);
      String state = "00000";
      try {
        statement.execute("INSERT INTO t SELECT * FROM range(5)");
      } catch (SQLException e) {
        state = e.getSQLState() + " " + e.getMessage();
      }
      System.out.println(state.lines().findFirst().orElseThrow());
      failing = EnumSet.noneOf(FaultPoint.class);
      try (var row = statement.executeQuery("SELECT count(*) FROM t")) {
        row.next();
        System.out.println(row.getInt(1));
      }
    }
  }

  @Override
  public void reached(FaultPoint point, @Nullable Path file) {
    if (failing.contains(point)) {
      FailedCommit.<RuntimeException>rethrow(new SQLException("disk I/O error"));
    }
  }

  /** Throws what the catalog's database throws, which a handler cannot declare. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void rethrow(Throwable fault) throws T {
    throw (T) fault;
  }
}
