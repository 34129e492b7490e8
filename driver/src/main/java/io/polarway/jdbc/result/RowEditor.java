package io.polarway.jdbc.result;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes the rows of the table that an updatable result set shows, one at a time, within
 * the connection's transaction. Columns are those of the result, counted from 0; rows are given
 * with all of them. Values are of the classes that queries take as parameters.
 */
public interface RowEditor {

  /** The columns of an enforced key without nulls, which tell a row from all others. */
  List<Integer> keyColumns();

  /** The row of a key as it is now; no row when it has gone. */
  InMemoryResultSet read(List<Object> key) throws SQLException;

  /** Changes the row of a key and gives it as it is then; no row when it has gone. */
  InMemoryResultSet update(Map<Integer, @Nullable Object> values, List<Object> key)
      throws SQLException;

  /** Adds a row, whose other columns get their defaults, and gives it. */
  InMemoryResultSet insert(Map<Integer, @Nullable Object> values) throws SQLException;

  /** Removes the row of a key; false when it had gone. */
  boolean delete(List<Object> key) throws SQLException;
}
