package io.polarway.tck.shell;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes each row as a JSON object on a line of its own; numbers and booleans stay such. */
final class JsonRows {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonRows() {}

  /** Writes all rows; returns how many. Of columns with the same label the last one counts. */
  static long print(ResultSet rows, PrintStream out) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    long count = 0;
    while (rows.next()) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        object.put(columns.getColumnLabel(column), value(rows, column));
      }
      try {
        out.println(MAPPER.writeValueAsString(object));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      count++;
    }
    out.flush();
    return count;
  }

  private static @Nullable Object value(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : (Object) number.toString();
    }
    if (value instanceof Float number) {
      return Float.isFinite(number) ? number : (Object) number.toString();
    }
    if (value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigDecimal
        || value instanceof java.math.BigInteger) {
      return value;
    }
    return rows.getString(column);
  }
}
