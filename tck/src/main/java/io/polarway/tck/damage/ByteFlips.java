package io.polarway.tck.damage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.polarway.tck.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Flips one byte after another in a database's files, and asks what it says then. */
public final class ByteFlips implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 60;
  private static final int TRIES = 20;

  /** One flip. */
  public record Flip(String file, long offset, int mask, Outcome outcome, String said) {}

  private final Subject subject;
  private final Path directory;
  private final Path intact;

  /** The undamaged databases: with its log as it is, and with it folded into the catalog. */
  private final List<Path> states = new ArrayList<>();

  private final SplittableRandom random;
  private @Nullable Process reader;
  private @Nullable BufferedReader output;

  /**
   * Makes the database.
   *
   * @param directory is made, for all that is needed
   */
  public ByteFlips(Subject subject, Path directory, long seed)
      throws IOException, InterruptedException, SQLException {
    this.subject = subject;
    this.directory = directory;
    this.intact = Files.createDirectories(directory.resolve("intact"));
    this.random = new SplittableRandom(seed);
    Process process =
        process("create", intact).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("cannot make a database of " + subject.title());
    }
    states.add(intact);
    Path folded = directory.resolve("folded");
    copyTree(intact, folded);
    if (subject.fold(folded)) {
      states.add(folded);
    }
  }

  /** Flips so many bytes, each in a copy of its own. */
  public List<Flip> run(int count) throws IOException, InterruptedException {
    List<Flip> flips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path state = states.get(i % states.size());
      Map<String, List<Path>> kinds = filesByKind(state);
      List<List<Path>> lists = List.copyOf(kinds.values());
      List<Path> files = lists.get(i / states.size() % lists.size());
      Path file = files.get(random.nextInt(files.size()));
      long offset = offset(file);
      flips.add(flip(state, state.relativize(file), offset, 1 << random.nextInt(8)));
    }
    return flips;
  }

  /** The place of a byte; mostly one that is not zero, for much of a catalog is empty. */
  private long offset(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    int offset = random.nextInt(content.length);
    for (int i = 0; i < TRIES && content[offset] == 0; i++) {
      offset = random.nextInt(content.length);
    }
    return offset;
  }

  /** Each kind of file gets its share of flips, however small its files are. */
  private Map<String, List<Path>> filesByKind(Path state) throws IOException {
    Map<String, List<Path>> kinds = new TreeMap<>();
    try (var paths = Files.walk(state)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = path.getFileName().toString();
        boolean needed = Files.size(path) > 0 && !name.endsWith("-shm") && !name.endsWith(".lock");
        if (needed) {
          String kind = name.substring(name.lastIndexOf('.') + 1);
          kinds.computeIfAbsent(kind, key -> new ArrayList<>()).add(path);
        }
      }
    }
    return kinds;
  }

  /** Flips bits of one byte in a copy. */
  private Flip flip(Path state, Path file, long offset, int mask)
      throws IOException, InterruptedException {
    Path copy = directory.resolve("copy");
    deleteTree(copy);
    copyTree(state, copy);
    try (RandomAccessFile bytes = new RandomAccessFile(copy.resolve(file).toFile(), "rw")) {
      bytes.seek(offset);
      int value = bytes.read();
      bytes.seek(offset);
      bytes.write(value ^ mask);
    }
    String said = ask(copy);
    int end = said.indexOf(' ');
    return new Flip(
        file.toString(),
        offset,
        mask,
        Outcome.valueOf(end < 0 ? said : said.substring(0, end)),
        end < 0 ? "" : said.substring(end + 1));
  }

  private String ask(Path copy) throws IOException, InterruptedException {
    Process process = reader;
    BufferedReader lines = output;
    if (process == null || lines == null) {
      process = process("read", intactCopy()).redirectErrorStream(false).start();
      lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      reader = process;
      output = lines;
      if (!"ready".equals(lines.readLine())) {
        throw new IllegalStateException("cannot read the intact database");
      }
    }
    process.getOutputStream().write((copy + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
    BufferedReader from = lines;
    CompletableFuture<@Nullable String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return from.readLine();
              } catch (IOException e) {
                return null;
              }
            });
    try {
      String said = line.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (said != null) {
        return said;
      }
      close();
      return Outcome.CRASH + " exit code " + process.exitValue();
    } catch (TimeoutException e) {
      close();
      return Outcome.HANG.toString();
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  /** A copy to read the right answers from, which leaves the files that are damaged as they are. */
  private Path intactCopy() throws IOException {
    Path copy = directory.resolve("right");
    deleteTree(copy);
    copyTree(intact, copy);
    return copy;
  }

  private ProcessBuilder process(String does, Path database) {
    ProcessBuilder builder =
        new ProcessBuilder(
            JavaCommand.of(
                DamagedReader.class,
                Map.of("java.io.tmpdir", directory.toString()),
                List.of(subject.name(), does, database.toString())));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  /** Ends the process that reads. */
  @Override
  public void close() {
    Process process = reader;
    reader = null;
    output = null;
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
