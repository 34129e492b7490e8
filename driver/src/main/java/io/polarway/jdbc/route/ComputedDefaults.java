package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.SequenceCalls;
import io.polarway.jdbc.type.ColumnBinder;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.SequenceDefinition;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Computes the defaults of columns, anew for each row. Values of sequences are taken here; the
 * engine computes all others in one query, so that what is one value for a statement, as now() is,
 * is one for all rows.
 */
final class ComputedDefaults {

  private final Session session;
  private final ZoneId sessionZone;
  private final Duration timeout;
  private final Consumer<BatchStream> opened;
  private final TableNames names;

  ComputedDefaults(
      Session session, ZoneId sessionZone, Duration timeout, Consumer<BatchStream> opened) {
    this.session = session;
    this.sessionZone = sessionZone;
    this.timeout = timeout;
    this.opened = opened;
    // The names in defaults have their schemas.
    this.names = new TableNames(session, TableNames.MAIN_SCHEMA);
  }

  /** So many rows of the defaults of these columns. */
  ColumnBatch evaluate(List<ColumnDefinition> columns, int rows) throws SQLException {
    List<@Nullable Column> taken = new ArrayList<>();
    List<ColumnDefinition> others = new ArrayList<>();
    for (ColumnDefinition column : columns) {
      SequenceDefinition sequence = sequence(column);
      taken.add(sequence == null ? null : values(sequence, column, rows));
      if (sequence == null) {
        others.add(column);
      }
    }
    List<Column> computed = others.isEmpty() ? List.of() : compute(others, rows).columns();
    List<Column> all = new ArrayList<>();
    int next = 0;
    for (Column column : taken) {
      all.add(column != null ? column : computed.get(next++));
    }
    return new ColumnBatch(all);
  }

  /** The sequence of which a default takes a value and does nothing else; null for others. */
  private @Nullable SequenceDefinition sequence(ColumnDefinition column) throws SQLException {
    String expression = column.defaultExpression();
    var name = expression == null ? null : SequenceCalls.taken(expression);
    return name == null ? null : names.sequence(name);
  }

  private Column values(SequenceDefinition sequence, ColumnDefinition column, int rows)
      throws SQLException {
    Column values = Column.create(column.type(), rows);
    ColumnBinder binder =
        ColumnBinder.create("column " + column.name(), column.type(), sessionZone);
    binder.open(values);
    for (int i = 0; i < rows; i++) {
      binder.setLong(session.sequences().next(sequence));
      values.advance();
    }
    return values;
  }

  private ColumnBatch compute(List<ColumnDefinition> columns, int rows) throws SQLException {
    SequenceSql sequences = new SequenceSql(session, names);
    StringBuilder sql = new StringBuilder();
    for (ColumnDefinition column : columns) {
      sql.append(sql.isEmpty() ? "SELECT " : ", ").append("CAST((");
      sql.append(sequences.resolved(String.valueOf(column.defaultExpression()))).append("\n) AS ");
      sql.append(column.type().sqlName()).append(')');
    }
    sql.append(" FROM range(").append(rows).append(')');
    List<DataType> types = columns.stream().map(ColumnDefinition::type).toList();
    ColumnBatch computed = ColumnBatch.create(types, rows);
    try (BatchStream stream =
        session.query(Query.withoutTables(sql.toString()), List.of(), timeout)) {
      opened.accept(stream);
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        computed.appendRange(batch, 0, batch.size());
      }
    }
    return computed;
  }
}
