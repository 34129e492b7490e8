package io.polarway.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** setString takes what the engine's own cast of a VARCHAR takes, and refuses what it refuses. */
class TextAsValuesTest {

  private static final String ZONE = "America/St_Johns";

  private static DuckDb engine;

  @BeforeAll
  static void open() throws SQLException {
    engine = new DuckDb(ZONE);
  }

  @AfterAll
  static void close() throws SQLException {
    engine.close();
  }

  static Stream<Arguments> texts() {
    Stream<String> whole =
        Stream.of(
            "12",
            " 12 ",
            "+5",
            "-5",
            "1.5",
            "2.5",
            "-2.5",
            "1e3",
            "1_000",
            "0x1F",
            "",
            "abc",
            "127",
            "128",
            "-128",
            "-129",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1e400",
            "1.",
            ".5",
            "--1",
            "1 2",
            "1e",
            "١");
    Stream<String> floating =
        Stream.of(
            "1.5",
            " 1.5 ",
            "nan",
            "NaN",
            "inf",
            "-Infinity",
            "1d",
            "0x1p3",
            ".5",
            "5.",
            "1e-400",
            "1_0.5",
            "",
            "e5");
    Stream<String> decimal =
        Stream.of(
            "1.005", "-1.005", "1e2", "999.99", "999.994", "999.995", "1000", "1e-50", "x", "0.5",
            "-0");
    Stream<String> bool =
        Stream.of(
            "true", "T", "1", "yes", "y", "false", "F", "0", "no", "n", "on", "2", "", " true ");
    Stream<String> date =
        Stream.of(
            "2026-2-1",
            "2026/02/01",
            " 2026-02-01 ",
            "2026-02-01 10:00:00",
            "20260201",
            "2026-02-30",
            "epoch",
            "infinity",
            "-infinity",
            "0044-03-15 (BC)",
            "12026-03-15",
            "",
            "2026-02",
            "5881580-07-10",
            "5881580-07-11");
    Stream<String> time =
        Stream.of(
            "10:00",
            "9:5:3",
            "10:00:00.1234567",
            "24:00:00",
            "24:00:01",
            "25:00:00",
            "2026-02-01 10:00:00",
            "10",
            "",
            "10:60");
    Stream<String> timestamp =
        Stream.of(
            "2026-02-01",
            "2026-02-01T10:00",
            "2026-02-01 10:00:00.1234567",
            "2026-02-01 10:00:00Z",
            "2026-02-01 10:00:00+02",
            "2026-02-01 10:00:00+02:30",
            "2026-02-01 10:00:00 UTC",
            "2026-02-01 24:00:00",
            "2026-02-01 10",
            "2026-02-29 10:00:00",
            "infinity",
            "epoch",
            "",
            "294247-01-10 04:00:54.775806",
            "294247-01-10 04:00:54.775807",
            "290309-12-22 (BC) 00:00:00",
            "290309-12-21 (BC) 23:59:59");
    Stream<String> instant =
        Stream.of(
            "2026-02-01 10:00:00",
            "2026-07-01 10:00:00",
            "2026-02-01 10:00:00+02:30",
            "2026-02-01 10:00:00Z",
            "2026-02-01 10:00:00 Europe/Berlin",
            "2026-02-01 10:00:00 Mars/Base",
            "-infinity");
    Stream<String> uuid =
        Stream.of(
            "00000000-0000-0000-0000-000000000001",
            "{00000000-0000-0000-0000-000000000001}",
            "00000000000000000000000000000001",
            "00000000-0000-0000-0000-00000000000G",
            "",
            "1-1-1-1-1");
    Stream<String> blob = Stream.of("abc", "\\x00\\xff", "\\xGG", "ü", "\\", "\\x4", "");
    return Stream.of(
            of(ScalarType.INTEGER, whole.toList()),
            of(ScalarType.TINYINT, List.of("127", "128", "-128", "-129", "127.4", "127.5")),
            of(ScalarType.SMALLINT, List.of("32767", "32768", "1e4", "1e5")),
            of(
                ScalarType.BIGINT,
                List.of(
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "1e18",
                    "1e19",
                    "12.5")),
            of(ScalarType.DOUBLE, floating.toList()),
            of(ScalarType.REAL, List.of("0.1", "16777217", "1e-50", "nan")),
            of(new DataType.Decimal(5, 2), decimal.toList()),
            of(
                new DataType.Decimal(38, 10),
                List.of(
                    "1.00000000005",
                    "1234567890123456789012345678",
                    "12345678901234567890123456789")),
            of(ScalarType.BOOLEAN, bool.toList()),
            of(ScalarType.DATE, date.toList()),
            of(ScalarType.TIME, time.toList()),
            of(ScalarType.TIMESTAMP, timestamp.toList()),
            of(ScalarType.TIMESTAMPTZ, instant.toList()),
            of(ScalarType.UUID, uuid.toList()),
            of(ScalarType.BLOB, blob.toList()),
            of(ScalarType.VARCHAR, List.of("", "ü€😀", "a b")))
        .flatMap(each -> each);
  }

  private static Stream<Arguments> of(DataType type, List<String> texts) {
    return texts.stream().map(text -> Arguments.of(type, text));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("texts")
  void agreesWithTheEngine(DataType type, String text) throws SQLException {
    String expected = engine.textOrNull("'" + text.replace("'", "''") + "'::" + type.sqlName());

    assertThat(bound(type, text)).isEqualTo(expected);
  }

  /** What is stored, as text; null when it is refused. */
  private static @Nullable String bound(DataType type, String text) throws SQLException {
    Column column = Column.create(type, 1);
    ColumnBinder binder = ColumnBinder.create("column \"c\"", type, ZoneId.of(ZONE));
    binder.open(column);
    try {
      binder.setString(text);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isIn("22003", "22007", "22018");
      assertThat(e.getMessage()).contains("column \"c\"");
      return null;
    }
    column.advance();
    ColumnReader reader = ColumnReader.create(new ResultColumn("c", type), ZoneId.of(ZONE));
    reader.bind(column);
    return reader.getString(0);
  }
}
