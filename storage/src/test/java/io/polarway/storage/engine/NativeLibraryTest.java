package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class NativeLibraryTest {

  private final Path directory;

  NativeLibraryTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** Starts an engine, says so, and waits for its end. */
  static final class Child {
    public static void main(String[] arguments) throws Exception {
      answer(Path.of(arguments[0]));
      System.out.println("started");
      Thread.sleep(TimeUnit.MINUTES.toMillis(5));
    }

    static void answer(Path store) throws Exception {
      try (TestEngine engine = new TestEngine(store)) {
        if (!Integer.valueOf(42).equals(engine.value("SELECT 42"))) {
          throw new AssertionError("not 42");
        }
      }
    }
  }

  private void startAndKill(Path cache, Path temporary) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Djava.io.tmpdir=" + temporary,
            Child.class.getName(),
            Files.createTempDirectory(directory, "child").toString());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process child = builder.start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("started");
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private static List<Path> files(Path root) throws Exception {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aKilledProcessLeavesNothingAndTheNextDoesNotUnpackAgain() throws Exception {
    Path cache = Files.createDirectory(directory.resolve("cache"));
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    startAndKill(cache, temporary);
    List<Path> unpacked = files(cache);
    assertThat(unpacked).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked.get(0))))
        .isEqualTo("rwx------");
    FileTime written = Files.getLastModifiedTime(unpacked.get(0));
    startAndKill(cache, temporary);
    assertThat(files(cache)).isEqualTo(unpacked);
    assertThat(Files.getLastModifiedTime(unpacked.get(0))).isEqualTo(written);
    assertThat(files(temporary).stream().filter(file -> file.toString().contains("duckdb")))
        .isEmpty();
  }

  @Test
  void aDamagedFileIsReplaced() throws Exception {
    Path cache = Files.createDirectory(directory.resolve("cache"));
    startAndKill(cache, directory);
    Path library = files(cache).get(0);
    long size = Files.size(library);
    Files.delete(library);
    Files.writeString(library, "cut off");
    startAndKill(cache, directory);
    assertThat(Files.size(library)).isEqualTo(size);
  }

  @Test
  void withoutACacheDirectoryTheEngineStartsAllTheSame() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    startAndKill(file, directory);
  }

  /** As in a server with two applications. */
  @Test
  void twoClassLoadersOfOneProcess() throws Exception {
    Child.answer(directory.resolve("first"));
    URL[] classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(NativeLibraryTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader second =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Class<?> child = Class.forName(Child.class.getName(), true, second);
      var answer = child.getDeclaredMethod("answer", Path.class);
      answer.setAccessible(true);
      answer.invoke(null, directory.resolve("second"));
    }
    Child.answer(directory.resolve("third"));
  }

  /** The application's own DuckDB, beside ours. */
  @Test
  void besideAnotherDuckDb() throws Exception {
    Child.answer(directory.resolve("first"));
    try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT 6 * 7")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(42);
    }
    Child.answer(directory.resolve("second"));
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
