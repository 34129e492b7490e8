package io.polarway.storage.catalog;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Where the rows of a new file stood before it took them over unchanged. Immutable. */
public final class RowMoves {

  /** A row is the number of its source in the bits from this one on, and its position below. */
  public static final int SOURCE_SHIFT = 36;

  private static final long POSITION = (1L << SOURCE_SHIFT) - 1;
  private static final int VARINT_BITS = 7;
  private static final int VARINT_MORE = 1 << VARINT_BITS;

  private final Path target;
  private final List<Path> sources;
  private final byte[] encoded;

  /**
   * Moves that were kept.
   *
   * @param encoded what {@link #encoded} gave
   */
  RowMoves(Path target, List<Path> sources, byte[] encoded) {
    this.target = target;
    this.sources = List.copyOf(sources);
    this.encoded = encoded;
  }

  /**
   * The moves of a file's rows.
   *
   * @param rows for each row of the file, in their order, the one that it was: its source and its
   *     position there, or the id of a hot row
   */
  public static RowMoves of(Path target, List<Path> sources, long[] rows) {
    return new RowMoves(target, sources, encode(rows));
  }

  /** The new file. */
  public Path target() {
    return target;
  }

  /** The files that had the rows; none when they were hot rows. */
  public List<Path> sources() {
    return sources;
  }

  /** {@link #rows}, as the differences of neighbours, deflated. */
  byte[] encoded() {
    return encoded;
  }

  /** For each row of the file, in their order, the one that it was. */
  public long[] rows() {
    return decode(encoded);
  }

  /** The position of a row in its source. */
  public static long position(long row) {
    return row & POSITION;
  }

  /** The number of a row's source. */
  public static int source(long row) {
    return (int) (row >>> SOURCE_SHIFT);
  }

  /** Whether they were hot rows. */
  public boolean wereHot() {
    return sources.isEmpty();
  }

  private static byte[] encode(long[] rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream output =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
      long before = 0;
      for (long row : rows) {
        long difference = row - before;
        before = row;
        long left = (difference << 1) ^ (difference >> (Long.SIZE - 1));
        while ((left & -VARINT_MORE) != 0) {
          output.write((int) (left & (VARINT_MORE - 1)) | VARINT_MORE);
          left >>>= VARINT_BITS;
        }
        output.write((int) left);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static long[] decode(byte[] encoded) {
    byte[] bytes;
    try (InflaterInputStream input = new InflaterInputStream(new ByteArrayInputStream(encoded))) {
      bytes = input.readAllBytes();
    } catch (IOException e) {
      throw damaged(e);
    }
    int count = 0;
    for (byte each : bytes) {
      count += each >= 0 ? 1 : 0;
    }
    long[] rows = new long[count];
    int at = 0;
    long before = 0;
    for (int i = 0; i < count; i++) {
      long value = 0;
      int shift = 0;
      byte next;
      do {
        next = bytes[at++];
        value |= (long) (next & (VARINT_MORE - 1)) << shift;
        shift += VARINT_BITS;
      } while (next < 0);
      before += (value >>> 1) ^ -(value & 1);
      rows[i] = before;
    }
    return rows;
  }

  static StorageException damaged(@Nullable Throwable cause) {
    return new StorageException(
        Failure.DAMAGED,
        "Cannot tell where rows were moved: what %s says of it is damaged; run the transaction again"
            .formatted(CatalogFile.NAME),
        cause);
  }
}
