package io.polarway.storage.table;

import java.util.Map;

/**
 * The properties of a table that its owner can set ({@code WITH (...)} of CREATE TABLE), each with
 * its default.
 */
public enum TableProperty {
  /** The zstd level of new files, 1 to 22. */
  INGEST_LEVEL("ingest-level", "3", 1, 22),
  /** The zstd level of compacted files, 1 to 22. */
  REST_LEVEL("rest-level", "19", 1, 22),
  /** The size in bytes at which a file at rest is ended and the next one begun. */
  TARGET_FILE_SIZE_BYTES("target-file-size-bytes", "536870912", 1 << 20, Integer.MAX_VALUE),
  /** The largest number of rows that a commit adds as hot rows; 0 for none. */
  HOT_ROWS("hot-rows", "1000", 0, 100_000),
  /** So many small files of a partition are merged by the upkeep; 0 for never. */
  COMPACT_FILES("compact-files", "16", 0, 1_000_000),
  /** A file with this share of its rows deleted is rewritten by the upkeep; 0 for never. */
  COMPACT_DELETED_PERCENT("compact-deleted-percent", "20", 0, 100),
  /** The Iceberg format version, 2 or 3. */
  FORMAT_VERSION("format-version", "3", 2, 3);

  private final String key;
  private final String defaultValue;
  private final int smallest;
  private final int largest;

  TableProperty(String key, String defaultValue, int smallest, int largest) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.smallest = smallest;
    this.largest = largest;
  }

  public String key() {
    return key;
  }

  public int smallest() {
    return smallest;
  }

  public int largest() {
    return largest;
  }

  /** The value of another engine's text that comes nearest to it; the default for no number. */
  public String nearest(String text) {
    try {
      return String.valueOf(Math.max(smallest, Math.min(largest, Long.parseLong(text))));
    } catch (NumberFormatException e) {
      return defaultValue;
    }
  }

  /** The value that {@code properties} give it, or its default. */
  public int in(Map<String, String> properties) {
    return Integer.parseInt(properties.getOrDefault(key, defaultValue));
  }
}
