package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.WideColumn;
import java.util.UUID;

/** UUID. */
final class UuidReader extends ColumnReader {

  private long[] high = {};
  private long[] low = {};

  UuidReader(ResultColumn column) {
    super(column);
  }

  @Override
  void take(Column values) {
    high = ((WideColumn) values).high();
    low = ((WideColumn) values).low();
  }

  @Override
  public Object getObject(int row) {
    return getUuid(row);
  }

  @Override
  public String getString(int row) {
    return getUuid(row).toString();
  }

  @Override
  public UUID getUuid(int row) {
    return new UUID(high[row], low[row]);
  }
}
