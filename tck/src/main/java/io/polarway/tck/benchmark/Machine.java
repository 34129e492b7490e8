package io.polarway.tck.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The machine that figures were measured on. */
record Machine(String processor, int cores, String java, String system, String fileSystem) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /**
   * This one.
   *
   * @param directory where the benchmark writes
   */
  static Machine here(Path directory) {
    try {
      return new Machine(
          processorName(),
          Runtime.getRuntime().availableProcessors(),
          System.getProperty("java.vm.name") + " " + Runtime.version(),
          System.getProperty("os.name")
              + " "
              + System.getProperty("os.version")
              + " "
              + System.getProperty("os.arch"),
          Files.getFileStore(directory).type());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String processorName() throws IOException {
    if (!Files.isReadable(CPU_INFO)) {
      return System.getProperty("os.arch") + " processor";
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unnamed processor");
    }
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("processor", processor);
    map.put("cores", cores);
    map.put("java", java);
    map.put("system", system);
    map.put("fileSystem", fileSystem);
    return map;
  }

  @Override
  public String toString() {
    return "%s, %d cores, %s, %s, %s".formatted(processor, cores, java, system, fileSystem);
  }
}
