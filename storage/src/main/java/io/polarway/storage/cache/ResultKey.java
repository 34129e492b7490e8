package io.polarway.storage.cache;

import io.polarway.storage.column.NestedValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the answer to a query follows from. Two values of parameters are the same when they have
 * the same class and are equal, byte arrays when they have the same content: 1, 1.0, 1.00 and '1'
 * are four values, and so are 0.0 and -0.0.
 */
public final class ResultKey {

  private static final long FIXED_BYTES = 160;
  private static final long PARAMETER_BYTES = 48;

  private final String statement;
  private final @Nullable Object[] parameters;
  private final Map<String, String> settings;
  private final List<String> tables;
  private final int hash;

  /**
   * @param statement the text; texts that differ are taken for different statements
   * @param parameters values that never change, or byte arrays, which must not change as long as
   *     the key is used
   * @param settings the session's, as far as they can change an answer
   * @param tables the versions of the tables that the statement names, in its order: two of them
   *     are equal only when they are the same content
   */
  public ResultKey(
      String statement,
      List<? extends @Nullable Object> parameters,
      Map<String, String> settings,
      List<String> tables) {
    this(statement, parameters.toArray(), settings, tables);
  }

  private ResultKey(
      String statement,
      @Nullable Object[] parameters,
      Map<String, String> settings,
      List<String> tables) {
    this.statement = statement;
    this.parameters = parameters;
    this.settings = settings;
    this.tables = tables;
    this.hash =
        ((statement.hashCode() * 31 + Arrays.deepHashCode(parameters)) * 31 + settings.hashCode())
                * 31
            + tables.hashCode();
  }

  String statement() {
    return statement;
  }

  int parameterCount() {
    return parameters.length;
  }

  /** The same key with byte arrays of its own. */
  ResultKey detached() {
    @Nullable Object[] copies = parameters.clone();
    for (int i = 0; i < copies.length; i++) {
      if (copies[i] instanceof byte[] bytes) {
        copies[i] = bytes.clone();
      }
    }
    return new ResultKey(statement, copies, settings, List.copyOf(tables));
  }

  /** What the key takes up; the statement's text and the tables' versions are shared. */
  long memoryBytes() {
    long bytes = FIXED_BYTES + 2L * statement.length();
    for (Object parameter : parameters) {
      bytes += PARAMETER_BYTES;
      if (parameter instanceof String text) {
        bytes += 2L * text.length();
      } else if (parameter instanceof byte[] content) {
        bytes += content.length;
      } else if (parameter instanceof NestedValue nested) {
        bytes += nested.memoryBytes();
      }
    }
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof ResultKey key
            && hash == key.hash
            && statement.equals(key.statement)
            && Arrays.deepEquals(parameters, key.parameters)
            && settings.equals(key.settings)
            && tables.equals(key.tables));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
