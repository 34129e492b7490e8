package io.polarway.jdbc.route;

import io.polarway.storage.column.ResultColumn;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that CALL runs: {@code polarway.name(arguments)}. It gives rows. */
public interface Procedure {

  /** Its name in schema {@code polarway}. */
  String name();

  List<Parameter> parameters();

  /** What its rows are. */
  List<ResultColumn> columns();

  /**
   * Whether it commits by itself, once or several times, so that it cannot be part of a
   * transaction.
   */
  boolean commits();

  /** Runs it and gives its rows, as objects of the classes that {@code setObject} takes. */
  List<List<@Nullable Object>> run(ProcedureCall call) throws SQLException;

  /**
   * A parameter.
   *
   * @param required whether every call gives it
   */
  record Parameter(String name, boolean required) {}
}
