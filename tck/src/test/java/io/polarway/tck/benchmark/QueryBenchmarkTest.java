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

class QueryBenchmarkTest {

  @Test
  void measuresEveryFigureAndWritesThemDown(@TempDir Path directory) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(output, true, UTF_8);
    Path json = directory.resolve("figures.json");

    QueryBenchmark.run(
        new Console(stream, stream, false),
        List.of(
            "--rows",
            "2000",
            "--rounds",
            "1",
            "--runs",
            "5",
            "--partitions",
            "7",
            "--json",
            json.toString(),
            "--directory",
            directory.toString()));

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/rows").asInt()).isEqualTo(2000);
    assertThat(report.at("/read").fieldNames())
        .toIterable()
        .contains("Polarway", "Polarway, cached", "SQLite", "H2");
    report
        .at("/read")
        .forEach(peer -> assertThat(peer.at("/polarwayRatio").asDouble()).isPositive());
    assertThat(report.at("/repeated/Polarway, cached, Statement/p99Nanos").asLong()).isPositive();
    report
        .at("/analytic")
        .forEach(
            peer -> assertThat(peer.at("/queries/FIVE_MINUTES/nanos/0").asLong()).isPositive());
    assertThat(report.at("/partitions/ratio").asDouble()).isPositive();
    assertThat(report.at("/start/SQLite/startNanos/0").asLong()).isPositive();
    assertThat(output.toString(UTF_8)).contains("Machine: ", "One day of 7");
    assertThat(directory.toFile().list()).hasSize(1);
  }
}
