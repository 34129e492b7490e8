package io.polarway.jdbc.type;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.column.WideColumn;
import java.sql.SQLException;
import java.util.UUID;

/** Into UUID. */
final class UuidBinder extends ColumnBinder {

  private WideColumn column;

  UuidBinder(String where) {
    super(where, ScalarType.UUID);
    column = (WideColumn) Column.create(ScalarType.UUID, 0);
  }

  @Override
  void take(Column target) {
    column = (WideColumn) target;
  }

  @Override
  void putUuid(UUID value) {
    column.put(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  @Override
  void putText(String text) throws SQLException {
    putUuid(parsed(text, TextParser::uuid));
  }
}
