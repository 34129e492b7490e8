package io.polarway.storage.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/**
 * What the footer of a Parquet file says of how it was written.
 *
 * @param rawBytes what the values take up by themselves, without any encoding; null in a file of
 *     another writer
 * @param zstdLevel the level of its compression; null in a file of another writer
 * @param sortedBy the order of its rows, see {@link WriteOptions}; empty for none, null in a file
 *     of another writer
 * @param encodings the encodings of each column's values, by the column's name in the file
 */
public record FileFacts(
    int rowGroups,
    @Nullable Long rawBytes,
    @Nullable Integer zstdLevel,
    @Nullable String sortedBy,
    Map<String, Set<String>> encodings) {

  /** Of levels and of old readers' habits, not of values. */
  private static final Set<Encoding> NOT_OF_VALUES = Set.of(Encoding.RLE, Encoding.BIT_PACKED);

  private static final Set<Encoding> DICTIONARIES =
      Set.of(Encoding.RLE_DICTIONARY, Encoding.PLAIN_DICTIONARY);

  /** Reads a file's footer. */
  public static FileFacts read(Path file) throws IOException {
    FileMetaData footer;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      footer = Footer.read(channel);
    }
    Map<String, Set<String>> encodings = new LinkedHashMap<>();
    for (RowGroup rowGroup : footer.getRow_groups()) {
      for (ColumnChunk chunk : rowGroup.getColumns()) {
        ColumnMetaData column = chunk.getMeta_data();
        encodings
            .computeIfAbsent(String.join(".", column.getPath_in_schema()), name -> new TreeSet<>())
            .addAll(encodings(column));
      }
    }
    return new FileFacts(
        footer.getRow_groups().size(),
        number(footer, Footer.RAW_BYTES),
        level(footer),
        text(footer, Footer.SORTED_BY),
        encodings);
  }

  private static @Nullable Integer level(FileMetaData footer) {
    Long level = number(footer, Footer.ZSTD_LEVEL);
    return level == null ? null : level.intValue();
  }

  private static @Nullable Long number(FileMetaData footer, String key) {
    String text = text(footer, key);
    return text == null ? null : Long.valueOf(text);
  }

  private static @Nullable String text(FileMetaData footer, String key) {
    if (!footer.isSetKey_value_metadata()) {
      return null;
    }
    for (KeyValue entry : footer.getKey_value_metadata()) {
      if (entry.getKey().equals(key)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static List<String> encodings(ColumnMetaData column) {
    if (column.isSetEncoding_stats()) {
      return column.getEncoding_stats().stream()
          .filter(stats -> stats.getPage_type() != PageType.DICTIONARY_PAGE)
          .map(PageEncodingStats::getEncoding)
          .map(Encoding::name)
          .toList();
    }
    boolean dictionary = column.getEncodings().stream().anyMatch(DICTIONARIES::contains);
    return column.getEncodings().stream()
        .filter(encoding -> !NOT_OF_VALUES.contains(encoding))
        .filter(encoding -> !dictionary || DICTIONARIES.contains(encoding))
        .map(Encoding::name)
        .toList();
  }
}
