package io.polarway.storage.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads files that name deleted rows by data file and position (Iceberg table specification,
 * "Position Delete Files"), of any writer.
 */
public final class PositionDeletes {

  /** The field id of the data file's location, a text. */
  public static final int PATH_FIELD_ID = 2147483546;

  /** The field id of the row's position in it. */
  public static final int POSITION_FIELD_ID = 2147483545;

  /** Takes one deleted row after the other. */
  public interface Sink {
    void delete(String dataFile, long position);
  }

  private PositionDeletes() {}

  /** Reads a whole file. */
  public static void read(Path file, Sink sink) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ParquetMetadata footer =
          new ParquetMetadataConverter().fromParquetMetadata(Footer.read(channel));
      MessageType schema = footer.getFileMetaData().getSchema();
      MessageType asked =
          new MessageType(
              schema.getName(),
              field(schema, PATH_FIELD_ID, "file_path", PrimitiveTypeName.BINARY),
              field(schema, POSITION_FIELD_ID, "pos", PrimitiveTypeName.INT64));
      for (BlockMetaData rowGroup : footer.getBlocks()) {
        ColumnReadStoreImpl columns =
            new ColumnReadStoreImpl(
                pages(channel, rowGroup, asked),
                new Unconverted(),
                asked,
                footer.getFileMetaData().getCreatedBy());
        read(
            columns.getColumnReader(asked.getColumns().get(0)),
            columns.getColumnReader(asked.getColumns().get(1)),
            rowGroup.getRowCount(),
            sink);
      }
    } catch (ParquetRuntimeException e) {
      throw new IOException("its pages cannot be read: " + e.getMessage(), e);
    }
  }

  private static PageReadStore pages(FileChannel file, BlockMetaData rowGroup, MessageType asked)
      throws IOException {
    Map<ColumnDescriptor, PageReader> pages = new HashMap<>();
    for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
      String[] path = chunk.getPath().toArray();
      if (asked.containsPath(path)) {
        pages.put(asked.getColumnDescription(path), ChunkPages.read(file, chunk));
      }
    }
    return new PageReadStore() {
      @Override
      public PageReader getPageReader(ColumnDescriptor column) {
        return Objects.requireNonNull(pages.get(column));
      }

      @Override
      public long getRowCount() {
        return rowGroup.getRowCount();
      }
    };
  }

  private static Type field(MessageType schema, int id, String name, PrimitiveTypeName type)
      throws IOException {
    for (Type field : schema.getFields()) {
      boolean isMeant =
          field.getId() == null ? field.getName().equals(name) : field.getId().intValue() == id;
      if (isMeant && field.isPrimitive()) {
        PrimitiveTypeName found = field.asPrimitiveType().getPrimitiveTypeName();
        if (found == type) {
          return field;
        }
      }
    }
    throw new IOException("it has no column %s (field id %d) of type %s".formatted(name, id, type));
  }

  private static void read(ColumnReader paths, ColumnReader positions, long rows, Sink sink)
      throws IOException {
    Binary lastBytes = Binary.EMPTY;
    String path = "";
    for (long row = 0; row < rows; row++) {
      if (isNull(paths) || isNull(positions)) {
        throw new IOException("row %d has a null".formatted(row));
      }
      Binary bytes = paths.getBinary();
      if (!bytes.equals(lastBytes)) {
        lastBytes = bytes.copy();
        path = bytes.toStringUsingUTF8();
      }
      sink.delete(path, positions.getLong());
      paths.consume();
      positions.consume();
    }
  }

  private static boolean isNull(ColumnReader column) {
    return column.getCurrentDefinitionLevel() < column.getDescriptor().getMaxDefinitionLevel();
  }

  /** Values are taken as they stand in the file. */
  private static final class Unconverted extends GroupConverter {
    @Override
    public Converter getConverter(int fieldIndex) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
