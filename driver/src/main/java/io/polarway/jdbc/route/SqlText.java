package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlStatement.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and literals as the engine reads them. */
final class SqlText {

  private static final Pattern LITERAL =
      Pattern.compile(
          "\\s*(?:(?<number>[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?)"
              + "|'(?<text>(?:[^']|'')*+)'|(?<word>(?i:true|false|null)))\\s*");

  private SqlText() {}

  /** A literal as text; a parameter or default is not one. */
  static String literal(Value value) {
    if (value instanceof Value.NumberLiteral number) {
      return number.digits();
    }
    if (value instanceof Value.TextLiteral text) {
      return Quoted.text(text.value());
    }
    if (value instanceof Value.BooleanLiteral truth) {
      return truth.value() ? "TRUE" : "FALSE";
    }
    return "NULL";
  }

  /** The literal that an expression is nothing but; null when it is more. */
  static @Nullable Value asLiteral(String expression) {
    Matcher matcher = LITERAL.matcher(expression);
    if (!matcher.matches()) {
      return null;
    }
    String number = matcher.group("number");
    if (number != null) {
      return new Value.NumberLiteral(number.startsWith("+") ? number.substring(1) : number);
    }
    String text = matcher.group("text");
    if (text != null) {
      return new Value.TextLiteral(text.replace("''", "'"));
    }
    String word = matcher.group("word");
    return word.equalsIgnoreCase("null")
        ? new Value.NullLiteral()
        : new Value.BooleanLiteral(word.equalsIgnoreCase("true"));
  }
}
