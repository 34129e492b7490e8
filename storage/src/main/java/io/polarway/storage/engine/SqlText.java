package io.polarway.storage.engine;

/** Values and names as the engine's SQL writes them. Thread-safe. */
public final class SqlText {

  private SqlText() {}

  public static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  public static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** A list of whole numbers as one literal, which the engine reads much faster than many. */
  public static String numbers(String separatedByCommas) {
    return "(system.main.string_split('" + separatedByCommas + "', ',')::BIGINT[])";
  }
}
