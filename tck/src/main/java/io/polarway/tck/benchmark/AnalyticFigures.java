package io.polarway.tck.benchmark;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.Numbers;
import io.polarway.tck.console.TextTable;
import io.polarway.tck.seed.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo's queries, computed each time, beside DuckDB on the very same files and peers. */
final class AnalyticFigures {

  private final Console console;
  private final LoadedDatabases databases;
  private final int rounds;

  AnalyticFigures(Console console, LoadedDatabases databases, int rounds) {
    this.console = console;
    this.databases = databases;
    this.rounds = rounds;
  }

  Map<String, Object> measure() throws SQLException {
    console.heading("Analytical queries, not cached: the median time of each");
    List<Database> contestants =
        List.of(
            databases.polarway(),
            databases.duckDbOnTheSameFiles(),
            databases.duckDb(),
            databases.sqlite(),
            databases.h2Uncached());
    Query[] queries = Query.values();
    long[][][] times = new long[contestants.size()][queries.length][rounds];
    List<Connection> connections = new ArrayList<>();
    try {
      for (Database database : contestants) {
        connections.add(database.connect());
      }
      for (int round = -1; round < rounds; round++) {
        for (int i = 0; i < contestants.size(); i++) {
          for (int query = 0; query < queries.length; query++) {
            long nanos = run(connections.get(i), contestants.get(i), queries[query]);
            if (round >= 0) {
              times[i][query][round] = nanos;
            }
          }
        }
      }
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
    return report(contestants, times);
  }

  private Map<String, Object> report(List<Database> contestants, long[][][] times) {
    Map<String, Object> report = new LinkedHashMap<>();
    TextTable table = new TextTable().left("").right("rows");
    List<Query> queries = List.of(Query.values());
    for (int query = 1; query <= queries.size(); query++) {
      table.right("query " + query).right("Polarway to it");
    }
    for (int i = 0; i < contestants.size(); i++) {
      Database database = contestants.get(i);
      List<String> cells = new ArrayList<>();
      cells.add(database.name());
      cells.add(Numbers.count(database.rows()));
      Map<String, Object> figures = new LinkedHashMap<>();
      for (int query = 0; query < times[i].length; query++) {
        Samples samples = new Samples(times[i][query]);
        double ratio = new Samples(times[0][query]).ratioTo(samples);
        boolean comparable = database.rows() == contestants.get(0).rows();
        cells.add(Numbers.millis(Math.round(samples.median())));
        cells.add(comparable ? Numbers.ratio(ratio) : "");
        figures.put(
            queries.get(query).name(), Map.of("nanos", samples.nanos(), "polarwayRatio", ratio));
      }
      table.row(cells);
      report.put(database.name(), Map.of("rows", database.rows(), "queries", figures));
    }
    table.print(console.out());
    return report;
  }

  private static long run(Connection connection, Database database, Query query)
      throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(database.dialect().text(query))) {
      int columns = rows.getMetaData().getColumnCount();
      int count = 0;
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          rows.getObject(column);
        }
        count++;
      }
      if (count == 0) {
        throw new IllegalStateException("%s gave no rows of %s".formatted(database.name(), query));
      }
    }
    return System.nanoTime() - start;
  }
}
