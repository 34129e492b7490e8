package io.polarway.jdbc.system;

import io.polarway.storage.column.ResultColumn;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A relation that is made for the statement that reads it. */
@FunctionalInterface
public interface SystemRelation {

  /** SQL that can stand in FROM, before an alias, and holds for the statement that runs. */
  String sql(SystemSource source) throws SQLException;

  /** Makes the rows of a relation. */
  @FunctionalInterface
  interface Rows {
    /** One value for each column, of the classes that {@link InlineRows} takes. */
    List<List<@Nullable Object>> of(SystemSource source) throws SQLException;
  }

  /** A relation of rows. */
  static SystemRelation of(List<ResultColumn> columns, Rows rows) {
    return source -> InlineRows.sql(columns, rows.of(source));
  }
}
