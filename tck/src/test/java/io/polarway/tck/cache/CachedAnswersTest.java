package io.polarway.tck.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cached answers while another process writes at random. */
@Timeout(300)
class CachedAnswersTest {

  /** Takes nothing away, and keeps a query out of the cache. */
  private static final String UNCACHED = " WHERE random() >= 0";

  private static final List<String> QUERIES =
      List.of(
          "SELECT count(*), max(n), sum(n) FROM theirs",
          "SELECT count(*), max(n), sum(n) FROM ours",
          "SELECT count(*), max(n), sum(n) FROM (SELECT * FROM theirs UNION ALL SELECT * FROM"
              + " ours)",
          "SELECT t.n, o.n FROM theirs t JOIN ours o ON t.n = o.n");

  @TempDir Path directory;

  /** The other process. Arguments: the store, how many rows to insert, a seed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments)
        throws SQLException, IOException, InterruptedException {
      Random random = new Random(Long.parseLong(arguments[2]));
      try (Connection connection = DriverManager.getConnection(url(Path.of(arguments[0])));
          Statement statement = connection.createStatement()) {
        for (int n = 1; n <= Integer.parseInt(arguments[1]); n++) {
          statement.executeUpdate("INSERT INTO theirs VALUES (" + n + ")");
          System.out.println(n);
          System.out.flush();
          if (random.nextInt(3) == 0) {
            Thread.sleep(random.nextInt(30));
          }
        }
      }
    }
  }

  @Test
  void everyAnswerIsThatOfTheNewestCommits() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    int rows = 120;
    try (Connection connection = DriverManager.getConnection(url(directory));
        Connection transaction = DriverManager.getConnection(url(directory));
        Statement statement = connection.createStatement();
        Statement inTransaction = transaction.createStatement()) {
      statement.executeUpdate("CREATE TABLE theirs (n BIGINT)");
      statement.executeUpdate("CREATE TABLE ours (n BIGINT)");
      transaction.setAutoCommit(false);
      Process writer = start(rows, seed);
      try {
        AtomicInteger acknowledged = new AtomicInteger();
        Thread reader = acknowledgements(writer, acknowledged);
        Random random = new Random(seed);
        int ours = 0;
        while (acknowledged.get() < rows) {
          assertThat(reader.isAlive() || acknowledged.get() == rows)
              .as("the other process is at work")
              .isTrue();
          int before = acknowledged.get();
          List<String> theirs = answer(statement, QUERIES.get(0));
          String row = theirs.get(0);
          int seen = Integer.parseInt(row.substring(0, row.indexOf(',')));
          assertThat(seen).isGreaterThanOrEqualTo(before);
          assertThat(theirs).isEqualTo(sequence(seen));
          if (random.nextInt(10) == 0) {
            statement.executeUpdate("INSERT INTO ours VALUES (" + ++ours + ")");
          }
          assertThat(answer(statement, QUERIES.get(1))).isEqualTo(sequence(ours));
          String query = QUERIES.get(random.nextInt(QUERIES.size()));
          assertThat(answer(inTransaction, query))
              .as(query)
              .isEqualTo(answer(inTransaction, "SELECT * FROM (" + query + ")" + UNCACHED));
          transaction.commit();
        }
        assertThat(answer(statement, QUERIES.get(0))).isEqualTo(sequence(rows));
      } finally {
        writer.destroyForcibly().waitFor();
      }
    }
  }

  private static List<String> sequence(long last) {
    return List.of(
        last == 0 ? "0,null,null" : "%d,%d,%d".formatted(last, last, last * (last + 1) / 2));
  }

  private static List<String> answer(Statement statement, String query) throws SQLException {
    try (ResultSet resultSet = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      int columns = resultSet.getMetaData().getColumnCount();
      while (resultSet.next()) {
        StringBuilder row = new StringBuilder(String.valueOf(resultSet.getString(1)));
        for (int i = 2; i <= columns; i++) {
          row.append(',').append(resultSet.getString(i));
        }
        rows.add(row.toString());
      }
      Collections.sort(rows);
      return rows;
    }
  }

  private Process start(int rows, long seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path", ""),
            Writer.class.getName(),
            directory.toString(),
            String.valueOf(rows),
            String.valueOf(seed))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Thread acknowledgements(Process writer, AtomicInteger acknowledged) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  acknowledged.set(Integer.parseInt(line));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  private static String url(Path directory) {
    return "jdbc:polarway:" + directory;
  }
}
