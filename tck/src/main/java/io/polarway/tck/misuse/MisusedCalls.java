package io.polarway.tck.misuse;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Methods of JDBC's interfaces, called with nulls, with absurd numbers, and on closed objects. */
public final class MisusedCalls {

  /** Methods that the JDK implements and documents to fail with a NullPointerException. */
  private static final Set<String> NULLS_BY_THE_JDK =
      Set.of("enquoteIdentifier", "enquoteLiteral", "enquoteNCharLiteral", "isSimpleIdentifier");

  private static final List<Object> ODD_TEXTS =
      List.of(
          "",
          " ",
          "no such name",
          "\"",
          "'",
          "%",
          "\\",
          "a\uD800b",
          "a\0b",
          "é😀",
          "x".repeat(70_000));
  private static final List<Integer> ODD_NUMBERS =
      List.of(-1, 0, 5, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE);
  private static final List<Object> ODD_OBJECTS =
      List.of(new Object(), 1, "x", Double.NaN, new int[0], Thread.currentThread().getClass());

  /** Makes the object whose methods are called. */
  private interface Maker {
    Object make(Connection connection) throws SQLException;
  }

  private record Target(Class<?> type, Maker maker) {}

  private static final List<Target> TARGETS =
      List.of(
          new Target(Connection.class, connection -> connection),
          new Target(Statement.class, Connection::createStatement),
          new Target(PreparedStatement.class, MisusedCalls::prepared),
          new Target(ResultSet.class, MisusedCalls::row),
          new Target(ResultSetMetaData.class, connection -> row(connection).getMetaData()),
          new Target(DatabaseMetaData.class, Connection::getMetaData));

  private MisusedCalls() {}

  private static PreparedStatement prepared(Connection connection) throws SQLException {
    return connection.prepareStatement("SELECT id, a FROM misused WHERE id = ?");
  }

  private static ResultSet row(Connection connection) throws SQLException {
    ResultSet rows =
        connection.createStatement().executeQuery("SELECT id, a, d, b FROM misused ORDER BY id");
    rows.next();
    return rows;
  }

  /**
   * All of them.
   *
   * @param seed of the arguments that are chosen at random
   * @param rounds how often each method is called with those
   */
  public static List<Misuse> all(long seed, int rounds) {
    List<Misuse> cases = new ArrayList<>();
    Random random = new Random(seed);
    for (Target target : TARGETS) {
      for (Method method : methods(target.type())) {
        if (method.getParameterCount() > 0) {
          add(cases, target, method, "nulls", MisusedCalls::nothing);
          add(cases, target, method, "-1", type -> numberOr(type, -1));
          for (int i = 0; i < rounds; i++) {
            long own = random.nextLong();
            Random chosen = new Random(own);
            add(cases, target, method, "odd arguments " + own, type -> odd(type, chosen));
          }
        }
        if (AutoCloseable.class.isAssignableFrom(target.type())) {
          cases.add(closed(target, method));
        }
      }
    }
    return cases;
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !NULLS_BY_THE_JDK.contains(method.getName()))
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  private static void add(
      List<Misuse> cases,
      Target target,
      Method method,
      String kind,
      Function<Class<?>, @Nullable Object> argument) {
    @Nullable Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(argument).toArray();
    cases.add(
        new Misuse(
            name(target, method) + " with " + kind,
            connection -> call(method, target.maker().make(connection), arguments)));
  }

  private static Misuse closed(Target target, Method method) {
    @Nullable Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(MisusedCalls::nothing).toArray();
    return new Misuse(
        name(target, method) + " when closed",
        connection -> {
          Object object = target.maker().make(connection);
          ((AutoCloseable) object).close();
          call(method, object, arguments);
        });
  }

  private static String name(Target target, Method method) {
    StringBuilder name = new StringBuilder(target.type().getSimpleName()).append('.');
    name.append(method.getName()).append('(');
    String separator = "";
    for (Class<?> type : method.getParameterTypes()) {
      name.append(separator).append(type.getSimpleName());
      separator = ", ";
    }
    return name.append(')').toString();
  }

  private static void call(Method method, Object object, @Nullable Object[] arguments)
      throws Exception {
    try {
      method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Null, and 0 where there is no null. */
  private static @Nullable Object nothing(Class<?> type) {
    return type.isPrimitive() ? numberOr(type, 0) : null;
  }

  private static @Nullable Object numberOr(Class<?> type, int number) {
    if (type == int.class) {
      return number;
    }
    if (type == long.class) {
      return (long) number;
    }
    if (type == short.class) {
      return (short) number;
    }
    if (type == byte.class) {
      return (byte) number;
    }
    if (type == double.class) {
      return (double) number;
    }
    if (type == float.class) {
      return (float) number;
    }
    if (type == boolean.class) {
      return number > 0;
    }
    return type == String.class ? "" : null;
  }

  private static @Nullable Object odd(Class<?> type, Random random) {
    if (type.isPrimitive()) {
      return numberOr(type, chosen(ODD_NUMBERS, random));
    }
    if (type == String.class) {
      return chosen(ODD_TEXTS, random);
    }
    if (type == Object.class) {
      return chosen(ODD_OBJECTS, random);
    }
    if (type == InputStream.class) {
      return InputStream.nullInputStream();
    }
    if (type == Class.class) {
      return chosen(List.of(Void.class, Object.class, Random.class, int.class), random);
    }
    if (type == String[].class) {
      return new @Nullable String[] {null, "x"};
    }
    if (type == int[].class) {
      return new int[] {chosen(ODD_NUMBERS, random)};
    }
    return type.isInterface() && type != SQLType.class && type.getName().startsWith("java.sql.")
        ? useless(type)
        : null;
  }

  private static <T> T chosen(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  /** An object of another driver, none of whose methods works. */
  private static Object useless(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          throw new SQLException(method.getName() + " does not work", "0A000");
        });
  }
}
