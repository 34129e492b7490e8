package io.polarway.storage.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.FileIO;

/** Writes files of table metadata, whose checksum is in their name; see {@link ChecksumName}. */
final class MetadataFile {

  private MetadataFile() {}

  /**
   * Writes metadata, and gives the name of its file.
   *
   * @param directory the location that the name comes behind
   * @param codec as Iceberg's property for it says
   */
  static String write(
      TableMetadata metadata, String directory, int version, String codec, FileIO io) {
    String extension = TableMetadataParser.getFileExtension(codec);
    InMemoryOutputFile memory = new InMemoryOutputFile("metadata" + extension);
    TableMetadataParser.write(metadata, memory);
    byte[] content = memory.toByteArray();
    String location =
        "%s%05d-%s-%s%s"
            .formatted(directory, version, UUID.randomUUID(), checksum(content), extension);
    try (OutputStream file = io.newOutputFile(location).create()) {
      file.write(content);
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot write %s", location);
    }
    return location;
  }

  private static String checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return ChecksumName.text(checksum.getValue());
  }
}
