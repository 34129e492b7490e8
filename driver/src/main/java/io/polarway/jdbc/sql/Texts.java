package io.polarway.jdbc.sql;

/** The values of literals. */
final class Texts {
  private Texts() {}

  /** Whether a token in quotes is a text, and not X'..' or B'..'. */
  static boolean isText(Token token) {
    return "xXbB".indexOf(token.image().charAt(0)) < 0;
  }

  /** The text that a literal stands for. */
  static String value(Token token) {
    String image = token.image();
    return switch (image.charAt(0)) {
      case '$' -> {
        int tag = image.indexOf('$', 1) + 1;
        yield image.substring(tag, image.length() - tag);
      }
      case 'e', 'E' -> unescape(image.substring(2, image.length() - 1));
      default -> image.substring(1, image.length() - 1).replace("''", "'");
    };
  }

  private static String unescape(String escaped) {
    StringBuilder value = new StringBuilder(escaped.length());
    int i = 0;
    while (i < escaped.length()) {
      char c = escaped.charAt(i++);
      if (c == '\'') {
        i++;
      }
      if (c != '\\' || i == escaped.length()) {
        value.append(c);
        continue;
      }
      char escape = escaped.charAt(i++);
      switch (escape) {
        case 'b' -> value.append('\b');
        case 'f' -> value.append('\f');
        case 'n' -> value.append('\n');
        case 'r' -> value.append('\r');
        case 't' -> value.append('\t');
        case 'x' -> i = code(value, escaped, i, 2, 16);
        case 'u' -> i = code(value, escaped, i, 4, 16);
        case 'U' -> i = code(value, escaped, i, 8, 16);
        case '0', '1', '2', '3', '4', '5', '6', '7' -> i = code(value, escaped, i - 1, 3, 8);
        default -> value.append(escape);
      }
    }
    return value.toString();
  }

  /** Appends the character whose code stands at {@code start} in at most so many digits. */
  private static int code(
      StringBuilder value, String escaped, int start, int mostDigits, int radix) {
    int i = start;
    int code = 0;
    while (i < escaped.length()
        && i < start + mostDigits
        && Character.digit(escaped.charAt(i), radix) >= 0) {
      code = code * radix + Character.digit(escaped.charAt(i), radix);
      i++;
    }
    value.appendCodePoint(Character.isValidCodePoint(code) ? code : 0xfffd);
    return i;
  }
}
