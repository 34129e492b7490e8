package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.RuntimeIOException;

/**
 * All files that versions of tables refer to, by their real paths. What was read of one version
 * serves the next. One thread at a time.
 */
final class FileReferences {

  /** A version of a table. */
  private record Version(TableMetadata metadata, Set<Path> files) {
    String uuid() {
      return metadata.uuid();
    }
  }

  private final LocalFileIo io;
  private final StoreRoots roots;
  private final Map<String, Version> byPointer = new HashMap<>();
  private final Map<String, String> formerUuids = new HashMap<>();
  private final Map<String, Set<Path>> byManifestList = new HashMap<>();
  private final Map<String, Set<Path>> byManifest = new HashMap<>();
  private final Map<Path, Path> realDirectories = new HashMap<>();

  FileReferences(LocalFileIo io, StoreRoots roots) {
    this.io = io;
    this.roots = roots;
  }

  /**
   * What these versions need.
   *
   * @throws StorageException when anything cannot be read: then nobody knows
   */
  Set<Path> of(CatalogDatabase.LiveVersions versions) {
    Set<Path> files = new HashSet<>();
    try {
      for (String pointer : versions.others()) {
        files.add(realPath(pointer));
      }
      Map<String, TableMetadata> tables = new HashMap<>();
      for (String pointer : versions.current()) {
        Version version = ofVersion(pointer);
        files.addAll(version.files());
        tables.put(version.uuid(), version.metadata());
      }
      for (SnapshotDatabase.Recorded recorded : versions.snapshots()) {
        TableMetadata table = tables.get(recorded.tableUuid());
        if (table != null && isReadable(recorded.snapshot())) {
          files.addAll(ofSnapshot(recorded.snapshot(), table));
        }
      }
      for (String pointer : lastOfGone(versions.former(), tables.keySet())) {
        files.addAll(ofVersion(pointer).files());
      }
    } catch (IOException | RuntimeException e) {
      throw CatalogFailures.of("Cannot tell which files the tables need", e);
    }
    return files;
  }

  /**
   * The last version of each table that is gone. Other versions do not count: what they know and
   * the last one does not was given up.
   */
  private Collection<String> lastOfGone(List<String> former, Set<String> tables) {
    Map<String, String> last = new HashMap<>();
    for (String pointer : former) {
      if (Files.exists(roots.actualPath(pointer))) {
        String uuid = formerUuids.computeIfAbsent(pointer, this::uuidOf);
        if (!tables.contains(uuid)) {
          last.put(uuid, pointer);
        }
      }
    }
    return last.values();
  }

  private String uuidOf(String pointer) {
    return TableMetadataParser.read(io, pointer).uuid();
  }

  private Version ofVersion(String pointer) throws IOException {
    Version known = byPointer.get(pointer);
    if (known == null) {
      TableMetadata metadata = TableMetadataParser.read(io, pointer);
      known = new Version(metadata, read(pointer, metadata));
      byPointer.put(pointer, known);
    }
    return known;
  }

  private Set<Path> read(String pointer, TableMetadata metadata) throws IOException {
    Set<Path> files = new HashSet<>();
    files.add(realPath(pointer));
    for (TableMetadata.MetadataLogEntry previous : metadata.previousFiles()) {
      files.add(realPath(previous.file()));
    }
    for (StatisticsFile statistics : metadata.statisticsFiles()) {
      files.add(realPath(statistics.path()));
    }
    for (PartitionStatisticsFile statistics : metadata.partitionStatisticsFiles()) {
      files.add(realPath(statistics.path()));
    }
    for (Snapshot snapshot : metadata.snapshots()) {
      files.addAll(ofSnapshot(snapshot, metadata));
    }
    return files;
  }

  /** Whether another engine has not forgotten it and deleted its files. */
  private boolean isReadable(Snapshot snapshot) {
    String list = snapshot.manifestListLocation();
    return list != null && Files.exists(roots.actualPath(list));
  }

  private Set<Path> ofSnapshot(Snapshot snapshot, TableMetadata metadata) throws IOException {
    String list = snapshot.manifestListLocation();
    Set<Path> known = list == null ? null : byManifestList.get(list);
    if (known != null) {
      return known;
    }
    Set<Path> files = new HashSet<>();
    for (ManifestFile manifest : snapshot.allManifests(io)) {
      files.add(realPath(manifest.path()));
      files.addAll(ofManifest(manifest, metadata.specsById()));
    }
    if (list != null) {
      files.add(realPath(list));
      byManifestList.put(list, files);
    }
    return files;
  }

  private Set<Path> ofManifest(ManifestFile manifest, Map<Integer, PartitionSpec> specs)
      throws IOException {
    Set<Path> known = byManifest.get(manifest.path());
    if (known != null) {
      return known;
    }
    List<String> locations = new ArrayList<>();
    try (ManifestReader<? extends ContentFile<?>> reader =
        manifest.content() == ManifestContent.DATA
            ? ManifestFiles.read(manifest, io, specs)
            : ManifestFiles.readDeleteManifest(manifest, io, specs)) {
      for (ContentFile<?> file : reader) {
        locations.add(file.location());
      }
    } catch (RuntimeIOException e) {
      throw new IOException("manifest " + manifest.path() + " cannot be read", e);
    }
    Set<Path> files = new HashSet<>();
    for (String location : locations) {
      files.add(realPath(location));
    }
    byManifest.put(manifest.path(), files);
    return files;
  }

  /** The path without links: another engine may have come to the store by one. */
  private Path realPath(String location) throws IOException {
    Path path = roots.actualPath(location).normalize();
    Path directory = path.getParent();
    Path name = path.getFileName();
    if (directory == null || name == null) {
      throw new StorageException(Failure.DAMAGED, "There is no file " + location);
    }
    if (Files.isSymbolicLink(path)) {
      return path.toRealPath();
    }
    Path real = realDirectories.get(directory);
    if (real == null) {
      try {
        real = directory.toRealPath();
      } catch (NoSuchFileException e) {
        real = directory;
      }
      realDirectories.put(directory, real);
    }
    return real.resolve(name);
  }
}
