package io.polarway.jdbc.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions that {@code {fn ...}} can call (JDBC 4.3, appendix C), and what they are in the
 * engine's dialect where that has another name for them or another meaning. SOUNDEX and DIFFERENCE
 * are not among them: the engine has nothing that they could be.
 */
public final class ScalarFunctions {

  /** The lists of {@link java.sql.DatabaseMetaData}. */
  public enum Kind {
    NUMERIC,
    STRING,
    TIME,
    SYSTEM
  }

  /** What a call is in the engine's dialect, by the number of its arguments. */
  private record Function(Kind kind, Map<Integer, String> templates) {}

  /** Units of TIMESTAMPADD and TIMESTAMPDIFF: what adds so many, and the engine's name. */
  private record Unit(String interval, String name) {}

  private static final Map<String, Function> FUNCTIONS = functions();

  private static final Map<String, Unit> UNITS =
      Map.of(
          "SQL_TSI_FRAC_SECOND", new Unit("to_microseconds((%s) // 1000)", "microsecond"),
          "SQL_TSI_SECOND", new Unit("to_seconds(%s)", "second"),
          "SQL_TSI_MINUTE", new Unit("to_minutes(%s)", "minute"),
          "SQL_TSI_HOUR", new Unit("to_hours(%s)", "hour"),
          "SQL_TSI_DAY", new Unit("to_days(%s)", "day"),
          "SQL_TSI_WEEK", new Unit("to_weeks(%s)", "week"),
          "SQL_TSI_MONTH", new Unit("to_months(%s)", "month"),
          "SQL_TSI_QUARTER", new Unit("to_months((%s) * 3)", "quarter"),
          "SQL_TSI_YEAR", new Unit("to_years(%s)", "year"));

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("BIGINT", "BIGINT"),
          Map.entry("BINARY", "BLOB"),
          Map.entry("BIT", "BOOLEAN"),
          Map.entry("BLOB", "BLOB"),
          Map.entry("BOOLEAN", "BOOLEAN"),
          Map.entry("CHAR", "VARCHAR"),
          Map.entry("CLOB", "VARCHAR"),
          Map.entry("DATE", "DATE"),
          Map.entry("DECIMAL", "DECIMAL(38, 10)"),
          Map.entry("DOUBLE", "DOUBLE"),
          Map.entry("FLOAT", "DOUBLE"),
          Map.entry("INTEGER", "INTEGER"),
          Map.entry("LONGVARBINARY", "BLOB"),
          Map.entry("LONGVARCHAR", "VARCHAR"),
          Map.entry("NCHAR", "VARCHAR"),
          Map.entry("NCLOB", "VARCHAR"),
          Map.entry("NUMERIC", "DECIMAL(38, 10)"),
          Map.entry("NVARCHAR", "VARCHAR"),
          Map.entry("REAL", "REAL"),
          Map.entry("SMALLINT", "SMALLINT"),
          Map.entry("TIME", "TIME"),
          Map.entry("TIMESTAMP", "TIMESTAMP"),
          Map.entry("TINYINT", "TINYINT"),
          Map.entry("VARBINARY", "BLOB"),
          Map.entry("VARCHAR", "VARCHAR"));

  private ScalarFunctions() {}

  private static Map<String, Function> functions() {
    Map<String, Function> functions = new TreeMap<>();
    same(
        functions,
        Kind.NUMERIC,
        "ABS ACOS ASIN ATAN ATAN2 CEILING COS COT DEGREES EXP FLOOR LOG10 MOD PI POWER RADIANS"
            + " ROUND SIGN SIN SQRT TAN");
    same(
        functions,
        Kind.STRING,
        "ASCII CHAR_LENGTH CHARACTER_LENGTH LEFT LTRIM POSITION REPEAT REPLACE RIGHT RTRIM"
            + " SUBSTRING");
    same(
        functions,
        Kind.TIME,
        "DAYNAME DAYOFMONTH DAYOFYEAR EXTRACT HOUR MINUTE MONTH MONTHNAME NOW QUARTER SECOND"
            + " TIMESTAMPADD TIMESTAMPDIFF WEEK YEAR");
    functions.put("LOG", new Function(Kind.NUMERIC, Map.of(1, "ln(%s)")));
    functions.put("RAND", new Function(Kind.NUMERIC, Map.of(0, "random()")));
    functions.put(
        "TRUNCATE",
        new Function(
            Kind.NUMERIC,
            Map.of(
                2,
                "list_transform([{'n': %s, 'd': %s}], lambda x: trunc(x.n * power(10, x.d)) /"
                    + " power(10, x.d))[1]")));
    functions.put("CHAR", new Function(Kind.STRING, Map.of(1, "chr(%s)")));
    functions.put("CONCAT", new Function(Kind.STRING, Map.of(2, "(%s || %s)")));
    functions.put(
        "INSERT",
        new Function(
            Kind.STRING,
            Map.of(
                4,
                "list_transform([{'s': %s, 'b': %s, 'n': %s, 'r': %s}], lambda x: left(x.s, x.b -"
                    + " 1) || x.r || substring(x.s, x.b + x.n))[1]")));
    functions.put("LCASE", new Function(Kind.STRING, Map.of(1, "lower(%s)")));
    functions.put("LENGTH", new Function(Kind.STRING, Map.of(1, "length(rtrim(%s))")));
    functions.put(
        "LOCATE",
        new Function(
            Kind.STRING,
            Map.of(
                2,
                "position(%s IN %s)",
                3,
                "list_transform([{'f': %s, 's': %s, 'b': %s}], lambda x: CASE instr(substring(x.s,"
                    + " x.b), x.f) WHEN 0 THEN 0 ELSE instr(substring(x.s, x.b), x.f) + x.b - 1"
                    + " END)[1]")));
    functions.put("OCTET_LENGTH", new Function(Kind.STRING, Map.of(1, "strlen(%s)")));
    functions.put("SPACE", new Function(Kind.STRING, Map.of(1, "repeat(' ', %s)")));
    functions.put("UCASE", new Function(Kind.STRING, Map.of(1, "upper(%s)")));
    functions.put("CURRENT_TIMESTAMP", new Function(Kind.TIME, Map.of(0, "current_timestamp")));
    functions.put("DAYOFWEEK", new Function(Kind.TIME, Map.of(1, "(dayofweek(%s) + 1)")));
    functions.put("DATABASE", new Function(Kind.SYSTEM, Map.of(0, "'polarway'")));
    functions.put("IFNULL", new Function(Kind.SYSTEM, Map.of(2, "coalesce(%s, %s)")));
    functions.put("USER", new Function(Kind.SYSTEM, Map.of(0, "current_user")));
    functions.put("CURDATE", new Function(Kind.TIME, Map.of(0, "current_date")));
    functions.put("CURRENT_DATE", new Function(Kind.TIME, Map.of(0, "current_date")));
    functions.put("CURTIME", new Function(Kind.TIME, Map.of(0, "current_localtime()")));
    functions.put("CURRENT_TIME", new Function(Kind.TIME, Map.of(0, "current_localtime()")));
    return functions;
  }

  /** Takes functions that the engine has under the same names. */
  private static void same(Map<String, Function> functions, Kind kind, String names) {
    for (String name : names.split(" ")) {
      functions.put(name, new Function(kind, Map.of()));
    }
  }

  /** The names, with commas between. */
  public static String names(Kind kind) {
    return String.join(
        ",",
        FUNCTIONS.entrySet().stream()
            .filter(entry -> entry.getValue().kind() == kind)
            .map(Map.Entry::getKey)
            .toList());
  }

  /**
   * A call in the engine's dialect.
   *
   * @param name in any case; that of a function of the engine, too
   * @param arguments as written
   * @return null when the function does not take such arguments
   */
  static @Nullable String call(String name, List<String> arguments) {
    String upper = name.toUpperCase(Locale.ROOT);
    switch (upper) {
      case "CONVERT" -> {
        String type = arguments.size() == 2 ? type(arguments.get(1)) : null;
        return type == null ? null : "CAST(%s AS %s)".formatted(arguments.get(0), type);
      }
      case "TIMESTAMPADD" -> {
        Unit unit = arguments.size() == 3 ? unit(arguments.get(0)) : null;
        return unit == null
            ? null
            : "(%s + (%s))".formatted(unit.interval.formatted(arguments.get(1)), arguments.get(2));
      }
      case "TIMESTAMPDIFF" -> {
        Unit unit = arguments.size() == 3 ? unit(arguments.get(0)) : null;
        if (unit == null) {
          return null;
        }
        String difference =
            "date_sub('%s', %s, %s)".formatted(unit.name, arguments.get(1), arguments.get(2));
        return unit.name.equals("microsecond") ? "(" + difference + " * 1000)" : difference;
      }
      default -> {
        Function function = FUNCTIONS.get(upper);
        if (function == null || function.templates().isEmpty()) {
          return name + "(" + String.join(", ", arguments) + ")";
        }
        String template = function.templates().get(arguments.size());
        return template == null ? null : template.formatted(arguments.toArray());
      }
    }
  }

  private static @Nullable Unit unit(String name) {
    return UNITS.get(name.toUpperCase(Locale.ROOT));
  }

  private static @Nullable String type(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return TYPES.get(upper.startsWith("SQL_") ? upper.substring("SQL_".length()) : upper);
  }
}
