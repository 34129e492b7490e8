package io.polarway.storage.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/**
 * The next version of a table, which nobody sees before its pointer is in the catalog. It is what
 * Iceberg's updates work on: they write manifests, and "commit" to this draft.
 */
final class TableDraft implements TableOperations {

  private static final String METADATA = "metadata";

  private final String name;
  private final FileIO io;
  private final List<DataFile> added = new ArrayList<>();
  private final List<DataFile> removed = new ArrayList<>();
  private final List<DataFile> rewritten = new ArrayList<>();
  private TableMetadata metadata;

  TableDraft(String name, TableMetadata metadata, FileIO io) {
    this.name = name;
    this.metadata = metadata;
    this.io = io;
  }

  void add(DataFile file) {
    added.add(file);
  }

  /** Puts files in the place of others, all with the same rows. */
  void rewrite(List<DataFile> oldFiles, List<DataFile> newFiles) {
    removed.addAll(oldFiles);
    rewritten.addAll(newFiles);
  }

  /** Forgets old snapshots; false when there is none. See {@link SnapshotRetention}. */
  boolean expireSnapshots(@Nullable Duration age) {
    Set<Long> expired = SnapshotRetention.expired(metadata, age, Instant.now());
    if (expired.isEmpty()) {
      return false;
    }
    metadata = SnapshotRetention.without(metadata, expired);
    return true;
  }

  /**
   * Writes all that makes up the new version.
   *
   * @param basePointer the location of the version before, which tells the number in the file's
   *     name; empty when there is none
   * @return the metadata with its location
   */
  TableMetadata write(String basePointer) {
    if (!removed.isEmpty()) {
      RewriteFiles rewrite = new BaseTable(this, name).newRewrite();
      removed.forEach(rewrite::deleteFile);
      rewritten.forEach(rewrite::addFile);
      // That the removed files stand in the current snapshot is known: nothing lies in between.
      rewrite.validateFromSnapshot(metadata.currentSnapshot().snapshotId());
      rewrite.commit();
    }
    if (!added.isEmpty()) {
      AppendFiles append = new BaseTable(this, name).newAppend();
      added.forEach(append::appendFile);
      append.commit();
    }
    String codec =
        metadata.property(
            TableProperties.METADATA_COMPRESSION, TableProperties.METADATA_COMPRESSION_DEFAULT);
    String location =
        metadataFileLocation(
            "%05d-%s%s"
                .formatted(
                    versionOf(basePointer) + 1,
                    UUID.randomUUID(),
                    TableMetadataParser.getFileExtension(codec)));
    TableMetadataParser.write(metadata, io.newOutputFile(location));
    return TableMetadata.buildFrom(metadata)
        .discardChanges()
        .withMetadataLocation(location)
        .build();
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
