package io.polarway.tck.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of its own: a new cluster in a temporary directory, on a free port of the
 * loopback address. The server refuses to run as root, which hands it to the user {@code postgres}.
 */
final class PostgreSqlServer implements AutoCloseable {

  private static final int START_SECONDS = 60;

  private final Path programs;
  private final Path directory;
  private final int port;

  private PostgreSqlServer(Path programs, Path directory, int port) {
    this.programs = programs;
    this.directory = directory;
    this.port = port;
  }

  /** Makes a cluster and starts it with the programs in a directory. */
  static PostgreSqlServer start(String programs) {
    try {
      Path directory =
          Files.createTempDirectory(
              Path.of("/tmp"),
              "contract",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
      PostgreSqlServer server = new PostgreSqlServer(Path.of(programs), directory, freePort());
      server.run("initdb", "-D", server.data(), "-U", "contract", "-A", "trust", "--no-sync");
      server.run(
          "pg_ctl",
          "-D",
          server.data(),
          "-w",
          "-t",
          String.valueOf(START_SECONDS),
          "-l",
          directory.resolve("log").toString(),
          "-o",
          "-p %d -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories="
                  .formatted(server.port)
              + directory,
          "start");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=contract".formatted(port);
  }

  @Override
  public void close() throws IOException {
    run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    run("rm", "-rf", data(), directory.resolve("log").toString());
    deleteTree(directory);
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    Path ours = programs.resolve(program);
    command.add(Files.isExecutable(ours) ? ours.toString() : program);
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("contract", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(2 * START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failed)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
