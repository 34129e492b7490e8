package io.polarway.tck.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The place of a user's own files that programs keep: the history of the shell. */
final class StateDirectory {

  private StateDirectory() {}

  /**
   * The history file, its directory made where it is missing; empty where none can be kept.
   *
   * @param environment where {@code XDG_STATE_HOME} or {@code LOCALAPPDATA} may stand
   */
  static Optional<Path> historyFile(Map<String, String> environment, Path home) {
    String named =
        environment.getOrDefault("XDG_STATE_HOME", environment.getOrDefault("LOCALAPPDATA", ""));
    Path state = named.isBlank() ? home.resolve(".local").resolve("state") : Path.of(named);
    try {
      return Optional.of(
          Files.createDirectories(state.resolve("polarway")).resolve("shell-history"));
    } catch (IOException readOnlyHome) {
      return Optional.empty();
    }
  }
}
