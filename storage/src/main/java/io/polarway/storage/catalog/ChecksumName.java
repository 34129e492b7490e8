package io.polarway.storage.catalog;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The checksum (CRC-32C) that stands in the name of a metadata file which we write, behind the UUID
 * and number that Iceberg's own names end with: table metadata, manifest lists, manifests. Their
 * formats have no place for one.
 */
final class ChecksumName {

  private static final Pattern NAME =
      Pattern.compile("[0-9a-f]{12}(?:-m\\d+)?-([0-9a-f]{8})\\.(?:[a-z.]*json(?:\\.gz)?|avro)$");

  private static final Pattern WITHOUT = Pattern.compile("([0-9a-f]{12}(?:-m\\d+)?)(\\.avro)$");

  private ChecksumName() {}

  /** The checksum in a name; null when there is none. */
  static @Nullable String of(String location) {
    Matcher name = NAME.matcher(location);
    return name.find() ? name.group(1) : null;
  }

  /** Whether it is the name of a manifest or of a list of them, without a checksum. */
  static boolean isMissing(String location) {
    return WITHOUT.matcher(location).find();
  }

  /** The same name with a checksum. */
  static String with(String location, String checksum) {
    return WITHOUT.matcher(location).replaceFirst("$1-" + checksum + "$2");
  }

  /**
   * A checksum as it stands in a name.
   *
   * @param value of 32 bits
   */
  static String text(long value) {
    return HexFormat.of().toHexDigits((int) value);
  }
}
