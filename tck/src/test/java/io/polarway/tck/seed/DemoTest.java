package io.polarway.tck.seed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polarway.tck.console.Console;
import io.polarway.tck.console.UsageException;
import io.polarway.tck.store.DuckDbView;
import io.polarway.tck.store.IcebergView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoTest {

  private static final String ROWS = "30000";
  private static final double RELATIVE_TOLERANCE = 1e-9;

  private static Path store = Path.of("");
  private static Path report = Path.of("");
  private static String printed = "";

  @BeforeAll
  static void runTheDemo(@TempDir Path directory) throws SQLException {
    store = directory.resolve("kept store");
    report = directory.resolve("report.html");
    printed =
        demo("--rows", ROWS, "--store", store.toString(), "--report", report.toString(), "--keep");
  }

  @Test
  void printsItsSectionsUpToTheClaims() {
    assertThat(printed)
        .containsSubsequence(
            "Setup",
            "1. Generate trades",
            "2. Store",
            "Compaction: OPTIMIZE trades",
            "day=2026-02-01",
            "day=2026-02-02",
            "day=2026-02-03",
            "entropy bound",
            "3. Load",
            "✓ count and checksums agree",
            "4. Cache",
            "(miss)",
            "(hit)",
            "30,001",
            "5. DuckDB SQL",
            "Query 1",
            "BTC/USD",
            "Query 2",
            "Query 3",
            "momentum_20",
            "6. Three daily files",
            "trades_20260201.parquet",
            "trades_20260203.parquet",
            "total_trades",
            "7. Performance",
            "Query (aggregation, cached)",
            "8. Storage summary",
            "CHF",
            "9. Clean-up",
            "kept: " + store,
            "Claimed, measured, possible",
            "15-20×",
            "Report with charts: " + report);
  }

  @Test
  void writesAReportThatNeedsNothingElse() throws Exception {
    String html = Files.readString(report);

    assertThat(html)
        .contains("Claimed, measured, possible", "entropy bound", "query 3, window functions")
        .doesNotContain("<script", "<link", "src=", "url(", "@import");
    assertThat(html.split("<svg ", -1)).hasSize(4);
  }

  @Test
  void writesAFileForEachDayThatIcebergListsToo() {
    List<Path> onDisk =
        PartitionFiles.of(store, "trades").files().stream()
            .map(file -> PartitionFiles.of(store, "trades").directory().resolve(file.path()))
            .toList();

    assertThat(onDisk).hasSize(3);
    assertThat(IcebergView.filesOf(store, "main", "trades"))
        .containsExactlyInAnyOrderElementsOf(onDisk);
  }

  @ParameterizedTest
  @EnumSource(Query.class)
  void queriesGiveDuckDbsOwnRowsOverTheSameFiles(Query query) throws SQLException {
    List<List<@Nullable Object>> expected;
    try (Connection duckDb = DuckDbView.open()) {
      DuckDbView.createView(duckDb, "trades", IcebergView.filesOf(store, "main", "trades"));
      expected = rowsOf(duckDb, query.sql());
    }
    List<List<@Nullable Object>> actual;
    try (Connection polarway = DriverManager.getConnection("jdbc:polarway:" + store)) {
      actual = rowsOf(polarway, query.sql());
    }

    assertThat(expected).isNotEmpty();
    assertThat(actual).hasSameSizeAs(expected);
    for (int row = 0; row < expected.size(); row++) {
      for (int column = 0; column < expected.get(row).size(); column++) {
        Object expectedValue = expected.get(row).get(column);
        Object actualValue = actual.get(row).get(column);
        if (expectedValue instanceof Double number && actualValue instanceof Double actualNumber) {
          // Threads add doubles in any order.
          assertThat(actualNumber)
              .isCloseTo(number, within(Math.abs(number) * RELATIVE_TOLERANCE + 1e-7));
        } else {
          assertThat(actualValue).isEqualTo(expectedValue);
        }
      }
    }
  }

  @Test
  void deletesItsStoreUnlessItIsKept(@TempDir Path directory) throws SQLException {
    Path other = directory.resolve("deleted");

    String output =
        demo(
            "--rows",
            "1000",
            "--store",
            other.toString(),
            "--report",
            directory.resolve("report.html").toString());

    assertThat(output).contains("deleted: " + other);
    assertThat(other).doesNotExist();
  }

  @Test
  void refusesADirectoryThatHoldsSomething(@TempDir Path directory) throws Exception {
    Path mine = Files.createDirectory(directory.resolve("mine"));
    Path file = Files.writeString(mine.resolve("precious.txt"), "precious");

    assertThatThrownBy(() -> demo("--rows", "1000", "--store", mine.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not empty");
    assertThat(file).hasContent("precious");
  }

  private static String demo(String... arguments) throws SQLException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(output, true, UTF_8);
    Demo.run(new Console(stream, stream, false), List.of(arguments));
    return output.toString(UTF_8);
  }

  private static List<List<@Nullable Object>> rowsOf(Connection connection, String sql)
      throws SQLException {
    List<List<@Nullable Object>> result = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(rows.getObject(column));
        }
        result.add(row);
      }
    }
    return result;
  }
}
