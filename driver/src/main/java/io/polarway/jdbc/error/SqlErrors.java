package io.polarway.jdbc.error;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.UncheckedIOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The one place that makes an SQLException. Each has an {@link SqlState}, the subclass that goes
 * with it, and a message that says what failed, with which value, and what to do.
 */
public final class SqlErrors {

  private static final int SHOWN_CHARACTERS = 80;

  private SqlErrors() {}

  public static SQLException of(SqlState state, String message) {
    return state.exception(message, null);
  }

  public static SQLException of(SqlState state, String message, @Nullable Throwable cause) {
    return state.exception(message, cause);
  }

  /** What storage reported, or any other unchecked exception, as an SQLException. */
  public static SQLException from(RuntimeException exception) {
    if (exception instanceof StorageException failed) {
      return state(failed.failure()).exception(message(failed), failed);
    }
    if (exception instanceof UncheckedIOException failed) {
      return SqlState.IO_ERROR.exception("Reading or writing failed: " + message(failed), failed);
    }
    return SqlState.INTERNAL_ERROR.exception(
        "Unexpected " + exception.getClass().getSimpleName() + ": " + message(exception),
        exception);
  }

  /** The state that tells a client what storage failed at. */
  static SqlState state(Failure failure) {
    return switch (failure) {
      case SYNTAX -> SqlState.SYNTAX_ERROR;
      case UNKNOWN_COLUMN -> SqlState.UNKNOWN_COLUMN;
      case UNKNOWN_TABLE -> SqlState.UNKNOWN_TABLE;
      case UNKNOWN_SCHEMA -> SqlState.UNKNOWN_SCHEMA;
      case UNKNOWN_FUNCTION -> SqlState.UNKNOWN_FUNCTION;
      case DUPLICATE_TABLE -> SqlState.DUPLICATE_TABLE;
      case DUPLICATE_SCHEMA -> SqlState.DUPLICATE_SCHEMA;
      case DUPLICATE_COLUMN -> SqlState.DUPLICATE_COLUMN;
      case SCHEMA_NOT_EMPTY -> SqlState.OBJECTS_DEPEND_ON_IT;
      case INVALID_STATEMENT -> SqlState.INVALID_STATEMENT;
      case INVALID_DEFINITION -> SqlState.INVALID_DEFINITION;
      case INVALID_VALUE -> SqlState.INVALID_CAST;
      case VALUE_OUT_OF_RANGE -> SqlState.OUT_OF_RANGE;
      case DIVISION_BY_ZERO -> SqlState.DIVISION_BY_ZERO;
      case MORE_THAN_ONE_ROW -> SqlState.CARDINALITY_VIOLATION;
      case VALUE_TOO_LONG -> SqlState.TEXT_TOO_LONG;
      case NOT_NULL -> SqlState.NOT_NULL;
      case DUPLICATE_KEY -> SqlState.DUPLICATE_KEY;
      case CHECK_VIOLATION -> SqlState.CHECK_VIOLATION;
      case CONFLICT -> SqlState.CONFLICT;
      case SEQUENCE_EXHAUSTED -> SqlState.SEQUENCE_EXHAUSTED;
      case NO_CURRENT_VALUE -> SqlState.OBJECT_CLOSED;
      case EXPIRED -> SqlState.EXPIRED;
      case UNKNOWN_OUTCOME -> SqlState.OUTCOME_UNKNOWN;
      case READ_ONLY -> SqlState.READ_ONLY;
      case NOT_A_STORE -> SqlState.CANNOT_CONNECT;
      case NEWER_FORMAT, STORE_IN_USE -> SqlState.CONNECTION_REFUSED;
      case LOCK_TIMEOUT -> SqlState.LOCK_TIMEOUT;
      case ACCESS_DENIED -> SqlState.ACCESS_DENIED;
      case UNSUPPORTED -> SqlState.UNSUPPORTED;
      case CANCELLED -> SqlState.CANCELLED;
      case TIMEOUT -> SqlState.TIMEOUT;
      case CLOSED -> SqlState.CONNECTION_CLOSED;
      case OUT_OF_MEMORY -> SqlState.OUT_OF_MEMORY;
      case DISK_FULL -> SqlState.DISK_FULL;
      case IO -> SqlState.IO_ERROR;
      case DAMAGED, MISSING_FILE -> SqlState.DATA_DAMAGED;
      case INTERNAL -> SqlState.INTERNAL_ERROR;
    };
  }

  /** A feature that is not offered, by the name that the user knows it by. */
  public static SQLFeatureNotSupportedException unsupported(String feature) {
    return new SQLFeatureNotSupportedException(
        feature + " is not supported", SqlState.UNSUPPORTED.code());
  }

