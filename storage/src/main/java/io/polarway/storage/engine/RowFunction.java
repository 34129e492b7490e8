package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function that the engine calls for each row, on whichever of its threads has the row, and never
 * spares a call of.
 *
 * @param name as it stands in SQL
 * @param function of a BIGINT; thread-safe. A {@link StorageException} of it ends the query.
 */
public record RowFunction(String name, LongUnaryOperator function) {

  /** No text of a user's has it. */
  private static final String MARK = "polarway failure " + UUID.randomUUID() + " ";

  private static final Pattern FAILURE = Pattern.compile(MARK + "([A-Z_]+): ([^\\n]*)");

  /** What is given to the engine, which keeps but the text of an exception. */
  LongUnaryOperator operator() {
    return argument -> {
      try {
        return function.applyAsLong(argument);
      } catch (StorageException e) {
        throw new Failed(e);
      }
    };
  }

  /** The exception that a message of the engine is the text of; null when it is none of ours. */
  static @Nullable StorageException failure(String message) {
    Matcher matcher = FAILURE.matcher(message);
    return matcher.find()
        ? new StorageException(Failure.valueOf(matcher.group(1)), matcher.group(2))
        : null;
  }

  /** A failure on its way through the engine. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(StorageException cause) {
      super(MARK + cause.failure() + ": " + cause.getMessage(), cause, false, false);
    }
  }
}
