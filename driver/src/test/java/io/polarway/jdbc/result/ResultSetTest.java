package io.polarway.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.Column;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ObjectColumn;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Struct;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSetTest {

  private static final ResultSetOptions OPTIONS = ResultSetOptions.detached(ZoneOffset.UTC);

  private static StreamedResultSet streamed(int rows) {
    return new StreamedResultSet(new Batches(rows, 4, null), OPTIONS);
  }

  private static InMemoryResultSet inMemory(int rows) throws SQLException {
    return InMemoryResultSet.drain(new Batches(rows, 4, null), OPTIONS);
  }

  private static ResultSet of(boolean streaming, int rows) throws SQLException {
    return streaming ? streamed(rows) : inMemory(rows);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allRowsOfAllBatchesAreRead(boolean streaming) throws SQLException {
    ResultSet rows = of(streaming, 10);
    for (int i = 1; i <= 10; i++) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getRow()).isEqualTo(i);
      assertThat(rows.getLong(1)).isEqualTo(i);
      assertThat(rows.wasNull()).isFalse();
      assertThat(rows.getDouble("price")).isEqualTo(i % 3 == 0 ? 0 : i / 2.0);
      assertThat(rows.wasNull()).isEqualTo(i % 3 == 0);
      assertThat(rows.getObject(2)).isEqualTo(i % 3 == 0 ? null : i / 2.0);
      assertThat(rows.getString("NAME")).isEqualTo("row " + i);
    }
    assertThat(rows.next()).isFalse();
    assertThat(rows.next()).isFalse();
    assertThat(rows.isAfterLast()).isTrue();
    assertThat(rows.getRow()).isZero();
    assertThat(state(() -> rows.getLong(1))).isEqualTo("24000");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aResultWithoutRowsHasNoPositions(boolean streaming) throws SQLException {
    ResultSet rows = of(streaming, 0);
    assertThat(rows.isBeforeFirst()).isFalse();
    assertThat(rows.next()).isFalse();
    assertThat(rows.isAfterLast()).isFalse();
    assertThat(rows.isFirst()).isFalse();
    assertThat(rows.isLast()).isFalse();
    assertThat(rows.getMetaData().getColumnCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void positionsAreKnown(boolean streaming) throws SQLException {
    ResultSet rows = of(streaming, 6);
    assertThat(rows.isBeforeFirst()).isTrue();
    assertThat(rows.isBeforeFirst()).isTrue();
    rows.next();
    assertThat(rows.getLong(1)).isEqualTo(1);
    assertThat(rows.isBeforeFirst()).isFalse();
    assertThat(rows.isFirst()).isTrue();
    assertThat(rows.isLast()).isFalse();
    rows.next();
    assertThat(rows.isFirst()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void mistakesAreNamed(boolean streaming) throws SQLException {
    ResultSet rows = of(streaming, 5);
    assertThat(state(() -> rows.getLong(1))).isEqualTo("24000");
    rows.next();
    assertThat(state(() -> rows.getLong(0))).isEqualTo("07009");
    assertThat(state(() -> rows.getLong(5))).isEqualTo("07009");
    assertThat(state(() -> rows.getLong("prise"))).isEqualTo("42703");
    assertThat(message(() -> rows.getLong("prise"))).contains("Did you mean \"price\"?");
    assertThat(state(() -> rows.findColumn(null))).isEqualTo("42703");
    assertThat(state(() -> rows.getTimestamp(1))).isEqualTo("07006");
    assertThat(state(() -> rows.getInt("name"))).isEqualTo("22018");
    assertThat(state(() -> rows.setFetchSize(-1))).isEqualTo("22023");
    assertThat(state(() -> rows.getRef(1))).isEqualTo("0A000");
    assertThat(state(() -> rows.unwrap(String.class))).isEqualTo("22023");
    assertThat(rows.unwrap(AbstractPolarwayResultSet.class)).isSameAs(rows);
    assertThat(rows.findColumn("id")).as("the first of several").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everythingThatChangesRowsIsUnsupportedByName(boolean streaming) throws Exception {
    ResultSet rows = of(streaming, 1);
    rows.next();
    int methods = 0;
    for (Method method : ResultSet.class.getMethods()) {
      if (method
          .getName()
          .matches("update.+|insertRow|deleteRow|refreshRow|cancelRow.+|moveTo.+")) {
        methods++;
        try {
          method.invoke(rows, arguments(method));
          assertThat(true).as("%s did nothing", method).isFalse();
        } catch (InvocationTargetException e) {
          assertThat(e.getCause())
              .isInstanceOf(SQLFeatureNotSupportedException.class)
              .hasMessageContaining(method.getName());
        }
      }
    }
    assertThat(methods).isEqualTo(93);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClosedResultSetRefusesEveryCall(boolean streaming) throws Exception {
    AtomicInteger closed = new AtomicInteger();
    ResultSetOptions options =
        new ResultSetOptions(
            null,
            ZoneOffset.UTC,
            0,
            0,
            0,
            ColumnOrigin.Finder.UNKNOWN,
            rows -> closed.incrementAndGet());
    ResultSet rows =
        streaming
            ? new StreamedResultSet(new Batches(5, 4, null), options)
            : InMemoryResultSet.drain(new Batches(5, 4, null), options);
    rows.next();
    rows.close();
    rows.close();

    assertThat(closed).hasValue(1);
    assertThat(rows.isClosed()).isTrue();
    for (Method method : ResultSet.class.getMethods()) {
      if (method.getName().matches("close|isClosed|unwrap|isWrapperFor")) {
        continue;
      }
      try {
        method.invoke(rows, arguments(method));
        assertThat(true).as("%s worked on a closed result set", method).isFalse();
      } catch (InvocationTargetException e) {
        assertThat(state(e.getCause())).as(method.toString()).isIn("24000", "0A000", "22023");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 4, 6, 10, 100})
  void maxRowsEndTheRows(long maxRows) throws SQLException {
    ResultSetOptions options =
        new ResultSetOptions(
            null, ZoneOffset.UTC, maxRows, 0, 0, ColumnOrigin.Finder.UNKNOWN, rows -> {});
    Batches stream = new Batches(10, 4, null);

    assertThat(count(new StreamedResultSet(stream, options))).isEqualTo(Math.min(10, maxRows));
    assertThat(stream.closed).isTrue();
    assertThat(count(InMemoryResultSet.drain(new Batches(10, 4, null), options)))
        .isEqualTo(Math.min(10, maxRows));
  }

  @Test
  void aFailureInMidStreamComesAfterTheRowsBeforeIt() throws SQLException {
    StreamedResultSet rows =
        new StreamedResultSet(
            new Batches(6, 4, new StorageException(Failure.DIVISION_BY_ZERO, "by zero")), OPTIONS);
    for (int i = 0; i < 6; i++) {
      assertThat(rows.next()).isTrue();
    }

    assertThat(state(rows::next)).isEqualTo("22012");
    assertThat(state(() -> rows.getLong(1))).isEqualTo("24000");
    assertThat(
            state(
                () ->
                    InMemoryResultSet.drain(
                        new Batches(6, 4, new StorageException(Failure.CANCELLED, "x")), OPTIONS)))
        .isEqualTo("57014");
  }

  @Test
  void aResultSetClosedByAnotherThreadEndsTheReading() throws Exception {
    StreamedResultSet rows = streamed(1_000_000_000);
    rows.next();
    Thread other = new Thread(rows::close);
    other.start();
    String state = null;
    try {
      while (rows.next()) {
        rows.getLong(1);
      }
    } catch (SQLException e) {
      state = e.getSQLState();
    }
    other.join();

    assertThat(state).isEqualTo("24000");
  }

  @Test
  void aForwardOnlyResultSetDoesNotScroll() throws SQLException {
    StreamedResultSet rows = streamed(9);
    rows.next();
    assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    for (Action call :
        List.<Action>of(
            rows::first,
            rows::last,
            rows::previous,
            rows::beforeFirst,
            rows::afterLast,
            () -> rows.absolute(1),
            () -> rows.relative(1),
            () -> rows.setFetchDirection(ResultSet.FETCH_REVERSE))) {
      assertThat(state(call)).isEqualTo("0A000");
    }
    assertThat(rows.getLong(1)).isEqualTo(1);
  }

  @Test
  void theLastRowIsKnownAlsoAtTheEndOfABatch() throws SQLException {
    for (int size : List.of(1, 4, 8, 10)) {
      ResultSet rows = new StreamedResultSet(new Batches(size, 4, null), OPTIONS);
      for (int row = 1; row <= size; row++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.isLast()).as("%d of %d", row, size).isEqualTo(row == size);
        assertThat(rows.isLast()).isEqualTo(row == size);
        assertThat(rows.getLong(1)).isEqualTo(row);
        assertThat(rows.getString(3)).isEqualTo("row " + row);
      }
      assertThat(rows.next()).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
    }
  }

  @Test
  void aResultThatCannotBeHeldIsRefused() {
    assertThat(
            state(() -> InMemoryResultSet.drain(new Batches(10_000, 100, null), OPTIONS, 10_000)))
        .isEqualTo("53200");
  }

  @Test
  void anInMemoryResultSetScrolls() throws SQLException {
    InMemoryResultSet rows = inMemory(10);
    assertThat(rows.last()).isTrue();
    assertThat(rows.getLong(1)).isEqualTo(10);
    assertThat(rows.isLast()).isTrue();
    assertThat(rows.next()).isFalse();
    assertThat(rows.previous()).isTrue();
    assertThat(rows.getLong(1)).isEqualTo(10);
    assertThat(rows.absolute(5)).isTrue();
    assertThat(rows.getString("name")).isEqualTo("row 5");
    assertThat(rows.relative(-4)).isTrue();
    assertThat(rows.isFirst()).isTrue();
    assertThat(rows.relative(3)).isTrue();
    assertThat(rows.getLong(1)).isEqualTo(4);
    assertThat(rows.absolute(-1)).isTrue();
    assertThat(rows.getLong(1)).isEqualTo(10);
    assertThat(rows.absolute(-11)).isFalse();
    assertThat(rows.isBeforeFirst()).isTrue();
    assertThat(rows.absolute(11)).isFalse();
    assertThat(rows.isAfterLast()).isTrue();
    assertThat(rows.relative(Integer.MAX_VALUE)).isFalse();
    assertThat(rows.relative(Integer.MIN_VALUE)).isFalse();
    assertThat(rows.isBeforeFirst()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(rows.previous()).isFalse();
    assertThat(rows.previous()).isFalse();
    assertThat(rows.first()).isTrue();
    List<Long> backwards = new ArrayList<>();
    rows.afterLast();
    while (rows.previous()) {
      backwards.add(rows.getLong(1));
    }
    assertThat(backwards).containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void resultSetsCanShareBatches() throws SQLException {
    Batches stream = new Batches(3, 4, null);
    ColumnBatch batch = stream.next();
    assertThat(batch).isNotNull();
    InMemoryResultSet one = new InMemoryResultSet(Batches.COLUMNS, List.of(batch), OPTIONS);
    InMemoryResultSet other = new InMemoryResultSet(Batches.COLUMNS, List.of(batch), OPTIONS);
    one.next();
    one.close();

    assertThat(count(other)).isEqualTo(3);
  }

  @Test
  void listsAndStructsAreArraysAndStructs() throws SQLException {
    DataType list = new DataType.ListOf(ScalarType.INTEGER);
    DataType struct =
        new DataType.Struct(
            List.of(
                new DataType.Field("a", ScalarType.INTEGER),
                new DataType.Field("b", ScalarType.VARCHAR)));
    ObjectColumn lists = (ObjectColumn) Column.create(list, 1);
    lists.append(Arrays.asList(1, null, 3));
    ObjectColumn structs = (ObjectColumn) Column.create(struct, 1);
    structs.append(Map.of("a", 1, "b", "x"));
    ResultSet rows =
        new InMemoryResultSet(
            List.of(new ResultColumn("l", list), new ResultColumn("s", struct)),
            List.of(new ColumnBatch(List.of(lists, structs))),
            OPTIONS);
    rows.next();

    Array array = rows.getArray(1);
    assertThat((Object[]) array.getArray()).containsExactly(1, null, 3);
    assertThat((Object[]) array.getArray(2, 2)).containsExactly(null, 3);
    assertThat(array.getBaseType()).isEqualTo(Types.INTEGER);
    assertThat(rows.getObject(1)).isInstanceOf(Array.class);
    assertThat((Object) rows.getObject(1, List.class)).isEqualTo(Arrays.asList(1, null, 3));
    assertThat(rows.getString(1)).isEqualTo("[1, NULL, 3]");
    ResultSet elements = array.getResultSet();
    elements.next();
    elements.next();
    elements.next();
    assertThat(elements.getInt("INDEX")).isEqualTo(3);
    assertThat(elements.getInt("VALUE")).isEqualTo(3);
    assertThat(state(() -> array.getArray(5, 1))).isEqualTo("22023");

    assertThat(((Struct) rows.getObject(2)).getAttributes()).containsExactly(1, "x");
    assertThat((Object) rows.getObject(2, Map.class)).isEqualTo(Map.of("a", 1, "b", "x"));
    assertThat(state(() -> rows.getArray(2))).isEqualTo("07006");
  }

  @Test
  void metadataTellsTheTypes() throws SQLException {
    ResultSetMetaData metadata =
        new PolarwayResultSetMetaData(
            List.of(
                new ResultColumn("ts", ScalarType.TIMESTAMP),
                new ResultColumn("price", new DataType.Decimal(10, 2)),
                new ResultColumn("total", ScalarType.HUGEINT)),
            ColumnOrigin.Finder.UNKNOWN);

    assertThat(metadata.getColumnCount()).isEqualTo(3);
    assertThat(metadata.getColumnLabel(1)).isEqualTo("ts");
    assertThat(metadata.getColumnType(1)).isEqualTo(Types.TIMESTAMP);
    assertThat(metadata.getColumnClassName(1)).isEqualTo("java.sql.Timestamp");
    assertThat(metadata.getPrecision(2)).isEqualTo(10);
    assertThat(metadata.getScale(2)).isEqualTo(2);
    assertThat(metadata.getColumnDisplaySize(2)).isEqualTo(12);
    assertThat(metadata.isSigned(2)).isTrue();
    assertThat(metadata.getColumnType(3)).isEqualTo(Types.NUMERIC);
    assertThat(metadata.getTableName(1)).isEmpty();
    assertThat(state(() -> metadata.getColumnType(4))).isEqualTo("07009");
  }

  private interface Action {
    void run() throws SQLException;
  }

  private static String state(Action action) {
    try {
      action.run();
      return "none";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static String state(@Nullable Throwable exception) {
    return exception instanceof SQLException sqlException
        ? String.valueOf(sqlException.getSQLState())
        : String.valueOf(exception);
  }

  private static String message(Action action) {
    try {
      action.run();
      return "none";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  /** Values that do no harm, with 1 for numbers. */
  private static Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(
            type -> {
              if (type == int.class) {
                return 1;
              }
              if (type == long.class) {
                return 1L;
              }
              if (type == boolean.class) {
                return true;
              }
              if (type == byte.class) {
                return (byte) 1;
              }
              if (type == short.class) {
                return (short) 1;
              }
              if (type == float.class) {
                return 1f;
              }
              if (type == double.class) {
                return 1d;
              }
              return type == String.class ? "name" : null;
            })
        .toArray();
  }
}
