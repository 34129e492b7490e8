package io.polarway.storage.catalog;

import io.polarway.storage.table.TableDefinition;
import java.io.IOException;
import java.nio.file.Path;

/** A process that appends files to a store's trades, and says which are committed. */
final class CatalogProcess {

  private CatalogProcess() {}

  /** Arguments: the store, and how many files to append. */
  public static void main(String[] arguments) throws IOException {
    try (Catalog catalog = Catalog.open(Path.of(arguments[0]), CatalogFixture.WRITABLE)) {
      TableSnapshot table = catalog.snapshot().table("main", "trades");
      if (table == null) {
        return;
      }
      TableDefinition trades = table.definition();
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        NewDataFile file = CatalogFixture.file(catalog, trades, i, i);
        CatalogFixture.append(catalog, trades, file);
        System.out.println(file.file());
        System.out.flush();
      }
    }
  }

  static Process start(Path store, int appends) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path", ""),
            CatalogProcess.class.getName(),
            store.toString(),
            String.valueOf(appends))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
