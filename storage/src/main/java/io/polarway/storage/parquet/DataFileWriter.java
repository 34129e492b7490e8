package io.polarway.storage.parquet;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.disk.FileFailures;
import io.polarway.storage.disk.HelperThreads;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.fault.FaultPoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file, row group by row group. The columns of a row group are encoded at the
 * same time by a few threads of all writers and by the calling one; beside the caller's rows, one
 * row group is in memory, encoded. One thread at a time.
 *
 * <p>A file that was not finished is deleted by {@link #close}. Everything here fails with a {@link
 * StorageException}; after that the writer can only be closed.
 */
public final class DataFileWriter implements AutoCloseable {

  /** Fewer are encoded before another thread has woken up. */
  private static final int LEAST_SHARED_ROWS = 500;

  private static final HelperThreads ENCODERS =
      new HelperThreads(
          "polarway-encoder", Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

  /** Rows of a row group, the size that reads and compresses best as a whole. */
  public static final int ROW_GROUP_ROWS = 131_072;

  private static final boolean PAGE_CHECKSUMS = true;

  private final Path file;
  private final List<FileColumn> columns;
  private final List<ColumnDescriptor> descriptors;
  private final List<PhysicalType> types;
  private final List<ChunkEncoder> encoders;
  private final Bounds[] bounds;
  private final long[] nulls;
  private final FileOutput output;
  private final ParquetFileWriter writer;
  private final int zstdLevel;
  private final String sortedBy;
  private final int rowGroupRows;
  private long rows;
  private long rawBytes;
  private boolean finished;
  private boolean closed;

  /**
   * Creates the file, whose directory must exist.
   *
   * @throws StorageException also if there is a file of this name already
   */
  public DataFileWriter(Path file, List<FileColumn> columns, WriteOptions options) {
    this.file = file;
    this.columns = List.copyOf(columns);
    zstdLevel = options.zstdLevel();
    sortedBy = options.sortedBy();
    rowGroupRows = options.rowGroupRows();
    types = this.columns.stream().map(ParquetSchema::physicalType).toList();
    MessageType schema = ParquetSchema.of(this.columns);
    descriptors = schema.getColumns();
    encoders = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      encoders.add(new ChunkEncoder(this.columns.get(i), types.get(i), options));
    }
    bounds = new Bounds[types.size()];
    Arrays.fill(bounds, Bounds.NONE);
    nulls = new long[types.size()];
    try {
      output = new FileOutput(file);
    } catch (IOException e) {
      throw failure("create", e);
    }
    boolean started = false;
    try {
      writer =
          new ParquetFileWriter(
              output,
              schema,
              ParquetFileWriter.Mode.CREATE,
              Long.MAX_VALUE,
              0,
              Footer.BOUND_BYTES,
              Footer.BOUND_BYTES,
              PAGE_CHECKSUMS);
      writer.start();
      started = true;
    } catch (IOException e) {
      throw failure("write", e);
    } finally {
      if (!started) {
        discard();
      }
    }
  }

  /**
   * Writes the rows, of which there may be none, as one row group, or as more where the options
   * want smaller ones. The batch stays the caller's.
   *
   * @param batch one column for each of the file's, of the same types
   */
  public void writeRowGroup(ColumnBatch batch) {
    if (batch.size() <= rowGroupRows) {
      writeOneGroup(batch);
      return;
    }
    List<DataType> columnTypes = batch.columns().stream().map(Column::type).toList();
    ColumnBatch part = ColumnBatch.create(columnTypes, rowGroupRows);
    for (int from = 0; from < batch.size(); from += rowGroupRows) {
      part.clear();
      part.appendRange(batch, from, Math.min(batch.size(), from + rowGroupRows));
      writeOneGroup(part);
    }
  }

  private void writeOneGroup(ColumnBatch batch) {
    if (batch.columns().size() != columns.size()) {
      throw new IllegalArgumentException(
          "%d columns for a file of %d".formatted(batch.columns().size(), columns.size()));
    }
    if (batch.size() == 0) {
      return;
    }
    @Nullable EncodedChunk[] chunks = new @Nullable EncodedChunk[columns.size()];
    IntConsumer encode = i -> chunks[i] = encoders.get(i).encode(batch.column(i));
    if (batch.size() < LEAST_SHARED_ROWS) {
      IntStream.range(0, chunks.length).forEach(encode);
    } else {
      ENCODERS.forEach(chunks.length, encode);
    }
    try {
      writer.startBlock(batch.size());
      for (int i = 0; i < chunks.length; i++) {
        writeChunk(i, Objects.requireNonNull(chunks[i]), batch.size());
        nulls[i] += batch.column(i).nullCount();
        rawBytes += RawBytes.of(batch.column(i));
      }
      writer.endBlock();
    } catch (IOException e) {
      throw failure("write", e);
    }
    rows += batch.size();
  }

