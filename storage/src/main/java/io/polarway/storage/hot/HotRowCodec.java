package io.polarway.storage.hot;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DoubleColumn;
import io.polarway.storage.column.FloatColumn;
import io.polarway.storage.column.IntColumn;
import io.polarway.storage.column.LongColumn;
import io.polarway.storage.column.WideColumn;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a hot row is stored. Each value that is not null stands behind a key, as in
 * Protocol Buffers' wire format: its column's field id and how the value is written. So a row can
 * be read by a table whose columns were added, dropped, renamed or widened since.
 *
 * <p>Little-endian. Not thread-safe: one for each thread.
 */
public final class HotRowCodec {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int WIDE = 3;
  private static final int FIXED32 = 5;
  private static final int KIND_BITS = 3;
  private static final int LONGEST_VARINT = 10;
  private static final int WIDE_BYTES = 16;

  private final TableDefinition table;
  private final Map<Integer, Integer> indexByFieldId = new HashMap<>();
  private ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  public HotRowCodec(TableDefinition table) {
    this.table = table;
    List<ColumnDefinition> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      indexByFieldId.put(columns.get(i).fieldId(), i);
    }
  }

  /** A row of a batch that has the table's columns. */
  public byte[] encode(ColumnBatch rows, int row) {
    buffer.clear();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = rows.column(i);
      if (!column.isNull(row)) {
        put(table.columns().get(i).fieldId(), column, row);
      }
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private void put(int fieldId, Column column, int row) {
    if (column instanceof IntColumn values) {
      putKey(fieldId, VARINT, LONGEST_VARINT);
      putVarint(zigzag(values.get(row)));
    } else if (column instanceof LongColumn values) {
      putKey(fieldId, VARINT, LONGEST_VARINT);
      putVarint(zigzag(values.get(row)));
    } else if (column instanceof FloatColumn values) {
      putKey(fieldId, FIXED32, Float.BYTES);
      buffer.putFloat(values.get(row));
    } else if (column instanceof DoubleColumn values) {
      putKey(fieldId, FIXED64, Double.BYTES);
      buffer.putDouble(values.get(row));
    } else if (column instanceof WideColumn values) {
      putKey(fieldId, WIDE, WIDE_BYTES);
      buffer.putLong(values.high()[row]);
      buffer.putLong(values.low()[row]);
    } else if (column instanceof BytesColumn values) {
      int length = values.length(row);
      putKey(fieldId, BYTES, LONGEST_VARINT + length);
      putVarint(length);
      buffer.put(values.data(), values.offsets()[row], length);
    } else {
      throw new IllegalArgumentException("a table has no column of type " + column.type());
    }
  }

  private void putKey(int fieldId, int kind, int valueBytes) {
    int needed = LONGEST_VARINT + valueBytes;
    if (buffer.remaining() < needed) {
      int size = Math.max(buffer.capacity() * 2, buffer.position() + needed);
      ByteBuffer larger = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      buffer.flip();
      larger.put(buffer);
      buffer = larger;
    }
    putVarint(((long) fieldId << KIND_BITS) | kind);
  }

  private void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  /**
   * Appends a stored row to a batch of the table's columns; those that it does not have are null.
   *
   * @throws StorageException {@link Failure#DAMAGED}
   */
  public void decode(byte[] stored, ColumnBatch into) {
    ByteBuffer row = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    into.columns().forEach(Column::putNull);
    try {
      while (row.hasRemaining()) {
        long key = varint(row);
        int kind = (int) key & ((1 << KIND_BITS) - 1);
        Integer index = indexByFieldId.get((int) (key >>> KIND_BITS));
        read(row, stored, kind, index == null ? null : into.column(index));
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new StorageException(
          Failure.DAMAGED, "A hot row of table %s is damaged".formatted(table.name()), e);
    }
    into.columns().forEach(Column::advance);
  }

  private static void read(ByteBuffer row, byte[] stored, int kind, @Nullable Column column) {
    switch (kind) {
      case VARINT -> {
        long zigzag = varint(row);
        long value = (zigzag >>> 1) ^ -(zigzag & 1);
        if (column instanceof IntColumn ints) {
          ints.put(Math.toIntExact(value));
        } else if (column instanceof LongColumn longs) {
          longs.put(value);
        } else if (column instanceof WideColumn wide) {
          wide.put(value >> 63, value);
        }
      }
      case FIXED32 -> {
        float value = row.getFloat();
        if (column instanceof FloatColumn floats) {
          floats.put(value);
        } else if (column instanceof DoubleColumn doubles) {
          doubles.put(value);
        }
      }
      case FIXED64 -> {
        double value = row.getDouble();
        if (column instanceof DoubleColumn doubles) {
          doubles.put(value);
        }
      }
      case WIDE -> {
        long high = row.getLong();
        long low = row.getLong();
        if (column instanceof WideColumn wide) {
          wide.put(high, low);
        }
      }
      case BYTES -> {
        int length = Math.toIntExact(varint(row));
        if (length < 0 || length > row.remaining()) {
          throw new BufferUnderflowException();
        }
        if (column instanceof BytesColumn bytes) {
          bytes.put(stored, row.position(), length);
        }
        row.position(row.position() + length);
      }
      default -> throw new IllegalArgumentException("kind " + kind);
    }
  }

  private static long varint(ByteBuffer row) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = row.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
      if (shift >= 63) {
        throw new IllegalArgumentException("varint");
      }
    }
  }
}
