package io.polarway.jdbc.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.ResultColumn;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows as text, read back by DuckDB. */
final class InlineRowsTest {

  private static final String[] PIECES = {
    "'",
    "''",
    "\"",
    "\\",
    "\\u0041",
    "{",
    "}",
    "[",
    ",",
    ":",
    "\n",
    "\r",
    "\t",
    "\u0001",
    "\u007f",
    "é",
    "\ud83d\ude00",
    "null",
    "a",
    " ",
    "$$",
    "?",
    ";",
    "--",
    "/*",
    "%s"
  };

  private static final List<ResultColumn> COLUMNS =
      new Columns()
          .text("a \"b'c", "TEXT", "default")
          .bigint("n")
          .integer("i")
          .truth("t")
          .fraction("d")
          .instant("at")
          .texts("l")
          .textsByText("m")
          .list();

  @Test
  void everyValueComesBack() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int rows : new int[] {0, 1, 2, 300}) {
      List<List<@Nullable Object>> written = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        written.add(row(random));
      }
      assertThat(read(InlineRows.sql(COLUMNS, written))).isEqualTo(written);
    }
  }

  @Test
  void halfACharacterIsReplaced() throws Exception {
    List<ResultColumn> columns = new Columns().text("a").list();
    String sql = InlineRows.sql(columns, List.of(List.of("x\ud83d"), List.of("\ude00y")));
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet row = statement.executeQuery("SELECT a FROM " + sql)) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("x\ufffd");
      row.next();
      assertThat(row.getString(1)).isEqualTo("\ufffdy");
    }
  }

  private static List<@Nullable Object> row(Random random) {
    return Arrays.asList(
        orNull(random, text(random)),
        orNull(random, text(random)),
        orNull(random, text(random)),
        orNull(random, random.nextLong()),
        orNull(random, random.nextInt()),
        orNull(random, random.nextBoolean()),
        orNull(random, random.nextDouble() * Math.pow(10, random.nextInt(40) - 20)),
        orNull(
            random, Instant.EPOCH.plus(random.nextLong(-(1L << 50), 1L << 52), ChronoUnit.MICROS)),
        orNull(random, Arrays.asList(text(random), null, text(random))),
        orNull(random, Map.of("k" + text(random), List.of(text(random)))));
  }

  private static @Nullable Object orNull(Random random, Object value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static List<List<@Nullable Object>> read(String relation) throws Exception {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM " + relation)) {
      for (int i = 0; i < COLUMNS.size(); i++) {
        assertThat(row.getMetaData().getColumnName(i + 1)).isEqualTo(COLUMNS.get(i).name());
      }
      while (row.next()) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= COLUMNS.size(); i++) {
          values.add(plain(row.getObject(i)));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  private static @Nullable Object plain(@Nullable Object value) throws Exception {
    if (value instanceof Array array) {
      return Arrays.asList((Object[]) array.getArray());
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        plain.put(entry.getKey(), plain(entry.getValue()));
      }
      return plain;
    }
    return value;
  }
}
