package io.polarway.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Reads files with the Parquet library of Java, without Hadoop. */
final class ParquetFiles {

  private ParquetFiles() {}

  /** The footer, as the library understands it. */
  static ParquetMetadata footer(Path file) throws IOException {
    return new ParquetMetadataConverter().fromParquetMetadata(rawFooter(file));
  }

  /** The footer, as it stands in the file. */
  static FileMetaData rawFooter(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = buffer.getInt(bytes.length - 8);
    return Util.readFileMetaData(
        new ByteArrayInputStream(bytes, bytes.length - 8 - length, length));
  }

  /** For each column the texts of its values, as {@link SampleRows#text} has them. */
  static List<List<@Nullable String>> read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ParquetMetadata footer = footer(file);
    MessageType schema = footer.getFileMetaData().getSchema();
    List<List<@Nullable String>> columns = new ArrayList<>();
    schema.getColumns().forEach(column -> columns.add(new ArrayList<>()));
    for (BlockMetaData block : footer.getBlocks()) {
      Map<ColumnDescriptor, PageReader> pages = new HashMap<>();
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        pages.put(schema.getColumnDescription(chunk.getPath().toArray()), pagesOf(chunk, bytes));
      }
      PageReadStore rowGroup =
          new PageReadStore() {
            @Override
            public PageReader getPageReader(ColumnDescriptor descriptor) {
              return Objects.requireNonNull(pages.get(descriptor));
            }

            @Override
            public long getRowCount() {
              return block.getRowCount();
            }
          };
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(
              rowGroup, new Ignored(), schema, footer.getFileMetaData().getCreatedBy());
      for (int i = 0; i < columns.size(); i++) {
        ColumnDescriptor descriptor = schema.getColumns().get(i);
        ColumnReader values = store.getColumnReader(descriptor);
        for (long row = 0; row < block.getRowCount(); row++) {
          columns
              .get(i)
              .add(
                  values.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel()
                      ? null
                      : text(values, descriptor.getPrimitiveType()));
          values.consume();
        }
      }
    }
    return columns;
  }

  private static PageReader pagesOf(ColumnChunkMetaData chunk, byte[] file) throws IOException {
    int start = Math.toIntExact(chunk.getStartingPos());
    ByteArrayInputStream in =
        new ByteArrayInputStream(file, start, Math.toIntExact(chunk.getTotalSize()));
    ArrayDeque<DataPage> pages = new ArrayDeque<>();
    DictionaryPage dictionary = null;
    while (in.available() > 0) {
      PageHeader header = Util.readPageHeader(in);
      byte[] compressed = in.readNBytes(header.getCompressed_page_size());
      CRC32 checksum = new CRC32();
      checksum.update(compressed);
      assertThat((int) checksum.getValue()).isEqualTo(header.getCrc());
      BytesInput bytes =
          BytesInput.from(Zstd.decompress(compressed, header.getUncompressed_page_size()));
      if (header.isSetDictionary_page_header()) {
        dictionary =
            new DictionaryPage(
                bytes,
                header.getDictionary_page_header().getNum_values(),
                encoding(header.getDictionary_page_header().getEncoding()));
      } else {
        pages.add(
            new DataPageV1(
                bytes,
                header.getData_page_header().getNum_values(),
                header.getUncompressed_page_size(),
                Statistics.createStats(chunk.getPrimitiveType()),
                encoding(header.getData_page_header().getRepetition_level_encoding()),
                encoding(header.getData_page_header().getDefinition_level_encoding()),
                encoding(header.getData_page_header().getEncoding())));
      }
    }
    DictionaryPage dictionaryOrNull = dictionary;
    return new PageReader() {
      @Override
      public @Nullable DictionaryPage readDictionaryPage() {
        return dictionaryOrNull;
      }

      @Override
      public long getTotalValueCount() {
        return chunk.getValueCount();
      }

      @Override
      public @Nullable DataPage readPage() {
        return pages.poll();
      }
    };
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  private static String text(ColumnReader values, PrimitiveType type) {
    int scale =
        type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
            ? decimal.getScale()
            : 0;
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> values.getBoolean() ? "1" : "0";
      case INT32 -> BigDecimal.valueOf(values.getInteger(), scale).toPlainString();
      case INT64 -> BigDecimal.valueOf(values.getLong(), scale).toPlainString();
      case FLOAT -> Float.toString(values.getFloat());
      case DOUBLE -> Double.toString(values.getDouble());
      case BINARY -> HexFormat.of().withUpperCase().formatHex(values.getBinary().getBytes());
      case FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = values.getBinary().getBytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        yield type.getLogicalTypeAnnotation() instanceof UUIDLogicalTypeAnnotation
            ? new UUID(buffer.getLong(), buffer.getLong()).toString()
            : new BigDecimal(new BigInteger(bytes), scale).toPlainString();
      }
      case INT96 -> throw new AssertionError(type);
    };
  }

  /** Converters are asked for and never called. */
  private static final class Ignored extends GroupConverter {
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
