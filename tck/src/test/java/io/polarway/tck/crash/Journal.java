package io.polarway.tck.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a killed process said of its commits.
 *
 * @param starts how often it had its tables
 * @param commits by number
 */
record Journal(int starts, Map<Long, Commit> commits) {

  /** One transaction; when it was not acknowledged, it may have happened or not. */
  record Commit(CommitKind kind, int rows, boolean acknowledged) {

    long amount(long number) {
      long amount = 0;
      for (int row = 0; row < rows; row++) {
        amount += CrashWriter.amount(number, row);
      }
      return amount;
    }
  }

  static Journal read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Journal(0, Map.of());
    }
    String text = Files.readString(file, US_ASCII);
    int starts = 0;
    Map<Long, Commit> commits = new TreeMap<>();
    // A line without its end was being written when the process died.
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case CrashWriter.READY -> starts++;
        case CrashWriter.BEGIN ->
            commits.put(
                Long.parseLong(words[1]),
                new Commit(CommitKind.valueOf(words[2]), Integer.parseInt(words[3]), false));
        case CrashWriter.ACKNOWLEDGED ->
            commits.computeIfPresent(
                Long.parseLong(words[1]),
                (number, commit) -> new Commit(commit.kind(), commit.rows(), true));
        default -> throw new IllegalStateException("no such line: " + line);
      }
    }
    return new Journal(starts, commits);
  }

  /** The number of acknowledged commits that stored something. */
  long stored() {
    return commits.values().stream()
        .filter(commit -> commit.acknowledged() && commit.kind().stores())
        .count();
  }

  long nextCommit() {
    return commits.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
  }
}
