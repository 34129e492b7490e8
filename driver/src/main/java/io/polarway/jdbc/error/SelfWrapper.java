package io.polarway.jdbc.error;

import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** {@link Wrapper}, for objects that wrap nothing but themselves (JDBC 4.3, chapter 15). */
public interface SelfWrapper extends Wrapper {

  @Override
  default <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    if (type == null) {
      throw SqlErrors.invalidArgument("The class to unwrap is null");
    }
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw SqlErrors.invalidArgument(
        "%s is not a %s".formatted(getClass().getSimpleName(), type.getName()));
  }

  @Override
  default boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    if (type == null) {
      throw SqlErrors.invalidArgument("The class to unwrap is null");
    }
    return type.isInstance(this);
  }
}
