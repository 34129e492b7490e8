package io.polarway.tck.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.tck.store.DuckDbView;
import io.polarway.tck.store.IcebergView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the all-in-one jar, and runs a program that has nothing else. */
class AllInOneJarIT {

  private static final Path JAR = Path.of(System.getProperty("polarway.all-in-one-jar"));
  private static final Path QUERIES =
      Path.of("..", "driver", "src", "test", "resources", "io", "polarway", "jdbc", "sql");
  private static final long LONGEST_RUN_SECONDS = 120;

  /** Where classes may be: our own name, or a name that native code or the application knows. */
  private static final List<String> CLASSES =
      List.of("io/polarway/", "org/duckdb/", "org/sqlite/", "com/github/luben/zstd/", "org/slf4j/");

  /** What is no class: DuckDB's library is named apart, the others stand in these directories. */
  private static final List<String> RESOURCES =
      List.of(
          "META-INF/",
          "io/polarway/",
          "org/sqlite/native/",
          "linux/",
          "darwin/",
          "win/",
          "libduckdb_java.so_");

  private static final Set<String> TOP_LEVEL_FILES =
      Set.of("LICENSE", "NOTICE", "iceberg-build.properties");

  /** The platforms that DuckDB has a library for. */
  private static final Set<String> NATIVE_LIBRARIES =
      Set.of(
          "libduckdb_java.so_linux_amd64",
          "libduckdb_java.so_linux_arm64",
          "libduckdb_java.so_macos_arm64",
          "libduckdb_java.so_windows_amd64",
          "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
          "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
          "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib",
          "org/sqlite/native/Windows/x86_64/sqlitejdbc.dll");

  @Test
  void everyEntryStandsWhereItMay() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names =
          jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();

      assertThat(names).doesNotHaveDuplicates();
      assertThat(names)
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> CLASSES.stream().anyMatch(name::startsWith));
      assertThat(names)
          .filteredOn(name -> !name.endsWith(".class") && !TOP_LEVEL_FILES.contains(name))
          .allMatch(name -> RESOURCES.stream().anyMatch(name::startsWith));
      assertThat(names).containsAll(NATIVE_LIBRARIES);
      assertThat(names).filteredOn(name -> name.contains("libzstd-jni")).hasSize(4);
      assertThat(names)
          .noneMatch(name -> name.startsWith("META-INF/versions/"))
          .noneMatch(name -> name.endsWith("module-info.class"))
          .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
    }
  }

  @Test
  void theOnlyDriverThatAnnouncesItselfIsOurs() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(text(jar, "META-INF/services/java.sql.Driver").strip())
          .isEqualTo("io.polarway.jdbc.PolarwayDriver");
      assertThat(
              jar.stream()
                  .map(ZipEntry::getName)
                  .filter(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
                  .map(name -> name.substring("META-INF/services/".length())))
          .allMatch(
              service ->
                  service.equals("java.sql.Driver") || service.startsWith("io.polarway.shaded."));
    }
  }

  @Test
  void licencesOfWhatIsBundledAreInIt() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(text(jar, "LICENSE")).contains("Apache License", "Version 2.0");
      assertThat(text(jar, "NOTICE")).contains("Apache Iceberg");
      assertThat(text(jar, "META-INF/NOTICE"))
          .contains("Apache Calcite", "Apache Parquet", "Apache Avro", "Jackson");
      assertThat(text(jar, "META-INF/NOTICE.txt")).contains("Apache Commons Compress");
      assertThat(text(jar, "META-INF/THIRD-PARTY.txt")).contains("DuckDB", "zstd-jni", "SLF4J");
    }
  }

  @Test
  void aProgramWithThisJarAloneWritesAndReads(@TempDir Path directory) throws Exception {
    Path store = directory.resolve("store");
    Path temporaryDirectory = Files.createDirectory(directory.resolve("temporary"));
    Path program = directory.resolve("program");
    String classFile = JarProgram.class.getName().replace('.', '/') + ".class";
    Files.createDirectories(program.resolve(classFile).getParent());
    try (InputStream in = JarProgram.class.getClassLoader().getResourceAsStream(classFile)) {
      Files.copy(assertThat(in).isNotNull().actual(), program.resolve(classFile));
    }

    List<String> output =
        run(
            directory,
            List.of(
                "-Djava.io.tmpdir=" + temporaryDirectory,
                "-cp",
                JAR + System.getProperty("path.separator") + program,
                JarProgram.class.getName(),
                store.toString(),
                tpchTables(directory).toString(),
                QUERIES.resolve("tpch.sql").toString()));

    assertThat(output)
        .containsExactly(
            "BTC/USD 10000 99990000",
            "ETH/USD 10000 100000000",
            "table trades",
            "driver io.polarway.jdbc.PolarwayDriver");
    try (Stream<Path> leftovers = Files.list(temporaryDirectory)) {
      assertThat(leftovers).isEmpty();
    }
    assertOthersReadTheSame(store);
  }

  /** Class names were changed in the jar; what stands in a store was not. */
  private static void assertOthersReadTheSame(Path store) throws Exception {
    try (Connection duckDb = DuckDbView.open()) {
      DuckDbView.createView(duckDb, "trades", IcebergView.filesOf(store, "main", "trades"));
      try (Statement statement = duckDb.createStatement();
          ResultSet row = statement.executeQuery("SELECT count(*) FROM trades")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(JarProgram.ROWS);
      }
    }
  }

  private static Path tpchTables(Path directory) throws IOException {
    List<String> tables = new ArrayList<>();
    for (String line : Files.readAllLines(QUERIES.resolve("schema.sql"))) {
      if (line.matches(
          "CREATE TABLE (region|nation|part|supplier|partsupp|customer|orders|lineitem) .*")) {
        tables.add(line);
      }
    }
    assertThat(tables).hasSize(8);
    return Files.write(directory.resolve("tables.sql"), tables);
  }

  private static List<String> run(Path directory, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(arguments);
    Path output = directory.resolve("output");
    Path errors = directory.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return Files.readAllLines(output);
  }

  private static String text(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
