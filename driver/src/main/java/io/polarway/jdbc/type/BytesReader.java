package io.polarway.jdbc.type;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ResultColumn;
import java.util.Arrays;

/** BLOB. */
final class BytesReader extends ColumnReader {

  private final int mostBytes;
  private BytesColumn bytes;

  BytesReader(ResultColumn column, int maxFieldSize) {
    super(column);
    this.mostBytes = maxFieldSize == 0 ? Integer.MAX_VALUE : maxFieldSize;
    this.bytes = (BytesColumn) Column.create(column.type(), 0);
  }

  @Override
  void take(Column values) {
    bytes = (BytesColumn) values;
  }

  @Override
  public Object getObject(int row) {
    return getBytes(row);
  }

  @Override
  public String getString(int row) {
    int[] offsets = bytes.offsets();
    int length = Math.min(offsets[row + 1] - offsets[row], mostBytes);
    return ValueText.bytes(bytes.data(), offsets[row], offsets[row] + length);
  }

  @Override
  public byte[] getBytes(int row) {
    byte[] all = bytes.getBytes(row);
    return all.length <= mostBytes ? all : Arrays.copyOf(all, mostBytes);
  }
}