  /** An argument that must not be null; {@code what} begins the message. */
  public static <T> T required(@Nullable T argument, String what) throws SQLException {
    if (argument == null) {
      throw invalidArgument(what + " is null");
    }
    return argument;
  }

  /** An argument of a JDBC method that it does not take. */
  public static SQLException invalidArgument(String message) {
    return of(SqlState.INVALID_ARGUMENT, message);
  }

  public static SQLException connectionClosed() {
    return of(SqlState.CONNECTION_CLOSED, "The connection is closed");
  }

  public static SQLException statementClosed() {
    return of(SqlState.OBJECT_CLOSED, "The statement is closed");
  }

  public static SQLException resultSetClosed() {
    return of(SqlState.INVALID_CURSOR_STATE, "The result set is closed");
  }

  /** A parameter number that the statement does not have; both counted from 1. */
  public static SQLException parameterIndex(int index, int count) {
    return of(
        SqlState.INVALID_DESCRIPTOR_INDEX,
        "There is no parameter %d: the statement has %s"
            .formatted(index, count(count, "parameter")));
  }

  /** A statement that is executed before all of its parameters have values. */
  public static SQLException parameterNotSet(int index, int count) {
    return of(
        SqlState.WRONG_PARAMETER_COUNT,
        "Parameter %d of %d was not set; set it, or call setNull".formatted(index, count));
  }

  /** A column number that the result does not have. */
  public static SQLException columnIndex(int index, int count) {
    return of(
        SqlState.INVALID_DESCRIPTOR_INDEX,
        "There is no column %d: the result has %s".formatted(index, count(count, "column")));
  }

  /** A column label that the result does not have. */
  public static SQLException columnLabel(@Nullable String label, Collection<String> labels) {
    String name = label == null ? "null" : label;
    return of(
        SqlState.UNKNOWN_COLUMN,
        "There is no column %s in the result.%s"
            .formatted(shown(name), Suggestion.didYouMean(name, labels)));
  }

  /**
   * A value that cannot become the type wanted.
   *
   * @param where what has the value, such as {@code column "price"} or {@code parameter 2}
   */
  public static SQLException conversion(
      String where, @Nullable Object value, String from, String target) {
    return of(
        SqlState.INVALID_CAST,
        "Cannot convert %s of %s (%s) to %s".formatted(shown(value), where, from, target));
  }

  /** A text that is not the date, time or timestamp that it is to become. */
  public static SQLException unreadableTime(
      String where, Object text, String target, RuntimeException cause) {
    return of(
        SqlState.INVALID_DATETIME,
        "Cannot read %s of %s as %s: %s".formatted(shown(text), where, target, message(cause)),
        cause);
  }

  /** A pair of types for which there is no conversion, whatever the value. */
  public static SQLException noConversion(String where, String from, String target) {
    return of(
        SqlState.RESTRICTED_DATA_TYPE,
        "There is no conversion of %s (%s) to %s".formatted(where, from, target));
  }

  /** A number that the target cannot hold; see {@link #conversion}. */
  public static SQLException outOfRange(String where, Object value, String target) {
    return of(
        SqlState.OUT_OF_RANGE,
        "Value %s of %s is out of range for %s".formatted(shortened(value), where, target));
  }

  /**
   * The failure of one command of a batch.
   *
   * @param updateCounts the counts of the commands before it
   */
  public static BatchUpdateException batchFailed(SQLException cause, long[] updateCounts) {
    String message = cause.getMessage();
    BatchUpdateException failed =
        new BatchUpdateException(
            message == null ? "The batch failed" : message,
            cause.getSQLState(),
            cause.getErrorCode(),
            updateCounts,
            cause);
    failed.setNextException(cause);
    return failed;
  }

  /** A warning that something asked for has no effect. */
  public static SQLWarning warning(SqlState state, String message) {
    return new SQLWarning(message, state.code());
  }

  /** A value as it stands in a message: short, and text in quotes. */
  public static String shown(@Nullable Object value) {
    return value instanceof CharSequence ? "'" + shortened(value) + "'" : shortened(value);
  }

  private static String shortened(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > SHOWN_CHARACTERS
        ? text.substring(0, SHOWN_CHARACTERS) + "... (" + text.length() + " characters)"
        : text;
  }

  private static String count(int count, String what) {
    return count == 0 ? "none" : count + " " + what + (count == 1 ? "" : "s");
  }

  private static String message(Exception exception) {
    String message = exception.getMessage();
    return message == null ? exception.getClass().getName() : message;
  }
}
