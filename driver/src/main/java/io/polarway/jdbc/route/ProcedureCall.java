package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.sql.SqlParser;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.SqlStatement.Value;
import io.polarway.jdbc.sql.SqlSyntaxException;
import io.polarway.jdbc.system.SystemSource;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.table.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a procedure: what it works on, and the values of its arguments. */
public final class ProcedureCall {

  private final SystemSource system;
  private final Duration timeout;
  private final List<@Nullable Object> parameters;
  private final List<@Nullable Value> arguments;

  private ProcedureCall(
      SystemSource system,
      Duration timeout,
      List<@Nullable Object> parameters,
      List<@Nullable Value> arguments) {
    this.system = system;
    this.timeout = timeout;
    this.parameters = parameters;
    this.arguments = arguments;
  }

  /**
   * Runs a procedure and gives its rows.
   *
   * @param system the connection that calls
   * @param parameters the values of the statement's {@code ?}
   * @param timeout for all of it, zero for none
   */
  public static List<List<@Nullable Object>> run(
      Route.Call route, SystemSource system, List<@Nullable Object> parameters, Duration timeout)
      throws SQLException {
    return route.procedure().run(new ProcedureCall(system, timeout, parameters, route.arguments()));
  }

  /**
   * The names of the parameters that the {@code ?} of a call stand for, in their order.
   *
   * @throws SQLException when there is no such procedure, or it does not take these arguments
   */
  public static List<String> parameterNames(SqlStatement.Call call) throws SQLException {
    Route.Call route = Procedures.route(call);
    String[] names = new String[call.parameterCount()];
    for (int i = 0; i < route.arguments().size(); i++) {
      if (route.arguments().get(i) instanceof Value.Parameter parameter) {
        names[parameter.index()] = route.procedure().parameters().get(i).name();
      }
    }
    return List.of(names);
  }

  Session session() {
    return system.session();
  }

  /** The route of another statement, without parameters, on what the procedure works on. */
  Route route(SqlStatement statement) throws SQLException {
    return new Router(system, List.of()).route(statement);
  }

  Duration timeout() {
    return timeout;
  }

  /**
   * The table whose name is the argument for the parameter at this position, as SQL writes it; null
   * when there is no argument.
   */
  @Nullable TableName table(int index) throws SQLException {
    String text = text(index);
    if (text == null) {
      return null;
    }
    try {
      return new TableNames(system.session(), system.currentSchema())
          .table(SqlParser.parseName(text))
          .name();
    } catch (SqlSyntaxException e) {
      throw SqlErrors.invalidArgument(
          "%s is not the name of a table".formatted(SqlErrors.shown(text)));
    }
  }

  /** The argument for the parameter at this position, as a length of time; null without one. */
  @Nullable Duration duration(int index) throws SQLException {
    String text = text(index);
    if (text == null) {
      return null;
    }
    Query query = Query.withoutTables("SELECT epoch_us(CAST(? AS INTERVAL))");
    try (BatchStream stream = system.session().query(query, List.of(text), timeout)) {
      ColumnBatch batch = stream.next();
      if (batch == null || batch.column(0).isNull(0)) {
        return null;
      }
      Duration duration = Duration.of(((LongColumn) batch.column(0)).get(0), ChronoUnit.MICROS);
      if (duration.isNegative()) {
        throw SqlErrors.invalidArgument("%s is negative".formatted(SqlErrors.shown(text)));
      }
      return duration;
    }
  }

  /** The argument for the parameter at this position, as text; null when there is none. */
  @Nullable String text(int index) {
    Value value = arguments.get(index);
    if (value instanceof Value.Parameter parameter) {
      Object object = parameters.get(parameter.index());
      return object == null ? null : object.toString();
    }
    if (value instanceof Value.TextLiteral text) {
      return text.value();
    }
    if (value instanceof Value.NumberLiteral number) {
      return number.digits();
    }
    return value instanceof Value.BooleanLiteral truth ? String.valueOf(truth.value()) : null;
  }
}
