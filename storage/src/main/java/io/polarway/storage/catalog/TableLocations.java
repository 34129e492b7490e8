package io.polarway.storage.catalog;

import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.Schema;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** Where the files of tables stand: {@code data/<schema>/<table>/data/<partition>/}. */
final class TableLocations {

  /** File systems take 255 bytes; an encoded name stays below. */
  private static final int MAX_NAME_BYTES = 200;

  private static final int KEPT_NAME_CHARACTERS = 40;

  private final Path directory;
  private final StoreRoots roots;

  TableLocations(Path directory, StoreRoots roots) {
    this.directory = directory;
    this.roots = roots;
  }

  private Path tableDirectory(TableName table) {
    return directory
        .resolve(StoreDirectory.DATA)
        .resolve(encode(table.schema()))
        .resolve(encode(table.name()));
  }

  /** How metadata names a table's directory. */
  String tableLocation(TableName table) {
    return roots.location(tableDirectory(table));
  }

  /** A name for a new data file that no other file has. */
  Path newDataFile(TableDefinition table, List<@Nullable Object> partition) {
    return tableDirectory(table.name())
        .resolve(StoreDirectory.DATA)
        .resolve(partitionPath(table, partition))
        .resolve(UUID.randomUUID() + ".parquet");
  }

  /** Such as {@code day=2026-02-01/symbol=ACME}; empty for a table that is not partitioned. */
  static String partitionPath(TableDefinition table, List<@Nullable Object> partition) {
    if (table.partitioning().isEmpty()) {
      return "";
    }
    Schema schema = TableMapping.toSchema(table);
    List<String> names = Partitioning.fieldNames(table);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      Type type = schema.caseInsensitiveFindField(table.partitioning().get(i).column()).type();
      String value =
          humanText(
              Partitioning.toIceberg(table.partitioning().get(i).transform()),
              type,
              partition.get(i));
      path.append(i == 0 ? "" : "/").append(encode(names.get(i))).append('=').append(encode(value));
    }
    return path.toString();
  }

  @SuppressWarnings("unchecked")
  private static String humanText(Transform<?, ?> transform, Type type, @Nullable Object value) {
    Type resultType = transform.getResultType(type);
    return ((Transform<Object, Object>) transform).toHumanString(resultType, value);
  }

  /** A file name for any text: what could mean something to a file system stands in percents. */
  private static String encode(String text) {
    StringBuilder name = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      boolean plain =
          Character.isLetterOrDigit(codePoint)
              || codePoint == '_'
              || codePoint == '-'
              || (codePoint == '.' && !name.isEmpty());
      byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
      if (plain) {
        name.appendCodePoint(codePoint);
        bytes += encoded.length;
      } else {
        for (byte b : encoded) {
          name.append('%').append("%02X".formatted(b));
          bytes += 3;
        }
      }
    }
    if (bytes > MAX_NAME_BYTES) {
      UUID digest = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
      return shortened(name) + "-" + digest;
    }
    return name.isEmpty() ? "%" : name.toString();
  }

  private static String shortened(StringBuilder name) {
    int end =
        name.offsetByCodePoints(
            0, Math.min(KEPT_NAME_CHARACTERS, name.codePointCount(0, name.length())));
    return name.substring(0, end);
  }
}
