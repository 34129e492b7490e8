package io.polarway.jdbc.sql;

import java.util.List;

/**
 * What says of which version a table is read: FOR SYSTEM_VERSION AS OF, FOR SYSTEM_TIME AS OF, or
 * AT in the engine's way.
 *
 * @param range all of it, behind the table's name
 * @param value the number of a commit or the time, as an expression
 * @param isTime whether it is a time
 * @param parameters the numbers of the parameters in it, from 0, in their order
 */
public record TableVersion(
    TextRange range, TextRange value, boolean isTime, List<Integer> parameters) {
  public TableVersion {
    parameters = List.copyOf(parameters);
  }
}
