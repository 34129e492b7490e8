package io.polarway.tck.misuse;

import java.sql.Connection;

/**
 * Something that a user can do wrong.
 *
 * @param name what, in words
 * @param action does it on an open connection, in auto-commit mode, to a database with the table
 *     {@code misused (id INTEGER PRIMARY KEY, a VARCHAR, d DECIMAL(10,2), b BLOB)} of three rows
 */
public record Misuse(String name, Action action) {

  /** What is done; it fails with a {@link WrongAnswerException} when the answer is wrong. */
  @FunctionalInterface
  public interface Action {
    void run(Connection connection) throws Exception;
  }

  /** There was an answer, and it is not the right one. */
  public static final class WrongAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongAnswerException(String message) {
      super(message);
    }
  }
}
