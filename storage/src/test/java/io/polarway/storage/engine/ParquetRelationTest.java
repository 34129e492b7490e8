package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.ColumnDefinition;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRelationTest {

  private TestEngine engine;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    engine = new TestEngine(directory);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private static ColumnDefinition column(int fieldId, String name, DataType type) {
    return new ColumnDefinition(fieldId, name, type, true, null);
  }

  /** Writes a file; the field ids are those of the columns in their order. */
  private Path write(String name, String query, int... fieldIds) throws Exception {
    Path file = engine.data.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    List<String> ids = new ArrayList<>();
    try (BatchStream stream = engine.open(query)) {
      for (int i = 0; i < fieldIds.length; i++) {
        ids.add(SqlText.identifier(stream.columns().get(i).name()) + ": " + fieldIds[i]);
      }
    }
    engine.run(
        "COPY (%s) TO %s (FORMAT parquet, FIELD_IDS {%s})"
            .formatted(query, SqlText.literal(file.toString()), String.join(", ", ids)));
    return file;
  }

  @Test
  void columnsAreFoundByFieldId() throws Exception {
    Path older = write("a.parquet", "SELECT 1::INTEGER AS old_name, 'x' AS dropped", 1, 2);
    Path newer = write("b.parquet", "SELECT 5000000000::BIGINT AS new_name, 'y' AS added", 1, 3);
    String relation =
        ParquetRelation.sql(
            List.of(older, newer),
            List.of(
                column(1, "new_name", ScalarType.BIGINT), column(3, "added", ScalarType.VARCHAR)));
    assertThat(engine.rows("SELECT * FROM " + relation + " AS t ORDER BY 1"))
        .containsExactly(Arrays.asList(1L, null), List.of(5_000_000_000L, "y"));
    assertThat(engine.rows("SELECT t.added FROM " + relation + " t WHERE t.new_name > 1"))
        .containsExactly(List.of("y"));
  }

  @Test
  void declaredTypes() throws Exception {
    Path file =
        write(
            "types.parquet",
            """
            SELECT 1::INTEGER AS a, 2::INTEGER AS b, 'text' AS c,
              'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID AS d, TIME '12:34:56.789' AS e,
              TIMESTAMPTZ '2026-02-01 00:00:00+00' AS f,
              '12345678901234567890123456789.12'::DECIMAL(38,2) AS g, true AS h, 'b'::BLOB AS i
            """,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9);
    List<ColumnDefinition> columns =
        List.of(
            column(1, "a", ScalarType.TINYINT),
            column(2, "b", ScalarType.SMALLINT),
            column(3, "c", new DataType.Text(false, 10)),
            column(4, "d", ScalarType.UUID),
            column(5, "e", ScalarType.TIME),
            column(6, "f", ScalarType.TIMESTAMPTZ),
            column(7, "g", new DataType.Decimal(38, 2)),
            column(8, "h", ScalarType.BOOLEAN),
            column(9, "i", ScalarType.BLOB));
    List<DataType> types =
        List.of(
            ScalarType.TINYINT,
            ScalarType.SMALLINT,
            ScalarType.VARCHAR,
            ScalarType.UUID,
            ScalarType.TIME,
            ScalarType.TIMESTAMPTZ,
            new DataType.Decimal(38, 2),
            ScalarType.BOOLEAN,
            ScalarType.BLOB);
    for (List<Path> files : List.of(List.of(file), List.<Path>of())) {
      try (BatchStream stream =
          engine.open("SELECT * FROM " + ParquetRelation.sql(files, columns) + " t")) {
        assertThat(stream.columns().stream().map(ResultColumn::type)).isEqualTo(types);
        assertThat(stream.columns().stream().map(ResultColumn::name))
            .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
      }
    }
    assertThat(engine.rows("FROM " + ParquetRelation.sql(List.of(file), columns)).get(0))
        .containsExactly(
            (byte) 1,
            (short) 2,
            "text",
            UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            LocalTime.parse("12:34:56.789"),
            OffsetDateTime.parse("2026-02-01T00:00Z"),
            new BigDecimal("12345678901234567890123456789.12"),
            true,
            new byte[] {'b'});
  }

  @Test
  void oddPathsAndNames() throws Exception {
    List<String> names =
        List.of(
            "plain",
            "with space",
            "it's",
            "day=2026-02-01",
            "a[b]c",
            "st*r",
            "w?w",
            "{a,b}",
            "ü😀",
            "50%",
            "a;b",
            "a]b[");
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      files.add(write(name + "/" + name + ".parquet", "SELECT 7 AS \"a\"", 1));
      Files.createDirectories(engine.data.resolve("ab"));
    }
    ColumnDefinition odd = column(1, "it's \"odd\", {ü}", ScalarType.INTEGER);
    for (Path file : files) {
      String relation = ParquetRelation.sql(List.of(file), List.of(odd));
      try (BatchStream stream = engine.open("FROM " + relation)) {
        assertThat(stream.columns().get(0).name()).isEqualTo(odd.name());
      }
      assertThat(engine.rows("FROM " + relation)).containsExactly(List.of(7));
    }
    assertThat(engine.rows("FROM " + ParquetRelation.sql(files, List.of(odd))))
        .isEqualTo(Collections.nCopies(files.size(), List.of(7)));
  }

  @Test
  void aMissingFileIsNamedWithoutAllTheOthers() throws Exception {
    Path file = write("a.parquet", "SELECT 1 AS a", 1);
    List<Path> files = new ArrayList<>(Collections.nCopies(1_000, file));
    files.add(engine.data.resolve("missing.parquet"));
    String relation = ParquetRelation.sql(files, List.of(column(1, "a", ScalarType.INTEGER)));
    assertThatThrownBy(() -> engine.rows("FROM " + relation))
        .hasMessageContaining("missing.parquet")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_100));
  }
}
