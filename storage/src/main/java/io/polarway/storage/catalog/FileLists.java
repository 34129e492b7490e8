package io.polarway.storage.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * The data files that tables consist of, and what is deleted of them, decoded from their manifests.
 * Manifests never change, so a decoded one is kept and serves all later versions of its table.
 * Thread-safe.
 */
final class FileLists {

  private static final long MAX_KEPT_FILES = 500_000;

  /** A manifest as a table with this partitioning sees it. */
  private record Key(String manifest, int specId) {}

  private final FileIO io;
  private final StoreRoots roots;
  private final Cache<Key, List<StoredFile>> decoded =
      Caffeine.newBuilder()
          .maximumWeight(MAX_KEPT_FILES)
          .<Key, List<StoredFile>>weigher((key, files) -> 1 + files.size())
          .build();

  private final Cache<String, List<DeleteFile>> decodedDeletes =
      Caffeine.newBuilder()
          .maximumWeight(MAX_KEPT_FILES)
          .<String, List<DeleteFile>>weigher((manifest, files) -> 1 + files.size())
          .build();

  private final DeletionReader deletions;

  FileLists(FileIO io, StoreRoots roots) {
    this.io = io;
    this.roots = roots;
    this.deletions = new DeletionReader(io, roots);
  }

  /**
   * The files of a snapshot of a table.
   *
   * @param snapshot null for none
   */
  List<StoredFile> of(TableName table, TableMetadata metadata, @Nullable Snapshot snapshot) {
    if (snapshot == null) {
      return List.of();
    }
    DeleteFileIndex deletes = deletes(table, snapshot, metadata);
    List<StoredFile> files = new ArrayList<>();
    for (ManifestFile manifest : snapshot.dataManifests(io)) {
      List<StoredFile> whole = decode(table, manifest, metadata);
      if (deletes.isEmpty()) {
        files.addAll(whole);
      } else {
        whole.forEach(file -> files.add(withDeletions(file, deletes)));
      }
    }
    return Collections.unmodifiableList(files);
  }

  private StoredFile withDeletions(StoredFile file, DeleteFileIndex deletes) {
    List<DeleteFile> ofFile = deletes.of(file.file());
    return ofFile.isEmpty()
        ? file
        : file.with(new FileDeletions(file.file().location(), ofFile, deletions));
  }

  private DeleteFileIndex deletes(TableName table, Snapshot snapshot, TableMetadata metadata) {
    List<DeleteFile> files = new ArrayList<>();
    for (ManifestFile manifest : snapshot.deleteManifests(io)) {
      if (manifest.hasAddedFiles() || manifest.hasExistingFiles()) {
        files.addAll(decodeDeletes(table, manifest, metadata));
      }
    }
    return new DeleteFileIndex(files, metadata.specsById());
  }

  private List<DeleteFile> decodeDeletes(
      TableName table, ManifestFile manifest, TableMetadata metadata) {
    List<DeleteFile> kept = decodedDeletes.getIfPresent(manifest.path());
    if (kept != null) {
      return kept;
    }
    List<DeleteFile> files = new ArrayList<>();
    try (ManifestReader<DeleteFile> reader =
        ManifestFiles.readDeleteManifest(manifest, io, metadata.specsById())) {
      for (DeleteFile file : reader) {
        if (file.content() != FileContent.POSITION_DELETES) {
          throw new StorageException(
              Failure.UNSUPPORTED,
              "Cannot read table %s: another engine deleted rows of it by equality deletes (%s), which cannot be applied; rewrite its data files there first"
                  .formatted(table, file.location()));
        }
        files.add(file);
      }
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read manifest %s", manifest.path());
    }
    decodedDeletes.put(manifest.path(), files);
    return files;
  }

  private List<StoredFile> decode(TableName table, ManifestFile manifest, TableMetadata metadata) {
    Key key = new Key(manifest.path(), metadata.defaultSpecId());
    List<StoredFile> kept = decoded.getIfPresent(key);
    if (kept != null) {
      return kept;
    }
    boolean sameSpec = manifest.partitionSpecId() == metadata.defaultSpecId();
    PartitionSpec spec = metadata.spec();
    PartitionSpec writtenUnder = metadata.specsById().get(manifest.partitionSpecId());
    List<StoredFile> files = new ArrayList<>();
    try (ManifestReader<DataFile> reader = ManifestFiles.read(manifest, io, metadata.specsById())) {
      for (DataFile file : reader) {
        if (file.format() != FileFormat.PARQUET) {
          throw new StorageException(
              Failure.UNSUPPORTED,
              "Cannot read table %s: its file %s is %s, but only PARQUET can be read"
                  .formatted(table, file.location(), file.format()));
        }
        files.add(
            new StoredFile(
                roots.actualPath(file.location()),
                sameSpec ? values(spec, file.partition()) : null,
                writtenUnder == null
                    ? List.of()
                    : Partitioning.values(writtenUnder, file.partition()),
                file));
      }
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read manifest %s", manifest.path());
    }
    List<StoredFile> result = List.copyOf(files);
    decoded.put(key, result);
    return result;
  }

  private static List<@Nullable Object> values(PartitionSpec spec, StructLike partition) {
    List<@Nullable Object> values = new ArrayList<>();
    List<PartitionField> fields = spec.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).transform().isVoid()) {
        Object value = partition.get(i, Object.class);
        values.add(value instanceof CharSequence text ? text.toString() : value);
      }
    }
    return Collections.unmodifiableList(values);
  }
}
