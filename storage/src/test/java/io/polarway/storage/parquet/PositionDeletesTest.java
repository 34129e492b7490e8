package io.polarway.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of positions that another writer made. */
class PositionDeletesTest {

  private static final String IDS = "FIELD_IDS {file_path: 2147483546, pos: 2147483545}";

  private final Path directory;

  PositionDeletesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Path write(String query, String options) throws Exception {
    Path file = directory.resolve("deletes.parquet");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet, %s)".formatted(query, file, options));
    }
    return file;
  }

  private static List<String> read(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    PositionDeletes.read(file, (dataFile, position) -> rows.add(dataFile + " " + position));
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"uncompressed, V1", "zstd, V1", "gzip, V1", "snappy, V1", "zstd, V2", "snappy, V2"})
  void everyCompression(String compression, String version) throws Exception {
    Path file =
        write(
            "SELECT 'file ' || (i // 3000) AS file_path, 7 * i AS pos FROM range(7000) AS r(i)",
            "COMPRESSION %s, PARQUET_VERSION %s, ROW_GROUP_SIZE 2048, %s"
                .formatted(compression, version, IDS));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 7_000; i++) {
      expected.add("file " + i / 3_000 + " " + 7 * i);
    }
    assertThat(read(file)).isEqualTo(expected);
  }

  @Test
  void columnsAreFoundByFieldIdElseByName() throws Exception {
    assertThat(
            read(
                write(
                    "SELECT 1 AS other, 5::BIGINT AS p, 'a' AS f",
                    "FIELD_IDS {f: 2147483546, p: 2147483545, other: 1}")))
        .containsExactly("a 5");
    assertThat(read(write("SELECT 6::BIGINT AS pos, 'b' AS file_path", "COMPRESSION zstd")))
        .containsExactly("b 6");
  }

  @Test
  void whatIsNoFileOfPositions() throws Exception {
    Path other = write("SELECT 1 AS pos, 'b' AS file_path", "COMPRESSION zstd");
    assertThatThrownBy(() -> read(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pos")
        .hasMessageContaining("INT64");
    Path withNull = write("SELECT NULL::BIGINT AS pos, 'b' AS file_path", "COMPRESSION zstd");
    assertThatThrownBy(() -> read(withNull))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("row 0 has a null");
    Path lz4 = write("SELECT 1::BIGINT AS pos, 'b' AS file_path", "COMPRESSION lz4_raw");
    assertThatThrownBy(() -> read(lz4))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("LZ4_RAW");
    Files.writeString(other, "no Parquet");
    assertThatThrownBy(() -> read(other)).isInstanceOf(IOException.class);
  }
}
