package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import java.sql.SQLException;

/** {@link java.sql.Wrapper}, for objects that wrap nothing but themselves. */
final class Wrappers {

  private Wrappers() {}

  static <T> T unwrap(Object object, Class<T> type) throws SQLException {
    if (type.isInstance(object)) {
      return type.cast(object);
    }
    throw SqlErrors.invalidArgument(
        "%s is not a %s".formatted(object.getClass().getSimpleName(), type.getName()));
  }
}
