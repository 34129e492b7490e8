package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.RowPositions;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.SortField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRelationTest {

  private static final String ROW_ID = "row id";

  /** Names that the engine's virtual columns have, too. */
  private static final List<ColumnDefinition> COLUMNS =
      List.of(
          new ColumnDefinition(1, "file_row_number", ScalarType.BIGINT, true, null),
          new ColumnDefinition(2, "File_Index", ScalarType.VARCHAR, true, null));

  private TestEngine engine;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    engine = new TestEngine(directory);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  /** Row groups of the engine's vector size, with values from {@code first} on. */
  private Path write(String name, long first, int rows) {
    Path file = engine.data.resolve(name);
    engine.run(
        "COPY (SELECT i + %d AS a, 'v' || i AS b FROM range(%d) AS r(i)) TO %s (FORMAT parquet, ROW_GROUP_SIZE 2048, FIELD_IDS {a: 1, b: 2})"
            .formatted(first, rows, SqlText.literal(file.toString())));
    return file;
  }

  private static ScannedFile scanned(Path file, int source, long... deleted) {
    RowPositions positions = new RowPositions();
    for (long row : deleted) {
      positions.add(row);
    }
    return new ScannedFile(file, positions, source * ScannedFile.ROW_ID_STEP);
  }

  private List<List<@Nullable Object>> rows(@Nullable String rowIds, ScannedFile... files) {
    return engine.rows(
        "FROM " + TableRelation.sql(List.of(files), COLUMNS, rowIds, List.of()) + " AS t");
  }

  @Test
  void deletedRowsAreLeftOut() {
    Path a = write("a.parquet", 0, 5);
    Path b = write("b.parquet", 100, 3);
    assertThat(rows(null, scanned(a, 0), scanned(b, 1, 0, 2)))
        .containsExactly(
            List.of(0L, "v0"),
            List.of(1L, "v1"),
            List.of(2L, "v2"),
            List.of(3L, "v3"),
            List.of(4L, "v4"),
            List.of(101L, "v1"));
    assertThat(rows(null, scanned(a, 0, 0, 1, 2, 3, 4))).isEmpty();
    assertThat(rows(null)).isEmpty();
    assertThat(rows(ROW_ID)).isEmpty();
  }

  @Test
  void rowsHaveIds() {
    Path a = write("a.parquet", 0, 3);
    Path b = write("b.parquet", 100, 2);
    long step = ScannedFile.ROW_ID_STEP;
    assertThat(rows(ROW_ID, scanned(a, 4), scanned(b, 5)))
        .containsExactly(
            List.of(0L, "v0", 4 * step),
            List.of(1L, "v1", 4 * step + 1),
            List.of(2L, "v2", 4 * step + 2),
            List.of(100L, "v0", 5 * step),
            List.of(101L, "v1", 5 * step + 1));
    assertThat(rows(ROW_ID, scanned(a, 7, 1), scanned(b, 2, 0)))
        .containsExactly(
            List.of(0L, "v0", 7 * step),
            List.of(2L, "v2", 7 * step + 2),
            List.of(101L, "v1", 2 * step + 1));
  }

  @Test
  void furtherQueriesAndAnOrder() {
    Path a = write("a.parquet", 0, 2);
    String relation =
        TableRelation.sql(
            List.of(scanned(a, 0, 0)),
            COLUMNS,
            ROW_ID,
            List.of("SELECT 7::BIGINT, 'hot', 8::BIGINT"));
    assertThat(engine.rows("FROM " + relation + " AS t ORDER BY 1"))
        .containsExactly(List.of(1L, "v1", 1L), List.of(7L, "hot", 8L));
    assertThat(
            engine.rows(
                TableRelation.sorted(
                    List.of(scanned(a, 0), scanned(write("b.parquet", 1, 3), 1, 1)),
                    COLUMNS,
                    null,
                    List.of(new SortField("file_row_number", true, false)))))
        .extracting(row -> row.get(0))
        .containsExactly(3L, 1L, 1L, 0L);
  }

  @Test
  void macrosOfTheUserAreNotMeant() {
    Path a = write("a.parquet", 0, 300);
    session("CREATE TEMP MACRO get_bit(a, b) AS 1");
    session("CREATE TEMP MACRO from_base64(a) AS 'x'::BLOB");
    session("CREATE TEMP MACRO string_split(a, b) AS ['0']");
    assertThat(rows(null, scanned(a, 0, 299), scanned(a, 0, 5))).hasSize(598);
  }

  private void session(String sql) {
    engine.session.change(sql, null, List.of(), java.time.Duration.ZERO);
  }

  /** Few and many deletions, in one and in several files, with filters and row groups to prune. */
  @Test
  void randomDeletions() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      List<ScannedFile> files = new ArrayList<>();
      List<List<@Nullable Object>> expected = new ArrayList<>();
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        int rows = 1 + random.nextInt(9_000);
        Path file = write("r%d-%d.parquet".formatted(round, i), i * 10_000L, rows);
        double share = List.of(0.0, 0.001, 0.01, 0.3, 1.0).get(random.nextInt(5));
        RowPositions deleted = new RowPositions();
        int source = random.nextInt(1000);
        for (int row = 0; row < rows; row++) {
          if (random.nextDouble() < share) {
            deleted.add(row);
          } else {
            expected.add(
                List.of(i * 10_000L + row, "v" + row, source * ScannedFile.ROW_ID_STEP + row));
          }
        }
        files.add(new ScannedFile(file, deleted, source * ScannedFile.ROW_ID_STEP));
      }
      String relation = TableRelation.sql(files, COLUMNS, ROW_ID, List.of());
      assertThat(engine.rows("FROM " + relation + " AS t ORDER BY 1"))
          .as("seed %d, round %d: %s", seed, round, files)
          .isEqualTo(expected);
      long least = random.nextInt(40_000);
      assertThat(
              engine.rows(
                  "SELECT * FROM %s AS t WHERE file_row_number >= %d ORDER BY 1"
                      .formatted(relation, least)))
          .as("seed %d, round %d from %d: %s", seed, round, least, files)
          .isEqualTo(expected.stream().filter(row -> (Long) row.get(0) >= least).toList());
    }
  }
}
