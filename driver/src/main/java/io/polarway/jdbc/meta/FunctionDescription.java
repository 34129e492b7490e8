package io.polarway.jdbc.meta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of the engine or a macro, with parameters of certain types.
 *
 * @param parameterTypes as the engine names them; ANY where it takes any
 * @param returnType as the engine names it; null for a table, and where it is not known
 * @param givesTable whether it stands in FROM
 */
public record FunctionDescription(
    String name,
    List<String> parameters,
    List<String> parameterTypes,
    @Nullable String returnType,
    boolean givesTable,
    @Nullable String description) {

  /** The name and the types of the parameters, which tell it from its namesakes. */
  String signature() {
    StringBuilder signature = new StringBuilder(name).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      signature.append(i == 0 ? "" : ", ").append(typeName(i));
    }
    return signature.append(')').toString();
  }

  /** The type of a parameter, counted from 0. */
  String typeName(int parameter) {
    return parameter < parameterTypes.size() ? parameterTypes.get(parameter) : "ANY";
  }
}