  private void writeChunk(int column, EncodedChunk chunk, int rowCount) throws IOException {
    PrimitiveType type = descriptors.get(column).getPrimitiveType();
    writer.startColumn(descriptors.get(column), rowCount, CompressionCodecName.ZSTD);
    DictionaryPage dictionary = chunk.dictionary();
    if (dictionary != null) {
      writer.writeDictionaryPage(dictionary);
    }
    boolean bounded = chunk.bounds().nans() == 0;
    long chunkNulls = 0;
    for (EncodedChunk.Page page : chunk.pages()) {
      chunkNulls += page.nulls();
      writer.writeDataPage(
          page.rows(),
          page.uncompressedBytes(),
          page.compressed(),
          statistics(column, type, bounded ? page.bounds() : Bounds.NONE, page.nulls()),
          page.rows(),
          Encoding.RLE,
          Encoding.RLE,
          chunk.encoding());
    }
    if (!bounded) {
      writer.invalidateStatistics(statistics(column, type, Bounds.NONE, chunkNulls));
    }
    writer.endColumn();
    BloomFilter bloomFilter = chunk.bloomFilter();
    if (bloomFilter != null) {
      writer.addBloomFilter(columns.get(column).name(), bloomFilter);
    }
    bounds[column] = bounds[column].and(chunk.bounds(), types.get(column));
  }

  private Statistics<?> statistics(int column, PrimitiveType type, Bounds values, long nullCount) {
    Statistics.Builder builder = Statistics.getBuilderForReading(type).withNumNulls(nullCount);
    Object lower = values.lower();
    Object upper = values.upper();
    if (lower != null && upper != null) {
      PhysicalType physical = types.get(column);
      builder.withMin(physical.plain(lower)).withMax(physical.plain(upper));
    }
    return builder.build();
  }

  /** The bytes that the file has so far. */
  public long bytesWritten() {
    try {
      return finished ? Files.size(file) : output.getPos();
    } catch (IOException e) {
      throw failure("read the size of", e);
    }
  }

  /**
   * Completes the file.
   *
   * @param durable whether it is on the disk when this returns; its directory's entry is the
   *     caller's to make durable
   */
  public DataFileSummary finish(boolean durable) {
    long bytes;
    List<BlockMetaData> blocks;
    try {
      writer.end(
          Map.of(
              Footer.RAW_BYTES, Long.toString(rawBytes),
              Footer.ZSTD_LEVEL, Integer.toString(zstdLevel),
              Footer.SORTED_BY, sortedBy));
      blocks = writer.getFooter().getBlocks();
      FileChannel channel = output.channel();
      Footer.replace(channel);
      bytes = channel.size();
      if (durable) {
        channel.force(true);
        FaultPoint.FILE_FORCED.reached(file);
      }
      channel.close();
    } catch (IOException e) {
      throw failure("finish", e);
    }
    finished = true;
    long[] chunkBytes = new long[columns.size()];
    for (BlockMetaData block : blocks) {
      for (int i = 0; i < chunkBytes.length; i++) {
        ColumnChunkMetaData chunk = block.getColumns().get(i);
        chunkBytes[i] += chunk.getTotalSize();
      }
    }
    List<ColumnSummary> summaries = new ArrayList<>();
    for (int i = 0; i < chunkBytes.length; i++) {
      Object lower = bounds[i].lower();
      Object upper = bounds[i].upper();
      summaries.add(
          new ColumnSummary(
              columns.get(i).fieldId(),
              chunkBytes[i],
              rows,
              nulls[i],
              bounds[i].nans(),
              lower == null ? null : types.get(i).icebergLower(lower),
              upper == null ? null : types.get(i).icebergUpper(upper)));
    }
    return new DataFileSummary(
        file, rows, bytes, summaries, blocks.stream().map(BlockMetaData::getStartingPos).toList());
  }

  /** Deletes the file unless it was finished. A second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (finished) {
      return;
    }
    writer.abort();
    discard();
  }

  private void discard() {
    try {
      output.channel().close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failure("delete the unfinished", e);
    }
  }

  private StorageException failure(String action, IOException cause) {
    return FileFailures.of(action + " data file " + file, cause);
  }
}
