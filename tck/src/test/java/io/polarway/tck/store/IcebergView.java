package io.polarway.tck.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Files;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** Looks at a store with Iceberg's own catalog and scan, as another engine does. */
public final class IcebergView {

  private IcebergView() {}

  /** The data files of a table's current snapshot, in no order. */
  public static List<Path> filesOf(Path store, String schema, String table) {
    try (JdbcCatalog catalog = new JdbcCatalog(properties -> new LocalFiles(), null, false)) {
      catalog.initialize(
          "polarway",
          Map.of(
              CatalogProperties.URI,
              "jdbc:sqlite:" + store.resolve("catalog.db"),
              CatalogProperties.WAREHOUSE_LOCATION,
              store.resolve("data").toString(),
              "jdbc.schema-version",
              "V1"));
      List<Path> files = new ArrayList<>();
      try (CloseableIterable<FileScanTask> tasks =
          catalog
              .loadTable(TableIdentifier.of(Namespace.of(schema), table))
              .newScan()
              .planFiles()) {
        tasks.forEach(task -> files.add(pathOf(task.file().location())));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Iceberg's locations look like URIs, but nothing in them is escaped. */
  private static Path pathOf(String location) {
    return Path.of(location.replaceFirst("^file:/*", "/"));
  }

  /** Files of the local disk. */
  private static final class LocalFiles implements FileIO {
    private static final long serialVersionUID = 1L;

    @Override
    public InputFile newInputFile(String location) {
      return Files.localInput(pathOf(location).toFile());
    }

    @Override
    public OutputFile newOutputFile(String location) {
      return Files.localOutput(pathOf(location).toFile());
    }

    @Override
    public void deleteFile(String location) {
      File file = pathOf(location).toFile();
      if (!file.delete()) {
        throw new IllegalStateException("cannot delete " + file);
      }
    }
  }
}
