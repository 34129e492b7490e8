package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.SqlStatement.SavepointControl;
import io.polarway.storage.Session;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The savepoints of a connection's transaction (JDBC 4.3, 10.3), set by methods or as text. Of two
 * with one name the later one is meant. Called under the connection's {@link CallGuard}.
 */
final class Savepoints {

  private final Session session;
  private final List<Point> points = new ArrayList<>();
  private int nextId = 1;

  Savepoints(Session session) {
    this.session = session;
  }

  /** Sets one here; name null for one that is known by its number. */
  Savepoint set(@Nullable String name) {
    Point point = new Point(nextId++, name, session.mark());
    points.add(point);
    return point;
  }

  /** Makes the transaction what it was at a savepoint, which stays; later ones are gone. */
  void rollbackTo(@Nullable Savepoint savepoint) throws SQLException {
    int index = indexOf(savepoint);
    session.undoTo(points.get(index).mark);
    points.subList(index + 1, points.size()).clear();
  }

  /** Forgets a savepoint and all later ones. */
  void release(@Nullable Savepoint savepoint) throws SQLException {
    int index = indexOf(savepoint);
    session.release(points.get(index).mark);
    points.subList(index, points.size()).clear();
  }

  /** SAVEPOINT, RELEASE or ROLLBACK TO as a statement. */
  void control(SavepointControl control) throws SQLException {
    switch (control.step()) {
      case SET -> set(control.name());
      case RELEASE -> release(named(control.name()));
      case ROLLBACK_TO -> rollbackTo(named(control.name()));
    }
  }

  /** Forgets all: the transaction has ended. */
  void clear() {
    points.clear();
  }

  private int indexOf(@Nullable Savepoint savepoint) throws SQLException {
    if (savepoint == null) {
      throw SqlErrors.invalidArgument("The savepoint is null");
    }
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i) == savepoint) {
        return i;
      }
    }
    throw invalid(
        "The savepoint %s is not one of this transaction: it was released, or rolled back, or is of another connection or transaction"
            .formatted(savepoint));
  }

  private Point named(String name) throws SQLException {
    for (int i = points.size() - 1; i >= 0; i--) {
      if (name.equalsIgnoreCase(points.get(i).name)) {
        return points.get(i);
      }
    }
    throw invalid("There is no savepoint %s in this transaction".formatted(name));
  }

  private static SQLException invalid(String message) {
    return SqlErrors.of(SqlState.INVALID_SAVEPOINT, message);
  }

  /** One savepoint; what it is compared by is itself. */
  private static final class Point implements Savepoint {
    private final int id;
    private final @Nullable String name;
    private final int mark;

    Point(int id, @Nullable String name, int mark) {
      this.id = id;
      this.name = name;
      this.mark = mark;
    }

    @Override
    public int getSavepointId() throws SQLException {
      if (name != null) {
        throw invalid("The savepoint %s has a name and no number".formatted(name));
      }
      return id;
    }

    @Override
    public String getSavepointName() throws SQLException {
      if (name == null) {
        throw invalid("The savepoint %d has a number and no name".formatted(id));
      }
      return name;
    }

    @Override
    public String toString() {
      return name == null ? String.format(Locale.ROOT, "%d", id) : name;
    }
  }
}
