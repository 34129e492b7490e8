package io.polarway.storage.engine;

import io.polarway.storage.column.RowPositions;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;

/**
 * Leaves the deleted rows of files out, as SQL that stands behind the {@code read_parquet} of these
 * files.
 *
 * <p>Positions are part of one literal text, whatever their number: as literals of their own, 1,000
 * cost a second. Bits make a scan of a million rows take about twice as long, be one row deleted or
 * all; a join with a list costs next to nothing while the list is short, and its text is shorter
 * than the bits of a long file.
 */
final class DeletionFilter {

  private static final int MAX_LISTED = 10_000;

  /** Rows for which a list takes less text than bits. */
  private static final int ROWS_PER_LISTED = 72;

  private DeletionFilter() {}

  /** Whether positions are better in a list than in bits. */
  static boolean isFew(RowPositions deleted) {
    long count = deleted.count();
    return deleted.last() >= Integer.MAX_VALUE
        || (count <= MAX_LISTED && count * ROWS_PER_LISTED < deleted.last());
  }

  /** A join with the list of all positions. */
  static String byList(List<ScannedFile> files) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < files.size(); i++) {
      long first = i * ScannedFile.ROW_ID_STEP;
      files
          .get(i)
          .deleted()
          .forEach(
              row -> {
                if (keys.length() > 0) {
                  keys.append(',');
                }
                keys.append(first + row);
              });
    }
    return " ANTI JOIN system.main.unnest(%s) AS deleted(key) ON file_index::BIGINT * %d + file_row_number = key"
        .formatted(SqlText.numbers(keys.toString()), ScannedFile.ROW_ID_STEP);
  }

  /** A look at one bit for each row: one is set where the row is deleted, the last one never. */
  static String byBits(List<ScannedFile> files) {
    List<byte[]> bits = files.stream().map(file -> bits(file.deleted())).toList();
    boolean isOne = bits.size() == 1;
    String ofFile = isOne ? "" : "[file_index::BIGINT + 1]";
    StringJoiner literals = isOne ? new StringJoiner("") : new StringJoiner(", ", "[", "]");
    StringJoiner lastBits = new StringJoiner(",");
    for (byte[] each : bits) {
      String literal = Base64.getEncoder().encodeToString(each);
      literals.add("system.main.from_base64('" + literal + "')::BIT");
      lastBits.add(Long.toString((long) each.length * Byte.SIZE - 1));
    }
    String last = isOne ? lastBits.toString() : SqlText.numbers(lastBits.toString()) + ofFile;
    return " WHERE system.main.get_bit(%s%s, least(file_row_number, %s)::INTEGER) = 0"
        .formatted(literals, ofFile, last);
  }

  private static byte[] bits(RowPositions deleted) {
    byte[] bits = new byte[(int) ((deleted.last() + 1) / Byte.SIZE) + 1];
    deleted.forEach(row -> bits[(int) (row / Byte.SIZE)] |= (byte) (0x80 >> (row % Byte.SIZE)));
    return bits;
  }
}
