package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.type.ParameterBinder;
import io.polarway.jdbc.type.ValueBinder;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a prepared statement: where each value goes, and which have one. Not
 * thread-safe.
 */
public final class Parameters {

  private static final byte UNSET = 0;

  /** Set since the last row was added. */
  private static final byte SET = 1;

  /** Set before, for the row added last, and not since. */
  private static final byte KEPT = 2;

  private final ParameterBinder[] binders;
  private final byte[] states;

  /** How many OUT parameters come before them and are counted with them. */
  private final int outParameters;

  Parameters(ParameterBinder[] binders) {
    this(binders, 0);
  }

  private Parameters(ParameterBinder[] binders, int outParameters) {
    this.outParameters = outParameters;
    this.binders = binders;
    this.states = new byte[binders.length];
  }

  /**
   * Parameters whose values are objects for a query.
   *
   * @param outParameters how many others, which take no value, come before them
   */
  public static Parameters ofObjects(int count, int outParameters, ZoneId sessionZone) {
    ParameterBinder[] binders = new ParameterBinder[count];
    for (int i = 0; i < count; i++) {
      binders[i] = new ValueBinder("parameter " + (outParameters + i + 1), sessionZone);
    }
    return new Parameters(binders, outParameters);
  }

  /** The values, if they are objects; all must be set. */
  public List<@Nullable Object> objects() throws SQLException {
    checkAllSet();
    List<@Nullable Object> values = new ArrayList<>(binders.length);
    for (ParameterBinder binder : binders) {
      values.add(((ValueBinder) binder).value());
    }
    return values;
  }

  /** As {@link #objects}; null when not all are set. */
  public @Nullable List<@Nullable Object> objectsIfSet() throws SQLException {
    for (byte state : states) {
      if (state == UNSET) {
        return null;
      }
    }
    return objects();
  }

  public int count() {
    return binders.length;
  }

  /**
   * Where the value of a parameter goes; {@link #set} has to follow when it took it.
   *
   * @param index counted from 1
   */
  public ParameterBinder at(int index) throws SQLException {
    int all = outParameters + binders.length;
    if (index < 1 || index > all) {
      throw SqlErrors.parameterIndex(index, all);
    }
    if (index <= outParameters) {
      throw SqlErrors.of(
          SqlState.INVALID_DESCRIPTOR_INDEX,
          "Parameter %d is an OUT parameter; it takes no value, call registerOutParameter"
              .formatted(index));
    }
    return binders[index - outParameters - 1];
  }

  /** Takes note that a parameter has a value. */
  public void set(int index) {
    states[index - outParameters - 1] = SET;
  }

  /** Takes all values away. */
  public void clear() {
    Arrays.fill(states, UNSET);
  }

  void checkAllSet() throws SQLException {
    byte[] all = states;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == UNSET) {
        throw SqlErrors.parameterNotSet(outParameters + i + 1, outParameters + all.length);
      }
    }
  }

  /** Whether the parameter of this number, counted from 0, has to be repeated from the last row. */
  boolean isKept(int number) {
    return states[number] == KEPT;
  }

  /** A row was added: all values are now the last row's. */
  void keepAll() {
    Arrays.fill(states, KEPT);
  }

  /** The rows were removed: the last row's values are those of the row to come. */
  void restoreAll() {
    for (int i = 0; i < states.length; i++) {
      if (states[i] == KEPT) {
        states[i] = SET;
      }
    }
  }
}
