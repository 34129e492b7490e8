package io.polarway.tck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the README and the driver together. */
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");

  @Test
  void tableOfPropertiesIsTheDriversOwnList() throws IOException, SQLException {
    String url = "jdbc:polarway:";
    DriverPropertyInfo[] properties =
        DriverManager.getDriver(url).getPropertyInfo(url, new Properties());

    List<String> expected =
        Stream.of(properties)
            .map(
                property ->
                    "| `%s` | %s | %s |"
                        .formatted(property.name, code(property.value), property.description))
            .toList();

    assertThat(tableBelow("| Property | Default | Meaning |")).isEqualTo(expected);
  }

  private static String code(String value) {
    return value == null || value.isEmpty() ? "" : "`" + value + "`";
  }

  /** The rows of the table with this head. */
  private static List<String> tableBelow(String head) throws IOException {
    List<String> lines = Files.readAllLines(README);
    int first = lines.indexOf(head) + 2;
    assertThat(first).as("the table %s", head).isGreaterThan(1);
    return lines.subList(first, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }
}
