package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.error.Suggestion;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.SqlStatement.Argument;
import io.polarway.jdbc.sql.SqlStatement.Value;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The procedures that there are, and what the arguments of a call stand for. */
public final class Procedures {

  private static final List<Procedure> ALL =
      List.of(
          new CacheClear(), new CacheWarm(), new Checkpoint(), new Optimize(), new VacuumFiles());

  private Procedures() {}

  /** All of them, in the order of their names. */
  public static List<Procedure> all() {
    return ALL;
  }

  static Route.Call route(SqlStatement.Call call) throws SQLException {
    Procedure procedure = find(call.procedure());
    @Nullable Value[] values = new @Nullable Value[procedure.parameters().size()];
    int position = 0;
    for (Argument argument : call.arguments()) {
      String name = argument.name();
      int index = name == null ? position++ : indexOf(procedure, name);
      if (index >= values.length) {
        throw SqlErrors.invalidArgument(
            "Too many arguments for " + signature(procedure) + ": " + call.arguments().size());
      }
      if (values[index] != null) {
        throw SqlErrors.invalidArgument(
            "A second argument for parameter %s of %s"
                .formatted(procedure.parameters().get(index).name(), signature(procedure)));
      }
      values[index] = argument.value();
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && procedure.parameters().get(i).required()) {
        throw SqlErrors.invalidArgument(
            "No argument for parameter %s of %s"
                .formatted(procedure.parameters().get(i).name(), signature(procedure)));
      }
    }
    return new Route.Call(procedure, Arrays.asList(values));
  }

  private static Procedure find(Name name) throws SQLException {
    List<String> parts = name.parts();
    boolean ours = parts.size() == 1 || parts.get(parts.size() - 2).equalsIgnoreCase("polarway");
    if (ours && parts.size() <= 2) {
      for (Procedure procedure : ALL) {
        if (procedure.name().equalsIgnoreCase(name.last())) {
          return procedure;
        }
      }
    }
    throw SqlErrors.of(
        SqlState.UNKNOWN_FUNCTION,
        "There is no procedure %s.%s"
            .formatted(
                name,
                Suggestion.didYouMean(
                    "polarway." + name.last(),
                    ALL.stream().map(procedure -> "polarway." + procedure.name()).toList())));
  }

  private static int indexOf(Procedure procedure, String name) throws SQLException {
    List<String> names = procedure.parameters().stream().map(Procedure.Parameter::name).toList();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw SqlErrors.invalidArgument(
        "There is no parameter %s of %s.%s"
            .formatted(name, signature(procedure), Suggestion.didYouMean(name, names)));
  }

  private static String signature(Procedure procedure) {
    return procedure.parameters().stream()
        .map(Procedure.Parameter::name)
        .collect(Collectors.joining(", ", "polarway." + procedure.name() + "(", ")"));
  }
}
