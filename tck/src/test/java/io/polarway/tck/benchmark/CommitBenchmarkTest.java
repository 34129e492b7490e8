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

class CommitBenchmarkTest {

  @Test
  void measuresEveryFigureAndWritesThemDown(@TempDir Path directory) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(output, true, UTF_8);
    Path json = directory.resolve("figures.json");

    CommitBenchmark.run(
        new Console(stream, stream, false),
        List.of(
            "--rows",
            "3000",
            "--rounds",
            "1",
            "--turn-millis",
            "5",
            "--json",
            json.toString(),
            "--directory",
            directory.toString()));

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/rows").asInt()).isEqualTo(3000);
    for (String table : List.of("withoutKey", "withKey")) {
      JsonNode inserts = report.at("/singleInsert/" + table);
      assertThat(inserts.fieldNames())
          .toIterable()
          .containsExactly("Polarway", "SQLite", "DuckDB", "H2");
      inserts.forEach(peer -> assertThat(peer.at("/polarwayRateRatio").asDouble()).isPositive());
    }
    JsonNode byKey = report.at("/byKey");
    assertThat(byKey.fieldNames())
        .toIterable()
        .containsExactly(
            "Polarway, in files",
            "Polarway, hot",
            "DuckDB, the same Parquet",
            "SQLite",
            "DuckDB",
            "H2");
    byKey.forEach(peer -> assertThat(peer.at("/SELECT/polarwayHotRatio").asDouble()).isPositive());
    assertThat(byKey.at("/Polarway, in files/DELETE/p50Nanos").asLong()).isPositive();
    assertThat(output.toString(UTF_8)).contains("Machine: ", "without a key", "By primary key");
    assertThat(directory.toFile().list()).hasSize(1);
  }
}
