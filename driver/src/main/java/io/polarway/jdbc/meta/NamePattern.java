package io.polarway.jdbc.meta;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name patterns of DatabaseMetaData: {@code %} for any characters, {@code _} for one, and
 * {@code \} before one of them that stands for itself. Letters count in either case.
 */
final class NamePattern {

  static final String ESCAPE = "\\";

  private NamePattern() {}

  /** What a pattern matches: everything when it is null. */
  static Predicate<String> of(@Nullable String pattern) {
    if (pattern == null || pattern.equals("%")) {
      return name -> true;
    }
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%') {
        expression.append(".*");
      } else if (c == '_') {
        expression.append('.');
      } else {
        if (c == '\\' && i + 1 < pattern.length()) {
          c = pattern.charAt(++i);
        }
        expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
    Pattern compiled =
        Pattern.compile(
            expression.toString(),
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return name -> compiled.matcher(name).matches();
  }

  /** What a name that is no pattern matches: everything when it is null. */
  static Predicate<String> exactly(@Nullable String name) {
    return name == null ? any -> true : any -> any.equalsIgnoreCase(name);
  }
}
