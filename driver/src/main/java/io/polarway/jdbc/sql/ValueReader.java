package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.Value;
import io.polarway.jdbc.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Reads values that need no engine. */
final class ValueReader {
  private ValueReader() {}

  /**
   * The next value; null when there is anything else, of which some was stepped over.
   *
   * @param parameter the number of the next parameter, counted from 0
   */
  static @Nullable Value read(TokenCursor cursor, int parameter) {
    Token token = cursor.next();
    return switch (token.kind()) {
      case PARAMETER -> new Value.Parameter(parameter);
      case NUMBER -> number("", token);
      case OPERATOR ->
          token.isAny("-", "+") && cursor.peek().kind() == Kind.NUMBER
              ? number(token.is("-") ? "-" : "", cursor.next())
              : null;
      case TEXT -> Texts.isText(token) ? new Value.TextLiteral(Texts.value(token)) : null;
      case WORD ->
          switch (token.image()) {
            case "NULL" -> new Value.NullLiteral();
            case "TRUE" -> new Value.BooleanLiteral(true);
            case "FALSE" -> new Value.BooleanLiteral(false);
            case "DEFAULT" -> new Value.Default();
            default -> null;
          };
      case QUOTED_NAME, NAMED_PARAMETER, SYMBOL, UNTERMINATED -> null;
    };
  }

  private static @Nullable Value number(String sign, Token token) {
    String digits = token.image().replace("_", "");
    boolean decimal =
        digits.length() < 2
            || !Character.isLetter(digits.charAt(1))
            || digits.charAt(0) != '0'
            || digits.charAt(1) == 'e'
            || digits.charAt(1) == 'E';
    return decimal ? new Value.NumberLiteral(sign + digits) : null;
  }
}
