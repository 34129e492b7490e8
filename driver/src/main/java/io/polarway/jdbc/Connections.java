package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.Session;
import io.polarway.storage.Store;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.sql.SQLException;

/** Opens connections, and closes those that nobody closed and nobody can reach any more. */
final class Connections {

  private static final Cleaner CLEANER = Cleaner.create();

  private Connections() {}

  /** The store that the settings name, opened. */
  static Store storeOf(ConnectionSettings settings) throws SQLException {
    return CallGuard.translated(
        () -> {
          Path directory = settings.directory();
          return directory == null
              ? Store.openTemporary(settings.storeOptions())
              : Store.open(directory, settings.storeOptions());
        });
  }

  /** A connection to a store that is its own from now on, also when this fails. */
  static PolarwayConnection open(ConnectionSettings settings, Store store) throws SQLException {
    return open(settings, store, store::close);
  }

  /**
   * A connection to a store.
   *
   * @param release called once when the connection does not need the store any more, also when this
   *     fails
   */
  static PolarwayConnection open(ConnectionSettings settings, Store store, Runnable release)
      throws SQLException {
    Session session;
    try {
      session = CallGuard.translated(store::openSession);
    } catch (SQLException failed) {
      release.run();
      throw failed;
    }
    ConnectionCore core = new ConnectionCore(settings, store.directory(), session, release);
    PolarwayConnection connection = new PolarwayConnection(core);
    CLEANER.register(connection, core::abandoned);
    try {
      core.prepare();
    } catch (SQLException failed) {
      try {
        connection.close();
      } catch (SQLException alsoFailed) {
        failed.addSuppressed(alsoFailed);
      }
      throw failed;
    }
    for (String key : settings.unknownProperties()) {
      core.warnings()
          .add(
              SqlState.INVALID_CONNECTION_ATTRIBUTE,
              "Property %s is unknown and has no effect".formatted(SqlErrors.shown(key)));
    }
    return connection;
  }
}
