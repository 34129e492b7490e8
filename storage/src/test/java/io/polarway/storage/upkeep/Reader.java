package io.polarway.storage.upkeep;

import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.Store;
import io.polarway.storage.StoreOptions;
import io.polarway.storage.TableScan;
import io.polarway.storage.cache.CacheOptions;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A process that reads the sum of {@code main.t} in one transaction each time it is given a line,
 * and prints it, or what failed.
 */
final class Reader {

  /** Leases are renewed, and looked at, often. */
  static final StoreOptions OPTIONS = options(true);

  private Reader() {}

  static StoreOptions options(boolean works) {
    return new StoreOptions(
        false,
        true,
        Duration.ofSeconds(30),
        1,
        0,
        null,
        List.of(),
        new CacheOptions(0L, 0L),
        new UpkeepOptions(
            works,
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            UpkeepOptions.DEFAULT.hotRows(),
            UpkeepOptions.DEFAULT.hotAge()));
  }

  /** Argument: the store. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Store store = Store.open(Path.of(arguments[0]), OPTIONS);
        Session session = store.openSession()) {
      session.startStatement();
      do {
        System.out.println(read(session));
        System.out.flush();
      } while (input.readLine() != null);
    }
  }

  private static String read(Session session) {
    try {
      return String.valueOf(sum(session));
    } catch (StorageException e) {
      return e.failure().name();
    }
  }

  static long sum(Session session) {
    TableDefinition table = Objects.requireNonNull(session.findTable("main", "t"));
    Query query =
        new Query(
            "sum",
            List.of(new TableScan(table, List.of())),
            relations ->
                new Query.EngineSql(
                    "SELECT coalesce(sum(v), 0)::BIGINT FROM " + relations.get(0) + " AS t",
                    Map.of()));
    session.setCaching(false);
    try (BatchStream rows = session.query(query, List.of(), Duration.ZERO)) {
      ColumnBatch batch = Objects.requireNonNull(rows.next());
      return ((LongColumn) batch.column(0)).get(0);
    }
  }

  /**
   * @param options more options of the virtual machine
   */
  static Process start(Path store, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path", ""),
            Reader.class.getName(),
            store.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
