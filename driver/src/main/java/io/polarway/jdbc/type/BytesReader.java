package io.polarway.jdbc.type;

import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ResultColumn;

/** BLOB. */
final class BytesReader extends ColumnReader {

  private BytesColumn bytes;

  BytesReader(ResultColumn column) {
    super(column);
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
    return ValueText.bytes(bytes.data(), offsets[row], offsets[row + 1]);
  }

  @Override
  public byte[] getBytes(int row) {
    return bytes.getBytes(row);
  }
}
