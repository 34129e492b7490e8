package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Text as the ASCII streams of JDBC have it; no character is replaced by another. */
public final class AsciiText {

  private static final int LAST = 0x7F;

  private AsciiText() {}

  /**
   * The bytes of a text.
   *
   * @param where what has the text
   * @throws SQLException 22021 when it has a character that ASCII has not
   */
  public static byte[] bytes(String text, String where) throws SQLException {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LAST) {
        throw SqlErrors.of(
            SqlState.INVALID_CHARACTER,
            "The text of %s has character U+%04X, which ASCII has not; use a character stream"
                .formatted(where, text.codePointAt(i)));
      }
    }
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The text of bytes.
   *
   * @param where what has the bytes
   * @throws SQLException 22021 when a byte is no character of ASCII
   */
  static String of(byte[] bytes, String where) throws SQLException {
    for (byte b : bytes) {
      if (b < 0) {
        throw SqlErrors.of(
            SqlState.INVALID_CHARACTER,
            "The stream of %s has byte 0x%02X, which is no character of ASCII; use a character stream"
                .formatted(where, b));
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
