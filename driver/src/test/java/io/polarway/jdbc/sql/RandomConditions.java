package io.polarway.jdbc.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random rows of one kind of table, and random conditions on them. */
final class RandomConditions {

  static final List<String> PARTITIONINGS =
      List.of(
          "",
          "PARTITIONED BY (ts)",
          "PARTITIONED BY (day(ts))",
          "PARTITIONED BY (hour(tz))",
          "PARTITIONED BY (month(tz))",
          "PARTITIONED BY (year(dt), bucket(4, s))",
          "PARTITIONED BY (month(dt), bucket(3, i))",
          "PARTITIONED BY (s)",
          "PARTITIONED BY (truncate(2, s), b)",
          "PARTITIONED BY (truncate(10, i), bucket(5, l))",
          "PARTITIONED BY (truncate(100, d), bucket(4, u))",
          "PARTITIONED BY (bucket(4, d), u)",
          "PARTITIONED BY (bucket(4, ts), bucket(3, dt))",
          "PARTITIONED BY (f, bucket(3, tz))",
          "PARTITIONED BY (x)");

  static final String COLUMNS =
      "i INTEGER, l BIGINT, d DECIMAL(18,2), x DOUBLE, f REAL, s VARCHAR, dt DATE, ts TIMESTAMP,"
          + " tz TIMESTAMPTZ, b BOOLEAN, u UUID";

