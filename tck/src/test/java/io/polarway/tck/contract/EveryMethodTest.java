package io.polarway.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls every method of every interface of java.sql that the driver gives objects of: with nulls
 * and zeros, with plausible arguments, and on closed objects. Each call returns or throws an
 * SQLException that has an SQLState; a refusal names the feature.
 */
class EveryMethodTest {

  /** Methods that java.sql implements itself and documents to throw a NullPointerException. */
  private static final Set<String> NULLS_BY_THE_JDK =
      Set.of("enquoteIdentifier", "enquoteLiteral", "enquoteNCharLiteral", "isSimpleIdentifier");

  /** Makes the object whose methods are called. */
  private interface Maker {
    Object make(Connection connection) throws SQLException;
  }

  private record Target(Class<?> type, Maker maker) {}

  private static final List<Target> TARGETS =
      List.of(
          new Target(Connection.class, connection -> connection),
          new Target(Statement.class, Connection::createStatement),
          new Target(
              PreparedStatement.class,
              connection -> connection.prepareStatement("SELECT a FROM t WHERE id = ?")),
          new Target(CallableStatement.class, EveryMethodTest::calledFunction),
          new Target(
              CallableStatement.class,
              connection -> connection.prepareCall("{call polarway.checkpoint(?)}")),
          new Target(ResultSet.class, EveryMethodTest::firstRow),
          new Target(ResultSet.class, EveryMethodTest::updatableRow),
          new Target(ResultSetMetaData.class, connection -> firstRow(connection).getMetaData()),
          new Target(
              ParameterMetaData.class,
              connection ->
                  connection
                      .prepareStatement("SELECT a FROM t WHERE id = ?")
                      .getParameterMetaData()),
          new Target(DatabaseMetaData.class, Connection::getMetaData),
          new Target(Blob.class, Connection::createBlob),
          new Target(Clob.class, Connection::createClob),
          new Target(SQLXML.class, Connection::createSQLXML),
          new Target(Array.class, connection -> firstRow(connection).getArray(3)),
          new Target(Struct.class, connection -> (Struct) firstRow(connection).getObject(4)),
          new Target(Savepoint.class, EveryMethodTest::savepoint));

  @TempDir private static Path directory;

  private static String url() {
    return "jdbc:polarway:" + directory.resolve("store");
  }

  @BeforeAll
  static void createTable() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR)");
      statement.execute("INSERT INTO t VALUES (1, 'x')");
    }
  }

  private static ResultSet firstRow(Connection connection) throws SQLException {
    ResultSet rows =
        connection
            .createStatement()
            .executeQuery("SELECT id, a, [1, 2] AS list, {'x': 1} AS struct FROM t");
    assertThat(rows.next()).isTrue();
    return rows;
  }

  private static ResultSet updatableRow(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    ResultSet rows =
        connection
            .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
            .executeQuery("SELECT a, id FROM t");
    assertThat(rows.next()).isTrue();
    assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_UPDATABLE);
    return rows;
  }

  private static CallableStatement calledFunction(Connection connection) throws SQLException {
    CallableStatement call = connection.prepareCall("{? = call upper(?)}");
    call.setString(2, "x");
    call.execute();
    return call;
  }

  private static Savepoint savepoint(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    return connection.setSavepoint();
  }

  @TestFactory
  Stream<DynamicTest> everyMethodReturnsOrThrowsAnSqlExceptionWithAState() {
    return TARGETS.stream()
        .map(target -> DynamicTest.dynamicTest(target.type().getSimpleName(), () -> call(target)));
  }

  private static void call(Target target) throws Exception {
    try (Connection held = DriverManager.getConnection(url())) {
      callAll(target);
      assertThat(held.isClosed()).isFalse();
    }
  }

  private static void callAll(Target target) throws Exception {
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    for (Method method : target.type().getMethods()) {
      if (Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      for (Arguments arguments : Arguments.values()) {
        for (boolean closed : new boolean[] {false, true}) {
          if (closed && !AutoCloseable.class.isAssignableFrom(target.type())) {
            continue;
          }
          calls++;
          String fault = call(target, method, arguments, closed);
          if (fault != null) {
            wrong.add(
                "%s with %s%s: %s"
                    .formatted(method, arguments, closed ? " when closed" : "", fault));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(calls).isPositive();
  }

  /** What is wrong with a call; null when nothing is. */
  private static @Nullable String call(
      Target target, Method method, Arguments arguments, boolean closed) throws Exception {
    try (Connection connection = DriverManager.getConnection(url())) {
      Object object = target.maker().make(connection);
      if (closed) {
        ((AutoCloseable) object).close();
      }
      try {
        method.invoke(object, arguments.of(method));
        return null;
      } catch (InvocationTargetException e) {
        return fault(method, e.getCause());
      }
    }
  }

  private static @Nullable String fault(Method method, @Nullable Throwable thrown) {
    if (thrown instanceof NullPointerException && NULLS_BY_THE_JDK.contains(method.getName())) {
      return null;
    }
    if (!(thrown instanceof SQLException exception)) {
      return "unchecked " + thrown;
    }
    if (exception.getSQLState() == null) {
      return "no SQLState: " + exception;
    }
    if (exception instanceof SQLFeatureNotSupportedException
        && !String.valueOf(exception.getMessage()).matches("(?s).+ (is|are) not supported.*")) {
      return "names no feature: " + exception.getMessage();
    }
    return null;
  }

  /** What methods are called with. */
  private enum Arguments {
    NULLS,
    PLAUSIBLE;

    @Nullable Object[] of(Method method) {
      Class<?>[] types = method.getParameterTypes();
      @Nullable Object[] arguments = new @Nullable Object[types.length];
      for (int i = 0; i < types.length; i++) {
        arguments[i] = types[i].isPrimitive() || this == PLAUSIBLE ? plausible(types[i]) : null;
      }
      return arguments;
    }

    private @Nullable Object plausible(Class<?> type) {
      int number = this == NULLS ? 0 : 1;
      if (type == boolean.class) {
        return this == PLAUSIBLE;
      } else if (type == byte.class) {
        return (byte) number;
      } else if (type == short.class) {
        return (short) number;
      } else if (type == int.class) {
        return number;
      } else if (type == long.class) {
        return (long) number;
      } else if (type == float.class) {
        return (float) number;
      } else if (type == double.class) {
        return (double) number;
      } else if (type == String.class) {
        return "a";
      } else if (type == Class.class) {
        return String.class;
      } else if (type == Object.class) {
        return "a";
      } else if (type == int[].class) {
        return new int[] {1};
      } else if (type == byte[].class) {
        return new byte[] {1};
      } else if (type == String[].class) {
        return new String[] {"id"};
      }
      return null;
    }
  }
}
