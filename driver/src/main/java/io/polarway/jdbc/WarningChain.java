package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.sql.SQLWarning;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The warnings that a connection or statement has gathered since they were last cleared. */
final class WarningChain {

  private final AtomicReference<@Nullable SQLWarning> first = new AtomicReference<>();

  void add(SqlState state, String message) {
    SQLWarning warning = SqlErrors.warning(state, message);
    SQLWarning head = first.get();
    if (head == null && first.compareAndSet(null, warning)) {
      return;
    }
    SQLWarning last = first.get();
    if (last != null) {
      last.setNextWarning(warning);
    }
  }

  @Nullable SQLWarning first() {
    return first.get();
  }

  void clear() {
    first.set(null);
  }
}
