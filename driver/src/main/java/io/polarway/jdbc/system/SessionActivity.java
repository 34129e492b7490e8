package io.polarway.jdbc.system;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection, as the others see it. */
public final class SessionActivity {

  private final long id;
  private final String user;
  private final Instant openedAt = Instant.now();
  private volatile String schema;
  private volatile @Nullable StatementActivity last;

  SessionActivity(long id, String user, String schema) {
    this.id = id;
    this.user = user;
    this.schema = schema;
  }

  /** Its number in this process. */
  public long id() {
    return id;
  }

  /** It looks up names without a schema in this one from now on. */
  public void uses(String newSchema) {
    schema = newSchema;
  }

  void began(StatementActivity statement) {
    last = statement;
  }

  String user() {
    return user;
  }

  Instant openedAt() {
    return openedAt;
  }

  String schema() {
    return schema;
  }

  /** The statement that began last; null before the first. */
  @Nullable StatementActivity last() {
    return last;
  }
}
