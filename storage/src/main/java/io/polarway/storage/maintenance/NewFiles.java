package io.polarway.storage.maintenance;

import io.polarway.storage.catalog.NewDataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Files that no commit has added. */
final class NewFiles {

  private NewFiles() {}

  /** Deletes them; what cannot be deleted stays for the sweep. */
  static void delete(List<NewDataFile> files) {
    for (NewDataFile file : files) {
      try {
        Files.deleteIfExists(file.file());
      } catch (IOException ignored) {
        // Nothing refers to it.
      }
    }
  }
}
