package io.polarway.tck.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What killed processes said of their changes, before and after each: lines of a file, which
 * survive a process in the system's page cache.
 */
public final class Journal {

  private static final String READY = "ready";
  private static final String BEGIN = "begin";
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String REACHED = "reached";

  private final Map<Long, Change> begun = new LinkedHashMap<>();
  private final Map<Long, Change> acknowledged = new LinkedHashMap<>();
  private boolean ready;
  private String lastReached = "";

  private Journal() {}

  /** Writes lines; each is in the file when the call returns. Thread-safe. */
  static final class Writer implements AutoCloseable {
    private final FileOutputStream file;

    Writer(Path path) throws IOException {
      file = new FileOutputStream(path.toFile(), true);
    }

    void ready() throws IOException {
      write(READY);
    }

    void begin(Change change) throws IOException {
      write(BEGIN + " " + change);
    }

    void acknowledge(Change change) throws IOException {
      write(ACKNOWLEDGED + " " + change.number());
    }

    /** The process ends at a named point. */
    void reached(String point) throws IOException {
      write(REACHED + " " + point);
    }

    private void write(String line) throws IOException {
      file.write((line + "\n").getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  static Journal read(Path file) throws IOException {
    Journal journal = new Journal();
    if (!Files.exists(file)) {
      return journal;
    }
    String text = Files.readString(file, US_ASCII);
    // A line without its end was being written when the process died.
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    for (String line : lines) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case READY -> journal.ready = true;
        case BEGIN -> {
          Change change = Change.parse(words);
          journal.begun.put(change.number(), change);
        }
        case ACKNOWLEDGED -> {
          long number = Long.parseLong(words[1]);
          journal.acknowledged.put(number, journal.begun.get(number));
        }
        case REACHED -> journal.lastReached = words[1];
        default -> throw new IllegalStateException("no such line: " + line);
      }
    }
    return journal;
  }

  /** Whether a process has had its tables. */
  boolean isReady() {
    return ready;
  }

  /** All changes in the order in which they began. */
  Iterable<Change> begun() {
    return begun.values();
  }

  boolean hasBegun(long number) {
    return begun.containsKey(number);
  }

  boolean isAcknowledged(Change change) {
    return acknowledged.containsKey(change.number());
  }

  /** The last named point at which a process ended; empty for none. */
  String lastReached() {
    return lastReached;
  }

  /** How many changes of each kind were acknowledged. */
  public Map<ChangeKind, Integer> acknowledged() {
    Map<ChangeKind, Integer> counts = new EnumMap<>(ChangeKind.class);
    acknowledged.values().forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
    return counts;
  }

  /** The number of acknowledged changes that stored something. */
  long stored() {
    return acknowledged.values().stream().filter(change -> change.kind().stores()).count();
  }

  /** From which number on the next process counts. */
  long nextNumber() {
    long last = begun.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    return (last / Change.THREADS + 1) * Change.THREADS;
  }
}
