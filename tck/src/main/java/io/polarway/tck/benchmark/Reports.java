package io.polarway.tck.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.polarway.tck.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a benchmark measured. */
final class Reports {

  private Reports() {}

  /**
   * As JSON.
   *
   * @param file null to write none
   */
  static void write(Console console, @Nullable String file, Map<String, Object> report)
      throws IOException {
    if (file != null) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      Files.writeString(Path.of(file), mapper.writeValueAsString(report) + "\n");
      console.line("");
      console.line("written to " + file);
    }
  }
}
