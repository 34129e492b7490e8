package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.SqlStatement.Value;
import io.polarway.jdbc.type.ColumnBinder;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The literals of VALUES rows as values of the table's columns. Those that can only be read one way
 * are read here; when there is any other, the engine casts them all, so that a literal means here
 * what it means everywhere.
 */
final class LiteralRows {

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?");

  private final Session session;
  private final ZoneId sessionZone;
  private final Duration timeout;
  private final Consumer<BatchStream> opened;

  LiteralRows(Session session, ZoneId sessionZone, Duration timeout, Consumer<BatchStream> opened) {
    this.session = session;
    this.sessionZone = sessionZone;
    this.timeout = timeout;
    this.opened = opened;
  }

  /** A row for each of VALUES, null where there is no literal. */
  ColumnBatch evaluate(Route.InsertValues insert, List<DataType> types) throws SQLException {
    return arePlain(insert.rows(), types) ? read(insert, types) : cast(insert.rows(), types);
  }

  private static boolean arePlain(List<List<Value>> rows, List<DataType> types) {
    for (List<Value> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (!isPlain(row.get(i), types.get(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isPlain(Value value, DataType type) {
    if (value instanceof Value.NumberLiteral number) {
      return isPlain(number.digits(), type);
    }
    if (value instanceof Value.TextLiteral text) {
      return type == ScalarType.VARCHAR
          || type instanceof DataType.Text
          || (type == ScalarType.DATE && DATE.matcher(text.value()).matches())
          || (type == ScalarType.TIMESTAMP && TIMESTAMP.matcher(text.value()).matches());
    }
    if (value instanceof Value.BooleanLiteral) {
      return type == ScalarType.BOOLEAN;
    }
    return true;
  }

  private static boolean isPlain(String digits, DataType type) {
    boolean whole = digits.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
    if (type instanceof DataType.Decimal decimal) {
      int point = digits.indexOf('.');
      return whole
          || (point >= 0
              && digits.chars().noneMatch(c -> c == 'e' || c == 'E' || c == '_')
              && digits.length() - point - 1 <= decimal.scale());
    }
    if (type == ScalarType.DOUBLE) {
      return digits.indexOf('_') < 0;
    }
    return whole
        && (type == ScalarType.TINYINT
            || type == ScalarType.SMALLINT
            || type == ScalarType.INTEGER
            || type == ScalarType.BIGINT);
  }

  private ColumnBatch read(Route.InsertValues insert, List<DataType> types) throws SQLException {
    ColumnBatch batch = ColumnBatch.create(types, insert.rows().size());
    for (int i = 0; i < types.size(); i++) {
      Column column = batch.column(i);
      ColumnBinder binder =
          ColumnBinder.create(
              "column " + insert.table().columns().get(i).name(), types.get(i), sessionZone);
      binder.open(column);
      for (List<Value> row : insert.rows()) {
        put(row.get(i), column, binder);
        column.advance();
      }
    }
    return batch;
  }

  private static void put(Value value, Column column, ColumnBinder binder) throws SQLException {
    if (value instanceof Value.NumberLiteral number) {
      binder.setBigDecimal(new BigDecimal(number.digits()));
    } else if (value instanceof Value.TextLiteral text) {
      binder.setString(text.value());
    } else if (value instanceof Value.BooleanLiteral truth) {
      binder.setBoolean(truth.value());
    } else {
      column.putNull();
    }
  }

  private ColumnBatch cast(List<List<Value>> rows, List<DataType> types) {
    StringBuilder sql = new StringBuilder("VALUES ");
    for (int r = 0; r < rows.size(); r++) {
      sql.append(r == 0 ? "(" : ", (");
      List<String> casts = new ArrayList<>(types.size());
      for (int i = 0; i < types.size(); i++) {
        casts.add(
            "CAST(" + SqlText.literal(rows.get(r).get(i)) + " AS " + types.get(i).sqlName() + ")");
      }
      sql.append(String.join(", ", casts)).append(')');
    }
    ColumnBatch cast = ColumnBatch.create(types, rows.size());
    try (BatchStream stream =
        session.query(Query.withoutTables(sql.toString()), List.of(), timeout)) {
      opened.accept(stream);
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        cast.appendRange(batch, 0, batch.size());
      }
    }
    return cast;
  }
}
