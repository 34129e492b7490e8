package io.polarway.tck.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a loss of power does to the files of tables in the worst case: of a file that a process made
 * only what it had forced to the disk is left, and nothing when no forced directory names it. The
 * catalog stays as it was written, which is the worst for the files that it names. That SQLite
 * forces its own log is not looked at, nor do deleted files come back.
 */
final class PowerLoss {

  private final Path data;
  private final Set<Path> before;

  private PowerLoss(Path data, Set<Path> before) {
    this.data = data;
    this.before = before;
  }

  /** What is there before the process starts is on the disk. */
  static PowerLoss prepare(Path store) throws IOException {
    Path data = store.resolve("data");
    return new PowerLoss(data, Set.copyOf(tree(data)));
  }

  /**
   * Takes away what the process did not force to the disk.
   *
   * @param notes what {@link ForcedFiles} noted
   * @return how many files were cut or removed
   */
  int happen(Path notes) throws IOException {
    Map<Path, Long> lengths = new HashMap<>();
    Set<Path> entries = new HashSet<>(before);
    String text = Files.exists(notes) ? Files.readString(notes, UTF_8) : "";
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      String[] words = line.split(" ", 3);
      Path path = Path.of(words[2]);
      if (words[0].equals(ForcedFiles.FILE)) {
        lengths.put(path, Long.parseLong(words[1]));
      } else {
        entries.add(path);
      }
    }
    int lost = 0;
    List<Path> all = tree(data).stream().sorted(Comparator.reverseOrder()).toList();
    Set<Path> kept = new HashSet<>();
    all.stream().filter(path -> isNamed(path, entries)).forEach(kept::add);
    for (Path path : all) {
      if (before.contains(path)) {
        continue;
      }
      if (!kept.contains(path)) {
        Files.delete(path);
        lost++;
      } else if (Files.isRegularFile(path)) {
        long length = lengths.getOrDefault(path, 0L);
        if (Files.size(path) > length) {
          lost++;
          try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(length);
          }
        }
      }
    }
    return lost;
  }

  /** Whether it can be found from the store's directory on. */
  private boolean isNamed(Path path, Set<Path> entries) {
    for (Path above = path; above != null && !above.equals(data); above = above.getParent()) {
      if (!entries.contains(above)) {
        return false;
      }
    }
    return entries.contains(data);
  }

  private static List<Path> tree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (var paths = Files.walk(directory)) {
      return paths.toList();
    }
  }
}
