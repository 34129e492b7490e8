package io.polarway.jdbc;

import static io.polarway.jdbc.TestStore.assertFails;
import static io.polarway.jdbc.TestStore.execute;
import static io.polarway.jdbc.TestStore.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on allowed paths, whose names are parameters. */
class FileQueryTest {

  private Connection connection;
  private Path csv;
  private Path wide;
  private Path parquet;

  @BeforeEach
  void connect(@TempDir Path directory) throws Exception {
    csv = Files.writeString(directory.resolve("prices.csv"), "symbol,price\nBTC,1.5\nETH,2.5\n");
    wide = Files.writeString(directory.resolve("wide.csv"), "a,b,c\n1,2,3\n");
    parquet = directory.resolve("prices.parquet");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      execute(duckDb, "COPY (FROM '%s') TO '%s'".formatted(csv, parquet));
    }
    connection = DriverManager.getConnection("jdbc:polarway:?allowedPaths=" + directory);
    execute(connection, "CREATE TABLE trades (symbol VARCHAR, price DOUBLE)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void insertFromAFileThatIsAParameter() throws SQLException {
    for (String sql :
        List.of(
            "INSERT INTO trades SELECT * FROM read_csv(?)",
            "INSERT INTO trades FROM read_csv([?])",
            "INSERT INTO trades (price, symbol) SELECT price, symbol FROM read_csv(? || '')")) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(1);
        assertThat(statement.getMetaData()).isNull();
        statement.setString(1, csv.toString());
        assertThat(statement.executeUpdate()).as(sql).isEqualTo(2);
        assertThat(statement.executeUpdate()).as(sql).isEqualTo(2);
        statement.addBatch();
        statement.addBatch();
        assertThat(statement.executeBatch()).containsExactly(2, 2);
      }
    }
    assertThat(rows(connection, "SELECT count(*), sum(price) FROM trades"))
        .containsExactly("24|48.0");
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO trades SELECT * FROM read_csv(?)")) {
      statement.setString(1, wide.toString());
      assertFails("42000", statement::executeUpdate)
          .hasMessageContaining("gives 3 values for 2 columns");
    }
  }

  @Test
  void createTableFromAFileThatIsAParameter() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "CREATE OR REPLACE TABLE copy AS SELECT * FROM read_parquet(?) WHERE price > ?")) {
      assertThat(statement.getMetaData()).isNull();
      assertFails("07001", statement::getParameterMetaData).hasMessageContaining("set them first");
      statement.setString(1, parquet.toString());
      statement.setInt(2, 2);
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    assertThat(rows(connection, "FROM copy")).containsExactly("ETH|2.5");
  }

  @Test
  void columnsAreToldOnceTheFileIsKnown() throws SQLException {
    for (String sql :
        List.of(
            "SELECT * FROM read_csv(?)",
            "SELECT * FROM read_csv(coalesce(?, '" + wide + "'))",
            "FROM read_csv([?, ?])",
            "FROM trades POSITIONAL JOIN read_csv(?)",
            "SELECT count(*) AS n FROM read_csv(?)")) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        assertThat(statement.getMetaData()).as(sql).isNull();
        int count = statement.getParameterMetaData().getParameterCount();
        for (Path file : List.of(csv, wide)) {
          for (int i = 1; i <= count; i++) {
            statement.setString(i, file.toString());
          }
          int columns = statement.getMetaData().getColumnCount();
          assertThat(statement.executeQuery().getMetaData().getColumnCount())
              .as(sql)
              .isEqualTo(columns);
        }
        statement.clearParameters();
        assertThat(statement.getMetaData()).as(sql).isNull();
      }
    }
  }
}
