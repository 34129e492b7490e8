package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.sql.SQLException;

/** Text that has a UTF-8 form: one without halves of surrogate pairs. */
public final class SurrogatePairs {

  private SurrogatePairs() {}

  /** The first chars of a longer text, one less where that would leave half a pair. */
  static String cut(String text, int chars) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars);
  }

  /**
   * Fails where half a pair stands alone.
   *
   * @param where what has the text
   */
  public static void check(String text, String where) throws SQLException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw SqlErrors.of(
              SqlState.INVALID_CHARACTER,
              "The text of %s has half a surrogate pair (U+%04X) as character %d, for which there is no UTF-8"
                  .formatted(where, (int) c, i + 1));
        }
        i++;
      }
    }
  }
}
