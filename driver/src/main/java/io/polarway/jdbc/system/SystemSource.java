package io.polarway.jdbc.system;

import io.polarway.storage.Session;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Where system relations have their rows from: a connection within a statement. */
public interface SystemSource {

  /** The session, whose statement has begun. */
  Session session();

  /** Where names without a schema are looked up. */
  String currentSchema();

  /** Whether the store itself was opened for reading only. */
  boolean isReadOnly();

  /** The store's directory. */
  Path directory();

  /** The connection's settings, in the order in which they are to be listed. */
  List<Setting> settings() throws SQLException;

  /** What the connections of this process to the store do and did. */
  StoreActivity activity();

  /** The connection's own part in it. */
  SessionActivity sessionActivity();
}