  static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/Sao_Paulo",
          "Australia/Lord_Howe",
          "Asia/Kolkata",
          "Pacific/Apia",
          "America/New_York",
          "Etc/GMT-5");

  /** Around midnights, changes of clocks, ends of months and years, and 1970. */
  private static final List<String> TIMES =
      List.of(
          "2025-03-30 01:59:59.999999",
          "2025-03-30 02:00:00",
          "2025-03-30 02:30:00",
          "2025-03-30 03:00:00",
          "2025-10-26 00:30:00",
          "2025-10-26 02:00:00",
          "2025-10-26 02:30:00",
          "2025-10-26 03:00:00",
          "2018-11-03 23:30:00",
          "2018-11-04 00:00:00",
          "2018-11-04 00:30:00",
          "2018-11-04 03:00:00",
          "2018-02-17 23:30:00",
          "2018-02-18 02:00:00",
          "2011-12-29 23:59:59",
          "2011-12-30 10:00:00",
          "2011-12-31 00:00:00",
          "2020-02-29 12:00:00",
          "2020-12-31 23:59:59.999999",
          "2021-01-01 00:00:00",
          "2021-01-01 00:00:00.000001",
          "2021-01-04 00:00:00",
          "1969-12-31 23:59:59.999999",
          "1970-01-01 00:00:00",
          "1969-06-15 05:00:00",
          "1883-11-18 12:03:58",
          "0001-01-01 00:00:00",
          "9999-12-31 23:59:59");

  private static final List<String> TEXTS =
      List.of(
          "",
          "A",
          "AAPL",
          "AAPL2",
          "a",
          "aB",
          "ab",
          "abc",
          "abd",
          "B",
          "é",
          "z",
          "zz",
          "\uFFFD",
          "\uFFFF",
          "\uD83D\uDE00",
          "\uD83D\uDE00x",
          "a text of more than sixteen characters",
          "a text of more than sixteen characters, and one",
          "a text of more un",
          "a_b",
          "a%b");

  private static final List<String> UUIDS =
      List.of(
          "00000000-0000-0000-0000-000000000000",
          "7fffffff-ffff-ffff-ffff-ffffffffffff",
          "80000000-0000-0000-0000-000000000001",
          "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "12345678-1234-1234-1234-123456789abc");

  private final Random random;

  RandomConditions(long seed) {
    random = new Random(seed);
  }

  /** A condition, and the parameters in it. */
  record Predicate(String sql, List<Object> parameters) {}

  // -- rows

  /** Rows of {@link #COLUMNS} as VALUES has them. */
  String rows(int count) {
    List<String> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      rows.add(
          String.join(
              ", ",
              "(" + orNull(String.valueOf(random.nextInt(60) - 30)),
              orNull(bigint()),
              orNull(decimal()),
              orNull(any("1.5", "-0.0", "0.0", "'NaN'", "'infinity'", "'-infinity'", "0.1", "7")),
              orNull(any("1.5", "-0.0", "0.0", "'NaN'", "0.1", "16777216", "-3.3", "7")),
              orNull(quoted(any(TEXTS))),
              orNull(quoted(date())),
              orNull(quoted(timestamp())),
              orNull(quoted(timestamp() + "+00")),
              orNull(any("true", "false")),
              orNull(quoted(any(UUIDS))) + ")"));
    }
    return String.join(", ", rows);
  }

  private String orNull(String literal) {
    return random.nextInt(6) == 0 ? "NULL" : literal;
  }

  private String bigint() {
    return switch (random.nextInt(5)) {
      case 0 -> any("9223372036854775807", "-9223372036854775808");
      case 1 -> any("9007199254740992", "9007199254740993", "9007199254740991");
      default -> String.valueOf(random.nextInt(40) - 20);
    };
  }

  private String decimal() {
    return new BigDecimal(random.nextInt(2_000) - 1_000).movePointLeft(2).toPlainString();
  }

  private String date() {
    return any(TIMES).substring(0, 10);
  }

  private String timestamp() {
    return any(TIMES);
  }

  // -- conditions

  /** A condition of at most so many levels of AND, OR and NOT. */
  Predicate predicate(int depth) {
    int form = random.nextInt(depth > 0 ? 10 : 6);
    List<Object> parameters = new ArrayList<>();
    if (form < 6) {
      return new Predicate(leaf(parameters), parameters);
    }
    Predicate left = predicate(depth - 1);
    if (form == 6) {
      return new Predicate("NOT (" + left.sql + ")", left.parameters);
    }
    Predicate right = predicate(depth - 1);
    parameters.addAll(left.parameters);
    parameters.addAll(right.parameters);
    String operator = form == 7 ? " OR " : " AND ";
    return new Predicate("(" + left.sql + ")" + operator + "(" + right.sql + ")", parameters);
  }

  private String leaf(List<Object> parameters) {
    String column = any("i", "l", "d", "x", "f", "s", "dt", "ts", "tz", "b", "u", "ts", "tz", "dt");
    String term = term(column);
    String kind = term.equals(column) ? column : term.startsWith("year") ? "i" : "ts";
    return switch (random.nextInt(12)) {
      case 0 -> column + any(" IS NULL", " IS NOT NULL");
      case 1 ->
          term
              + any(" BETWEEN ", " NOT BETWEEN ")
              + constant(kind, parameters)
              + " AND "
              + constant(kind, parameters);
      case 2, 3 -> term + any(" IN (", " IN (", " NOT IN (") + list(kind, parameters) + ")";
      case 4 ->
          column.equals("s")
              ? "s"
                  + any(" LIKE ", " NOT LIKE ", " ILIKE ")
                  + quoted(any(TEXTS) + any("%", "_%", ""))
              : constant(kind, parameters) + operator() + term;
      case 5 ->
          column.equals("b")
              ? any("b", "NOT b", "b = false")
              : "NOT " + comparison(term, kind, parameters);
      default -> comparison(term, kind, parameters);
    };
  }

  private String comparison(String term, String kind, List<Object> parameters) {
    return term + operator() + constant(kind, parameters);
  }

  private String operator() {
    return any(" = ", " = ", " <> ", " < ", " <= ", " > ", " >= ", " != ", " == ");
  }

  private String term(String column) {
    boolean isTime = column.equals("dt") || column.equals("ts") || column.equals("tz");
    if (!isTime || random.nextInt(3) > 0) {
      return column;
    }
    return any(
        column + "::DATE",
        "CAST(" + column + " AS DATE)",
        "year(" + column + ")",
        "date_trunc('day', " + column + ")",
        "date_trunc('hour', " + column + ")",
        "date_trunc('week', " + column + ")",
        "date_trunc('month', " + column + ")",
        "date_trunc('quarter', " + column + ")",
        "date_trunc('year', " + column + ")");
  }

  private String list(String kind, List<Object> parameters) {
    List<String> constants = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      constants.add(constant(kind, parameters));
    }
    return String.join(", ", constants);
  }

  private String constant(String kind, List<Object> parameters) {
    return switch (kind) {
      case "i", "l" ->
          number(String.valueOf(any(2020, 1969, random.nextInt(60) - 30)), bigint(), parameters);
      case "d" -> number(decimal(), any("1.125", "3", "-2.50"), parameters);
      case "x", "f" ->
          number(any("1.5", "0.1", "0.0", "7"), any("-3.3", "16777217", "0.1"), parameters);
      case "s" -> text(any(TEXTS), parameters);
      case "b" -> any("true", "false");
      case "u" -> text(any(UUIDS), parameters);
      default -> time(parameters);
    };
  }

  private String number(String plain, String other, List<Object> parameters) {
    return switch (random.nextInt(10)) {
      case 0 -> other;
      case 1 -> quoted(plain);
      case 2 -> plain + "e0";
      case 3 -> parameter(Double.parseDouble(plain), parameters);
      case 4 -> parameter(Float.parseFloat(plain), parameters);
      case 5 -> parameter(new BigDecimal(other), parameters);
      case 6 -> parameter((int) Double.parseDouble(plain), parameters);
      case 7 -> plain + ".4".substring(plain.contains(".") ? 2 : 0);
      default -> plain;
    };
  }

  private String text(String value, List<Object> parameters) {
    return random.nextInt(4) == 0 ? parameter(value, parameters) : quoted(value);
  }

  private String time(List<Object> parameters) {
    String text = timestamp();
    String date = text.substring(0, 10);
    return switch (random.nextInt(16)) {
      case 0 -> quoted(text);
      case 1 -> quoted(date);
      case 2, 3 -> "TIMESTAMP " + quoted(text);
      case 4 -> "TIMESTAMPTZ " + quoted(text + any("+00", "+02", "-03:30", ""));
      case 5, 6 -> "DATE " + quoted(date);
      case 7 -> "CAST(" + quoted(text) + " AS TIMESTAMP)";
      case 8 -> quoted(date) + "::DATE";
      case 9 -> parameter(LocalDateTime.parse(text.replace(' ', 'T')), parameters);
      case 10 -> parameter(LocalDate.parse(date), parameters);
      case 11 -> parameter(OffsetDateTime.parse(text.replace(' ', 'T') + "Z"), parameters);
      case 12 -> parameter(text, parameters);
      case 13 ->
          "TIMESTAMP "
              + quoted(text)
              + any(" - INTERVAL 1 DAY", " + INTERVAL '1' MONTH", " + INTERVAL '3 hours'");
      case 14 -> "DATE " + quoted(date) + any(" + INTERVAL 1 DAY", " - INTERVAL 1 YEAR");
      default -> quoted(text) + "::TIMESTAMPTZ";
    };
  }

  private static String parameter(Object value, List<Object> parameters) {
    parameters.add(value);
    return "?";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @SafeVarargs
  private final <T> T any(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
