package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a pool lends by handles (JDBC 4.3, chapter 11). A handle that is closed, or
 * replaced by another one, rolls back, and gives back a connection in its first state; the store
 * stays open until the pooled connection is closed itself. Listeners hear of closed handles, of
 * errors after which the connection is of no use, and of prepared statements.
 */
final class PolarwayPooledConnection implements PooledConnection {

  private final PolarwayConnection connection;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private final List<StatementEventListener> statementListeners = new CopyOnWriteArrayList<>();
  private @Nullable Handle handle;

  PolarwayPooledConnection(PolarwayConnection connection) {
    this.connection = connection;
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    if (connection.isClosed()) {
      SQLException closed = SqlErrors.connectionClosed();
      tell(closed);
      throw closed;
    }
    if (handle != null) {
      handle.end();
    }
    Handle lent = new Handle();
    handle = lent;
    return lent.proxy;
  }

  /** Closes the connection itself, and tells nobody. */
  @Override
  public synchronized void close() throws SQLException {
    if (handle != null) {
      handle.closed = true;
      handle = null;
    }
    connection.close();
  }

  @Override
  public void addConnectionEventListener(@Nullable ConnectionEventListener listener) {
    if (listener != null) {
      listeners.add(listener);
    }
  }

  @Override
  public void removeConnectionEventListener(@Nullable ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void addStatementEventListener(@Nullable StatementEventListener listener) {
    if (listener != null) {
      statementListeners.add(listener);
    }
  }

  @Override
  public void removeStatementEventListener(@Nullable StatementEventListener listener) {
    statementListeners.remove(listener);
  }

  private void tell(SQLException failed) {
    ConnectionEvent event = new ConnectionEvent(this, failed);
    listeners.forEach(listener -> listener.connectionErrorOccurred(event));
  }

  private void tellStatements(Consumer<StatementEventListener> event) {
    statementListeners.forEach(event);
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      throw Objects.requireNonNull(failed.getCause());
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** What equals, hashCode and toString of a proxy give; null for other methods. */
  private static @Nullable Object ofObject(
      Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> null;
    };
  }

  /** The connection as its user has it until it is closed or given to another. */
  private final class Handle implements InvocationHandler {

    private final Connection proxy = PolarwayPooledConnection.proxy(Connection.class, this);
    private volatile boolean closed;

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object answer = ofObject(self, method, arguments);
      if (answer != null) {
        return answer;
      }
      switch (method.getName()) {
        case "close" -> {
          close();
          return null;
        }
        case "isClosed" -> {
          return closed || connection.isClosed();
        }
        case "isValid" -> {
          return !closed && (boolean) Objects.requireNonNull(call(connection, method, arguments));
        }
        case "toString" -> {
          return "pooled " + connection;
        }
        case "abort" -> {
          return closed ? null : call(connection, method, arguments);
        }
        default -> {
          return used(method, arguments);
        }
      }
    }

    private @Nullable Object used(Method method, Object @Nullable [] arguments) throws Throwable {
      if (closed) {
        throw SqlErrors.connectionClosed();
      }
      try {
        Object result = call(connection, method, arguments);
        return result instanceof Statement statement
            ? PolarwayPooledConnection.proxy(
                method.getReturnType().asSubclass(Statement.class), new Lent(this, statement))
            : result;
      } catch (SQLNonTransientConnectionException failed) {
        tell(failed);
        throw failed;
      }
    }

    private void close() throws SQLException {
      synchronized (PolarwayPooledConnection.this) {
        if (closed) {
          return;
        }
        if (handle == this) {
          handle = null;
        }
        end();
      }
      ConnectionEvent event = new ConnectionEvent(PolarwayPooledConnection.this);
      listeners.forEach(listener -> listener.connectionClosed(event));
    }

    /** Ends the use; what it leaves behind is undone. */
    private void end() throws SQLException {
      closed = true;
      if (!connection.isClosed()) {
        connection.reset();
      }
    }
  }

  /** A statement of a handle: it knows the handle as its connection, and its listeners. */
  private final class Lent implements InvocationHandler {

    private final Handle owner;
    private final Statement statement;

    Lent(Handle owner, Statement statement) {
      this.owner = owner;
      this.statement = statement;
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object answer = ofObject(self, method, arguments);
      if (answer != null) {
        return answer;
      }
      boolean wasOpen = !statement.isClosed();
      try {
        Object result = call(statement, method, arguments);
        if (method.getName().equals("close")
            && wasOpen
            && self instanceof PreparedStatement prepared) {
          StatementEvent event = new StatementEvent(PolarwayPooledConnection.this, prepared);
          tellStatements(listener -> listener.statementClosed(event));
        }
        return method.getName().equals("getConnection") ? owner.proxy : result;
      } catch (SQLException failed) {
        if (failed instanceof SQLNonTransientConnectionException) {
          tell(failed);
        }
        if (!wasOpen && self instanceof PreparedStatement prepared) {
          StatementEvent event =
              new StatementEvent(PolarwayPooledConnection.this, prepared, failed);
          tellStatements(listener -> listener.statementErrorOccurred(event));
        }
        throw failed;
      }
    }
  }
}
