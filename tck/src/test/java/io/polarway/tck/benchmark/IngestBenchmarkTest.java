package io.polarway.tck.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polarway.tck.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestBenchmarkTest {

  @Test
  void measuresEveryFigureAndWritesThemDown(@TempDir Path directory) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(output, true, UTF_8);
    Path json = directory.resolve("figures.json");

    IngestBenchmark.run(
        new Console(stream, stream, false),
        List.of(
            "--rows",
            "2000",
            "--rounds",
            "1",
            "--json",
            json.toString(),
            "--directory",
            directory.toString()));

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/rows").asInt()).isEqualTo(2000);
    JsonNode batches = report.at("/insert/durableBatches");
    assertThat(batches.fieldNames())
        .toIterable()
        .containsExactly(
            "Polarway, zstd 3",
            "DuckDB Appender",
            "SQLite",
            "DuckDB JDBC, 100-row VALUES",
            "H2",
            "DuckDB JDBC");
    batches.forEach(peer -> assertThat(peer.at("/rowsPerSecond/0").asDouble()).isPositive());
    // Of so few rows it can be less than the digits that are written.
    assertThat(report.at("/insert/level19/share").isNumber()).isTrue();
    assertThat(report.at("/size/ticks/polarway").asLong())
        .isGreaterThan(report.at("/size/ticks/entropyBound").asLong());
    assertThat(report.at("/encoder/wide/ratio").asDouble()).isPositive();
    assertThat(output.toString(UTF_8)).contains("Machine: ", "SQLite", "20 columns of mixed types");
    assertThat(directory).isDirectoryContaining("glob:**/figures.json");
    assertThat(directory.toFile().list()).hasSize(1);
  }
}
