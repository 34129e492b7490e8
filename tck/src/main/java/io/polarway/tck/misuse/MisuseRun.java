package io.polarway.tck.misuse;

import io.polarway.tck.misuse.Misuse.WrongAnswerException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does everything that can be done wrong with one driver. */
public final class MisuseRun {

  private static final int SECONDS_A_CASE = 60;

  private MisuseRun() {}

  /**
   * What came of it.
   *
   * @param failures a line for each case that failed or had no SQLState
   */
  public record Summary(Map<MisuseOutcome, Integer> counts, List<String> failures) {

    /** How many cases came to this end. */
    public int count(MisuseOutcome outcome) {
      return counts.getOrDefault(outcome, 0);
    }
  }

  /** What one case came to. */
  private record Result(MisuseOutcome outcome, String told) {}

  /**
   * Runs all cases, each on a connection of its own.
   *
   * @param url of a database in which a table can be made
   */
  public static Summary run(String url, List<Misuse> cases) throws SQLException {
    try (Connection keeper = DriverManager.getConnection(url)) {
      create(keeper);
      Map<MisuseOutcome, Integer> counts = new EnumMap<>(MisuseOutcome.class);
      List<String> failures = new ArrayList<>();
      ExecutorService worker = Executors.newCachedThreadPool(MisuseRun::daemon);
      try {
        for (Misuse one : cases) {
          Result result = run(worker, url, one);
          counts.merge(result.outcome(), 1, Integer::sum);
          if (result.outcome().compareTo(MisuseOutcome.REFUSED) > 0) {
            failures.add(result.outcome() + " " + one.name() + ": " + result.told());
          }
        }
      } finally {
        worker.shutdownNow();
      }
      checkRows(keeper);
      return new Summary(counts, failures);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(null, work, "misuse");
    thread.setDaemon(true);
    return thread;
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE misused (id INTEGER PRIMARY KEY, a VARCHAR(100), d DECIMAL(10,2), b BLOB)");
      statement.execute("INSERT INTO misused (id, a) VALUES (1, 'x'), (2, 'y'), (3, NULL)");
    }
  }

  private static void checkRows(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM misused WHERE id BETWEEN 1 AND 3")) {
      row.next();
      if (row.getInt(1) != 3) {
        throw new WrongAnswerException("rows were lost");
      }
    }
  }

  private static Result run(ExecutorService worker, String url, Misuse one) {
    Future<Result> running = worker.submit(() -> run(url, one));
    try {
      return running.get(SECONDS_A_CASE, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      running.cancel(true);
      return new Result(MisuseOutcome.FAILED, "no end after " + SECONDS_A_CASE + " s");
    } catch (ExecutionException e) {
      return new Result(MisuseOutcome.FAILED, String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // an unchecked exception or error is what is looked for
  private static Result run(String url, Misuse one) {
    try (Connection connection = DriverManager.getConnection(url)) {
      one.action().run(connection);
      return new Result(MisuseOutcome.ANSWERED, "");
    } catch (SQLException e) {
      boolean hasState = e.getSQLState() != null && e.getSQLState().length() == 5;
      return new Result(
          hasState ? MisuseOutcome.REFUSED : MisuseOutcome.NO_SQL_STATE, String.valueOf(e));
    } catch (Throwable e) {
      return new Result(MisuseOutcome.FAILED, shortened(String.valueOf(e)));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200);
  }
}
