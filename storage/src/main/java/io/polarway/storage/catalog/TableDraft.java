package io.polarway.storage.catalog;

import io.polarway.storage.table.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.util.ContentFileUtil;
import org.jspecify.annotations.Nullable;

/**
 * The next version of a table, which nobody sees before its pointer is in the catalog. It is what
 * Iceberg's updates work on: they write manifests, and "commit" to this draft.
 */
final class TableDraft implements TableOperations {

  private static final String METADATA = "metadata";

  private final String name;
  private final StagedFileIo io;
  private final RowDeletions deletions;
  private final List<DataFile> added = new ArrayList<>();
  private final List<StoredFile> removed = new ArrayList<>();
  private final List<DataFile> rewritten = new ArrayList<>();
  private TableMetadata metadata;

  TableDraft(TableName name, TableMetadata metadata, StagedFileIo io) {
    this.name = name.toString();
    this.metadata = metadata;
    this.io = io;
    this.deletions = new RowDeletions(name);
  }

  void add(DataFile file) {
    added.add(file);
  }

  /** What is deleted of the files of the version before and of those added here. */
  RowDeletions deletions() {
    return deletions;
  }

  /** Puts files in the place of others, all with the same rows but for deleted ones. */
  void rewrite(List<StoredFile> oldFiles, List<DataFile> newFiles) {
    removed.addAll(oldFiles);
    rewritten.addAll(newFiles);
  }

  /** Forgets snapshots; false when there is none of them. */
  boolean expireSnapshots(Set<Long> snapshotIds) {
    TableMetadata before = metadata;
    metadata = SnapshotRetention.without(before, snapshotIds);
    return metadata != before;
  }

  /**
   * Writes all that makes up the new version.
   *
   * @param before the version before; null when there is none
   * @return the metadata with its location
   */
  TableMetadata write(@Nullable TableSnapshot before, StoreRoots roots) {
    if (!removed.isEmpty()) {
      RewriteFiles rewrite =
          new BaseTable(this, name).newRewrite().scanManifestsWith(CallersThread.INSTANCE);
      for (StoredFile file : removed) {
        rewrite.deleteFile(file.file());
        file.deleteFiles().stream()
            .filter(ContentFileUtil::isFileScoped)
            .forEach(rewrite::deleteFile);
      }
      rewritten.forEach(rewrite::addFile);
      // That the removed files stand in the current snapshot is known: nothing lies in between.
      rewrite.validateFromSnapshot(metadata.currentSnapshot().snapshotId());
      rewrite.commit();
    }
    if (!deletions.isEmpty()) {
      changeRows(deletions.resolve(before, added, roots));
    } else if (!added.isEmpty()) {
      AppendFiles append =
          new BaseTable(this, name).newAppend().scanManifestsWith(CallersThread.INSTANCE);
      added.forEach(append::appendFile);
      append.commit();
    }
    metadata = SnapshotRetention.trimmed(metadata);
    String codec =
        metadata.property(
            TableProperties.METADATA_COMPRESSION, TableProperties.METADATA_COMPRESSION_DEFAULT);
    String location =
        MetadataFile.write(
            metadata,
            metadataFileLocation(""),
            versionOf(before == null ? "" : before.pointer()) + 1,
            codec,
            io);
    return TableMetadata.buildFrom(metadata)
        .discardChanges()
        .withMetadataLocation(location)
        .build();
  }

  /** Adds files and deletes rows in one snapshot; a file of which no row is left goes. */
  private void changeRows(List<RowDeletions.FileDeletion> changes) {
    BaseTable table = new BaseTable(this, name);
    RowDelta delta = table.newRowDelta().scanManifestsWith(CallersThread.INSTANCE);
    Set<DataFile> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    List<RowDeletions.FileDeletion> kept = new ArrayList<>();
    for (RowDeletions.FileDeletion change : changes) {
      if (!change.isWhole()) {
        kept.add(change);
      } else if (added.contains(change.file())) {
        gone.add(change.file());
      } else {
        delta.removeRows(change.file());
      }
      change.previous().stream()
          .filter(ContentFileUtil::isFileScoped)
          .forEach(delta::removeDeletes);
    }
    added.stream().filter(file -> !gone.contains(file)).forEach(delta::addRows);
    new DeleteFileWriter(table, metadata.formatVersion(), io)
        .write(kept)
        .forEach(delta::addDeletes);
    Snapshot current = metadata.currentSnapshot();
    if (current != null) {
      // As of the rewriting of files: nothing lies in between.
      delta.validateFromSnapshot(current.snapshotId());
    }
    delta.commit();
  }

  private static int versionOf(String pointer) {
    int from = pointer.lastIndexOf('/') + 1;
    int to = pointer.indexOf('-', from);
    try {
      return to < 0 ? -1 : Integer.parseInt(pointer.substring(from, to));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  @Override
  public TableMetadata current() {
    return metadata;
  }

  @Override
  public TableMetadata refresh() {
    return metadata;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata updated) {
    if (base != metadata) {
      throw new CommitFailedException("The draft of %s has changed", name);
    }
    metadata = updated;
  }

  @Override
  public FileIO io() {
    return io;
  }

  @Override
  public String metadataFileLocation(String fileName) {
    String directory =
        metadata.property(
            TableProperties.WRITE_METADATA_LOCATION, metadata.location() + "/" + METADATA);
    return directory + "/" + fileName;
  }

  @Override
  public LocationProvider locationProvider() {
    return LocationProviders.locationsFor(metadata.location(), metadata.properties());
  }
}
