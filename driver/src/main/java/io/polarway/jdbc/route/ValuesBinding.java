package io.polarway.jdbc.route;

import io.polarway.jdbc.sql.SqlStatement.Value;
import io.polarway.jdbc.type.ColumnBinder;
import io.polarway.jdbc.type.ParameterBinder;
import io.polarway.storage.RowChange;
import io.polarway.storage.Session;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * INSERT INTO ... VALUES whose parameters are bound straight into the column buffers that the table
 * is written from.
 *
 * <p>Each row of VALUES has a lane, a batch of the table's columns. A parameter writes the open
 * slot of one column of one lane; {@link #addRow} makes the open slots rows, and a parameter that
 * was not set again keeps its value. The columns of literals and defaults are filled once for all
 * rows, in {@link #write}. Not thread-safe.
 */
public final class ValuesBinding {

  private static final int LANE_CAPACITY = 1024;
  private static final int SMALL_LANE_CAPACITY = 16;

  /** More rows than these are written in parts, between which the progress is told. */
  private static final int ROWS_OF_PART = 65_536;

  private Route.InsertValues insert;
  private final ZoneId sessionZone;
  private final List<DataType> types;
  private final List<ColumnBatch> lanes;
  private final Column[] parameterColumns;
  private final Parameters parameters;
  private final boolean hasComputedDefaults;
  private @Nullable ColumnBatch literals;
  private int rows;

  /**
   * @param sessionZone in which local times become instants
   */
  public ValuesBinding(Route.InsertValues insert, ZoneId sessionZone) {
    this.insert = insert;
    this.sessionZone = sessionZone;
    this.types = insert.table().columns().stream().map(ColumnDefinition::type).toList();
    int capacity = insert.rows().size() == 1 ? LANE_CAPACITY : SMALL_LANE_CAPACITY;
    this.parameterColumns = new Column[insert.parameterCount()];
    this.lanes = new ArrayList<>(insert.rows().size());
    ParameterBinder[] binders = new ParameterBinder[insert.parameterCount()];
    boolean computed = false;
    for (List<Value> row : insert.rows()) {
      ColumnBatch lane = ColumnBatch.create(types, insert.parameterCount() == 0 ? 1 : capacity);
      lanes.add(lane);
      for (int i = 0; i < row.size(); i++) {
        Value value = row.get(i);
        computed |= value instanceof Value.Default;
        if (value instanceof Value.Parameter parameter) {
          parameterColumns[parameter.index()] = lane.column(i);
          binders[parameter.index()] = binder(parameter, i, lane.column(i));
        }
      }
    }
    this.hasComputedDefaults = computed;
    this.parameters = new Parameters(binders);
  }

  /** Whether the values can go where {@code route} wants them: its columns are those of before. */
  public boolean fits(Route.InsertValues route) {
    return shape(route.table()).equals(shape(insert.table())) && route.rows().equals(insert.rows());
  }

  /** Goes another way that {@link #fits}, such as to a table that was created anew. */
  public void use(Route.InsertValues route) {
    insert = route;
  }

  public Parameters parameters() {
    return parameters;
  }

  /** The types of the parameters, in their order. */
  public List<DataType> parameterTypes() {
    List<DataType> parameterTypes = new ArrayList<>(parameterColumns.length);
    for (Column column : parameterColumns) {
      parameterTypes.add(column.type());
    }
    return parameterTypes;
  }

  /** Adds a row to each lane. */
  public void addRow() throws SQLException {
    parameters.checkAllSet();
    Column[] columns = parameterColumns;
    for (int i = 0; i < columns.length; i++) {
      Column column = columns[i];
      if (parameters.isKept(i)) {
        column.repeat();
      }
      column.advance();
    }
    parameters.keepAll();
    rows++;
  }

  /** How often {@link #addRow} was called since the rows were last written or cleared. */
  public int rows() {
    return rows;
  }

  /** The rows of the table that each {@link #addRow} makes. */
  public int rowsEach() {
    return lanes.size();
  }

  /**
   * Drops the rows; the parameters keep their values. {@link Column#clear} keeps the last row's, so
   * a value that was set since is made a row first.
   */
  public void clearRows() {
    if (rows > 0) {
      for (int i = 0; i < parameterColumns.length; i++) {
        if (!parameters.isKept(i)) {
          parameterColumns[i].advance();
        }
      }
      lanes.forEach(ColumnBatch::clear);
      parameters.restoreAll();
      rows = 0;
    }
  }

  /** Takes away the row added last, to be written alone; the parameters keep its values. */
  public ValuesBinding takeLastRow() {
    ValuesBinding taken = new ValuesBinding(insert, sessionZone);
    rows--;
    for (int i = 0; i < parameterColumns.length; i++) {
      Column target = taken.parameterColumns[i];
      target.appendFrom(parameterColumns[i], rows);
      parameterColumns[i].truncate(rows);
      parameterColumns[i].putFrom(target, 0);
    }
    taken.rows = 1;
    parameters.restoreAll();
    return taken;
  }

  /** As {@link #write(Session, Duration, Consumer, RowProgress, KeptRows)}. */
  public Written write(
      Session session,
      Duration timeout,
      Consumer<BatchStream> opened,
      RowProgress progress,
      KeyColumns keyColumns)
      throws SQLException {
    KeptRows keys = KeptRows.of(insert.table(), keyColumns.positions(insert.table()));
    return new Written(write(session, timeout, opened, progress, keys), null, keys.held());
  }

  /**
   * Adds the rows to the table. They stay here, so that it can be done again.
   *
   * @param opened is told of each query's stream, so that it can be cancelled
   * @param progress is told how many rows are written
   * @param keys takes the rows
   * @return the number of rows added
   */
  long write(
      Session session,
      Duration timeout,
      Consumer<BatchStream> opened,
      RowProgress progress,
      KeptRows keys)
      throws SQLException {
    try (RowChange append = session.change(insert.table())) {
      clearConstants();
      fillLanes(session, timeout, opened);
      ColumnBatch batch = lanes.size() == 1 ? lanes.get(0) : gathered();
      add(append, batch, progress);
      keys.add(batch);
      return append.finish();
    }
  }

  private void add(RowChange append, ColumnBatch batch, RowProgress progress) {
    if (batch.size() <= ROWS_OF_PART) {
      append.add(batch);
      return;
    }
    ColumnBatch part = ColumnBatch.create(types, ROWS_OF_PART);
    for (int from = 0; from < batch.size(); from += ROWS_OF_PART) {
      progress.advances(from, batch.size());
      part.clear();
      part.appendRange(batch, from, Math.min(batch.size(), from + ROWS_OF_PART));
      append.add(part);
    }
    progress.advances(batch.size(), batch.size());
  }

  /** Empties the columns that are not those of parameters. */
  private void clearConstants() {
    for (int lane = 0; lane < lanes.size(); lane++) {
      List<Value> row = insert.rows().get(lane);
      for (int i = 0; i < row.size(); i++) {
        if (!(row.get(i) instanceof Value.Parameter)) {
          lanes.get(lane).column(i).clear();
        }
      }
    }
  }

  private ColumnBatch gathered() {
    ColumnBatch gathered = ColumnBatch.create(types, rows * lanes.size());
    for (ColumnBatch lane : lanes) {
      gathered.appendRange(lane, 0, rows);
    }
    return gathered;
  }

  private void fillLanes(Session session, Duration timeout, Consumer<BatchStream> opened)
      throws SQLException {
    ColumnBatch constants = literals;
    if (constants == null) {
      constants = new LiteralRows(session, sessionZone, timeout, opened).evaluate(insert, types);
      literals = constants;
    }
    for (int lane = 0; lane < lanes.size(); lane++) {
      List<Value> row = insert.rows().get(lane);
      for (int i = 0; i < row.size(); i++) {
        Value value = row.get(i);
        if (!(value instanceof Value.Parameter) && !(value instanceof Value.Default)) {
          fill(lanes.get(lane).column(i), constants.column(i), lane);
        }
      }
    }
    if (hasComputedDefaults) {
      computeDefaults(session, timeout, opened);
    }
  }

  private ParameterBinder binder(Value.Parameter parameter, int column, Column target) {
    ColumnDefinition definition = insert.table().columns().get(column);
    ColumnBinder binder =
        ColumnBinder.create(
            "parameter %d (column %s)".formatted(parameter.index() + 1, definition.name()),
            definition.type(),
            sessionZone);
    binder.open(target);
    return binder;
  }

  /** What of a table the columns are made for. */
  private static List<ColumnDefinition> shape(TableDefinition table) {
    return table.columns().stream()
        .map(
            column ->
                new ColumnDefinition(
                    0, column.name(), column.type(), true, column.defaultExpression()))
        .toList();
  }

  private void fill(Column target, Column source, int row) {
    target.reserve(rows);
    for (int i = 0; i < rows; i++) {
      target.appendFrom(source, row);
    }
  }

  /** A value of each default that has to be computed, for each row of each lane. */
  private void computeDefaults(Session session, Duration timeout, Consumer<BatchStream> opened)
      throws SQLException {
    List<ColumnDefinition> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      if (isDefaultSomewhere(i)) {
        columns.add(insert.table().columns().get(i));
      }
    }
    ColumnBatch computed =
        new ComputedDefaults(session, sessionZone, timeout, opened)
            .evaluate(columns, rows * lanes.size());
    for (int lane = 0; lane < lanes.size(); lane++) {
      List<Value> row = insert.rows().get(lane);
      for (int i = 0; i < columns.size(); i++) {
        int column = insert.table().columns().indexOf(columns.get(i));
        if (row.get(column) instanceof Value.Default) {
          lanes
              .get(lane)
              .column(column)
              .appendRange(computed.column(i), lane * rows, (lane + 1) * rows);
        }
      }
    }
  }

  private boolean isDefaultSomewhere(int column) {
    return insert.rows().stream().anyMatch(row -> row.get(column) instanceof Value.Default);
  }
}
