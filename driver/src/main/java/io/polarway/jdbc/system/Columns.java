package io.polarway.jdbc.system;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Writes down the columns of a relation, in their order. */
final class Columns {

  private final List<ResultColumn> columns = new ArrayList<>();

  Columns text(String... names) {
    return add(ScalarType.VARCHAR, names);
  }

  Columns bigint(String... names) {
    return add(ScalarType.BIGINT, names);
  }

  Columns integer(String... names) {
    return add(ScalarType.INTEGER, names);
  }

  Columns truth(String... names) {
    return add(ScalarType.BOOLEAN, names);
  }

  Columns fraction(String... names) {
    return add(ScalarType.DOUBLE, names);
  }

  Columns instant(String... names) {
    return add(ScalarType.TIMESTAMPTZ, names);
  }

  Columns texts(String... names) {
    return add(new DataType.ListOf(ScalarType.VARCHAR), names);
  }

  Columns bigints(String... names) {
    return add(new DataType.ListOf(ScalarType.BIGINT), names);
  }

  /** Texts by texts, which is how the engine's catalog keeps tags. */
  Columns tags(String... names) {
    return add(new DataType.MapOf(ScalarType.VARCHAR, ScalarType.VARCHAR), names);
  }

  Columns textsByText(String... names) {
    return add(
        new DataType.MapOf(ScalarType.VARCHAR, new DataType.ListOf(ScalarType.VARCHAR)), names);
  }

  List<ResultColumn> list() {
    return List.copyOf(columns);
  }

  private Columns add(DataType type, String... names) {
    for (String name : names) {
      columns.add(new ResultColumn(name, type));
    }
    return this;
  }
}
