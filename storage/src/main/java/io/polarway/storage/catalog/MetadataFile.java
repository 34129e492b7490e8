package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.FileIO;

/**
 * Files of table metadata. The format has no place for a checksum, so a file that we write has it
 * in its name, behind the version and the UUID that Iceberg's own have there.
 */
final class MetadataFile {

  private static final Pattern NAME_WITH_CHECKSUM =
      Pattern.compile("/\\d+-[0-9a-f-]{36}-([0-9a-f]{8})\\.[a-z.]+$");

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

  /**
   * Reads metadata.
   *
   * @throws StorageException {@link Failure#DAMAGED} when the content is not what was written
   */
  static TableMetadata read(FileIO io, String location) {
    byte[] content;
    try (InputStream file = io.newInputFile(location).newStream()) {
      content = file.readAllBytes();
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read %s", location);
    }
    Matcher name = NAME_WITH_CHECKSUM.matcher(location);
    if (name.find() && !name.group(1).equals(checksum(content))) {
      throw new StorageException(
          Failure.DAMAGED, "The metadata file " + location + " is damaged; restore it from a copy");
    }
    return TableMetadataParser.read(new InMemoryInputFile(location, content));
  }

  private static String checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }
}
