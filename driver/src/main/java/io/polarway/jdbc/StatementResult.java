package io.polarway.jdbc;

import java.sql.ResultSet;

/** What one statement of an execution came to. */
sealed interface StatementResult {

  /** Rows to read. */
  record Rows(ResultSet resultSet) implements StatementResult {}

  /** A number of rows that were changed, 0 where none could be. */
  record Count(long rows) implements StatementResult {}
}
