package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ScalarType;
import java.sql.SQLException;

/** Into BLOB; a text as the engine reads it, with {@code \xFF} for what is not ASCII. */
final class BytesBinder extends ColumnBinder {

  private BytesColumn column;

  BytesBinder(String where) {
    super(where, ScalarType.BLOB);
    column = (BytesColumn) Column.create(ScalarType.BLOB, 0);
  }

  @Override
  void take(Column target) {
    column = (BytesColumn) target;
  }

  @Override
  void putBytes(byte[] bytes) throws SQLException {
    try {
      column.put(bytes, 0, bytes.length);
    } catch (IllegalArgumentException e) {
      throw SqlErrors.of(
          SqlState.OUT_OF_MEMORY,
          "Cannot take the bytes of %s: %s".formatted(where(), e.getMessage()),
          e);
    }
  }

  @Override
  void putText(String text) throws SQLException {
    putBytes(parsed(text, TextParser::bytes));
  }
}
