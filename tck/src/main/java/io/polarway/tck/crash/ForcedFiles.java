package io.polarway.tck.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.polarway.storage.fault.FaultHandler;
import io.polarway.storage.fault.FaultPoint;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Notes what its process forces to the disk: files with their lengths, and directories with their
 * entries; and ends it at a point, when one is named.
 */
public final class ForcedFiles implements FaultHandler {

  static final String NOTES = "polarway.crash.forced";
  static final String FILE = "file";
  static final String ENTRY = "entry";

  private final FileOutputStream notes;
  private final @Nullable FaultHandler end;

  /** Writes to the file that the system property names. */
  public ForcedFiles() throws IOException {
    notes = new FileOutputStream(System.getProperty(NOTES), true);
    end = System.getProperty(HaltAtPoint.POINT) == null ? null : new HaltAtPoint();
  }

  @Override
  public void reached(FaultPoint point, @Nullable Path file) {
    if (file != null) {
      note(point, file);
    }
    if (end != null) {
      end.reached(point, file);
    }
  }

  private void note(FaultPoint point, Path file) {
    try {
      if (point == FaultPoint.FILE_FORCED) {
        notes.write("%s %d %s\n".formatted(FILE, Files.size(file), file).getBytes(UTF_8));
      } else if (point == FaultPoint.DIRECTORY_FORCED) {
        StringBuilder entries = new StringBuilder();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(file)) {
          paths.forEach(path -> entries.append(ENTRY + " 0 ").append(path).append('\n'));
        }
        notes.write(entries.toString().getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
