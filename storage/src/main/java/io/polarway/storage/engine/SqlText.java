package io.polarway.storage.engine;

/** Values and names as the engine's SQL writes them. */
final class SqlText {

  private SqlText() {}

  static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** A list of whole numbers as one literal, which the engine reads much faster than many. */
  static String numbers(String separatedByCommas) {
    return "(system.main.string_split('" + separatedByCommas + "', ',')::BIGINT[])";
  }
}
