package io.polarway.storage.engine;

import io.polarway.storage.column.QueryProgress;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's native functions, by method handles: its JDBC classes read results row by row, lose
 * errors in mid-stream and block on locks of their own, and the functions below them are not
 * public.
 *
 * <p>A native object is a {@link ByteBuffer} of no content that stands at its address. Using one
 * after it was freed ends the process, so {@link Cursor} and {@link StreamResources} own them. All
 * functions are thread-safe as far as they work on different connections; {@link #interrupt} and
 * {@link #progress} may be called from any thread.
 */
final class DuckDb {

  /** The version of DuckDB's JDBC driver that the functions were taken from. */
  private static final String SUPPORTED = "2.0";

  private final MethodHandle startup;
  private final MethodHandle connect;
  private final MethodHandle disconnect;
  private final MethodHandle interrupt;
  private final MethodHandle queryProgress;
  private final MethodHandle progressPercentage;
  private final MethodHandle progressRows;
  private final MethodHandle progressTotalRows;
  private final MethodHandle prepare;
  private final MethodHandle release;
  private final MethodHandle statementMeta;
  private final MethodHandle execute;
  private final MethodHandle destroyResult;
  private final MethodHandle resultError;
  private final MethodHandle resultColumnCount;
  private final MethodHandle resultColumnName;
  private final MethodHandle resultColumnType;
  private final MethodHandle fetchChunk;
  private final MethodHandle destroyChunk;
  private final MethodHandle chunkSize;
  private final MethodHandle chunkVector;
  private final MethodHandle createAppender;
  private final MethodHandle appendChunk;
  private final MethodHandle closeAppender;
  private final MethodHandle destroyAppender;
  private final MethodHandle appenderError;
  private final MethodHandle vectorType;
  private final MethodHandle vectorData;
  private final MethodHandle vectorValidity;
  private final MethodHandle vectorString;
  private final MethodHandle listChild;
  private final MethodHandle listSize;
  private final MethodHandle structChild;
  private final MethodHandle arrayChild;
  private final MethodHandle enumInternalType;
  private final MethodHandle enumSize;
  private final MethodHandle enumValue;
  private final MethodHandle destroyType;
  private final MethodHandle metaNames;
  private final MethodHandle metaTypes;
  private final MethodHandle metaReturnType;
  private final MethodHandle metaParameters;
  private final MethodHandle parameterTypes;
  private final MethodHandle newTimestamp;
  private final MethodHandle newTimestampTz;
  private final MethodHandle newTime;
  private final MethodHandle newHugeInt;
  private final MethodHandle newArray;
  private final MethodHandle newStruct;
  private final MethodHandle newMap;
  private final MethodHandle newFunction;
  private final MethodHandle functionReference;
  private final MethodHandle registerFunction;

  private static final class Holder {
    static final DuckDb INSTANCE;

    static {
      DuckDb loaded;
      try {
        loaded = load();
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        throw new ExceptionInInitializerError(e);
      }
      INSTANCE = loaded;
    }
  }

  /**
   * The one of this process, loaded by the first call.
   *
   * @throws StorageException when the DuckDB on the class path has other functions
   */
  static DuckDb get() {
    try {
      return Holder.INSTANCE;
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StorageException(
          Failure.INTERNAL,
          "The embedded engine cannot be started: %s. Polarway needs org.duckdb:duckdb_jdbc of version %s.x;"
                  .formatted(cause, SUPPORTED)
              + " look for another version of it on the class path.",
          cause);
    }
  }

  private static DuckDb load() throws ReflectiveOperationException {
    ClassLoader source = DuckDb.class.getClassLoader();
    return new DuckDb(new EngineClassLoader(source, NativeLibrary.locate(source)));
  }

  private DuckDb(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> natives = Class.forName("org.duckdb.DuckDBNative", true, loader);
    Class<?> bindings = Class.forName("org.duckdb.DuckDBBindings", true, loader);
    Class<?> meta = Class.forName("org.duckdb.DuckDBResultSetMetaData", true, loader);
    Class<?> progress = Class.forName("org.duckdb.QueryProgress", true, loader);
    Class<?> parameterMeta = Class.forName("org.duckdb.DuckDBParameterMetaData", true, loader);
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(natives, MethodHandles.lookup());
    Finder jdbc = new Finder(lookup, natives);
    Finder capi = new Finder(lookup, bindings);

    startup =
        jdbc.find(
            "duckdb_jdbc_startup",
            ByteBuffer.class,
            byte[].class,
            boolean.class,
            Properties.class,
            boolean.class);
    connect = jdbc.find("duckdb_jdbc_connect", ByteBuffer.class, ByteBuffer.class);
    disconnect = jdbc.find("duckdb_jdbc_disconnect", void.class, ByteBuffer.class);
    interrupt = jdbc.find("duckdb_jdbc_interrupt", void.class, ByteBuffer.class);
    queryProgress =
        jdbc.find("duckdb_jdbc_query_progress", progress, ByteBuffer.class)
            .asType(MethodType.methodType(Object.class, ByteBuffer.class));
    prepare = jdbc.find("duckdb_jdbc_prepare", ByteBuffer.class, ByteBuffer.class, byte[].class);
    release = jdbc.find("duckdb_jdbc_release", void.class, ByteBuffer.class);
    statementMeta =
        jdbc.find("duckdb_jdbc_prepared_statement_meta", meta, ByteBuffer.class)
            .asType(MethodType.methodType(Object.class, ByteBuffer.class));
    execute =
        jdbc.find("duckdb_jdbc_execute_capi", ByteBuffer.class, ByteBuffer.class, Object[].class);
    destroyResult = capi.find("duckdb_destroy_result", void.class, ByteBuffer.class);
    resultError = capi.find("duckdb_result_error", byte[].class, ByteBuffer.class);
    resultColumnCount = capi.find("duckdb_column_count", long.class, ByteBuffer.class);
    resultColumnName = capi.find("duckdb_column_name", byte[].class, ByteBuffer.class, long.class);
    resultColumnType = capi.find("duckdb_column_type", int.class, ByteBuffer.class, long.class);
    fetchChunk = capi.find("duckdb_fetch_chunk", ByteBuffer.class, ByteBuffer.class);
    destroyChunk = capi.find("duckdb_destroy_data_chunk", void.class, ByteBuffer.class);
    chunkSize = capi.find("duckdb_data_chunk_get_size", long.class, ByteBuffer.class);
    chunkVector =
        capi.find("duckdb_data_chunk_get_vector", ByteBuffer.class, ByteBuffer.class, long.class);
    createAppender =
        capi.find(
            "duckdb_appender_create_ext",
            int.class,
            ByteBuffer.class,
            byte[].class,
            byte[].class,
            byte[].class,
            ByteBuffer[].class);
    appendChunk =
        capi.find("duckdb_append_data_chunk", int.class, ByteBuffer.class, ByteBuffer.class);
    closeAppender = capi.find("duckdb_appender_close", int.class, ByteBuffer.class);
    destroyAppender = capi.find("duckdb_appender_destroy", int.class, ByteBuffer.class);
    appenderError = capi.find("duckdb_appender_error", byte[].class, ByteBuffer.class);
    vectorType = capi.find("duckdb_vector_get_column_type", ByteBuffer.class, ByteBuffer.class);
    vectorData =
        capi.find("duckdb_vector_get_data", ByteBuffer.class, ByteBuffer.class, long.class);
    vectorValidity =
        capi.find("duckdb_vector_get_validity", ByteBuffer.class, ByteBuffer.class, long.class);
    vectorString =
        capi.find("duckdb_vector_get_string", byte[].class, ByteBuffer.class, long.class);
    listChild = capi.find("duckdb_list_vector_get_child", ByteBuffer.class, ByteBuffer.class);
    listSize = capi.find("duckdb_list_vector_get_size", long.class, ByteBuffer.class);
    structChild =
        capi.find("duckdb_struct_vector_get_child", ByteBuffer.class, ByteBuffer.class, long.class);
    arrayChild = capi.find("duckdb_array_vector_get_child", ByteBuffer.class, ByteBuffer.class);
    enumInternalType = capi.find("duckdb_enum_internal_type", int.class, ByteBuffer.class);
    enumSize = capi.find("duckdb_enum_dictionary_size", long.class, ByteBuffer.class);
    enumValue =
        capi.find("duckdb_enum_dictionary_value", byte[].class, ByteBuffer.class, long.class);
    destroyType = capi.find("duckdb_destroy_logical_type", void.class, ByteBuffer.class);

    MethodType fromObject = MethodType.methodType(Object.class, Object.class);
    metaNames = lookup.findGetter(meta, "column_names", String[].class).asType(fromObject);
    metaTypes = lookup.findGetter(meta, "column_types_string", String[].class).asType(fromObject);
    metaReturnType =
        lookup
            .findGetter(
                meta, "return_type", Class.forName("org.duckdb.StatementReturnType", true, loader))
            .asType(fromObject);
    metaParameters =
        lookup.findGetter(meta, "param_meta", java.sql.ParameterMetaData.class).asType(fromObject);
    parameterTypes =
        MethodHandles.privateLookupIn(parameterMeta, MethodHandles.lookup())
            .findGetter(parameterMeta, "param_types_string", String[].class)
            .asType(fromObject);

    Getter progressGetter = new Getter(lookup, progress);
    progressPercentage = progressGetter.find("getPercentage", double.class);
    progressRows = progressGetter.find("getRowsProcessed", long.class);
    progressTotalRows = progressGetter.find("getTotalRowsToProcess", long.class);

    newTimestamp = constructor(lookup, loader, "org.duckdb.DuckDBTimestamp", long.class);
    newTimestampTz = constructor(lookup, loader, "org.duckdb.DuckDBTimestampTZ", long.class);
    newTime = constructor(lookup, loader, "org.duckdb.DuckDBTime", LocalTime.class);
    newHugeInt = constructor(lookup, loader, "org.duckdb.DuckDBHugeInt", long.class, long.class);
    newArray =
        constructor(
            lookup, loader, "org.duckdb.user.DuckDBUserArray", String.class, Object[].class);
    newStruct =
        constructor(
            lookup, loader, "org.duckdb.user.DuckDBUserStruct", String.class, Object[].class);
    newMap = constructor(lookup, loader, "org.duckdb.user.DuckDBMap", String.class, Map.class);

    Class<?> functions = Class.forName("org.duckdb.DuckDBFunctions", true, loader);
    Class<?> builder = Class.forName("org.duckdb.DuckDBScalarFunctionBuilder", true, loader);
    newFunction =
        lookup
            .findStatic(functions, "scalarFunction", MethodType.methodType(builder))
            .asType(MethodType.methodType(Object.class));
    functionReference =
        MethodHandles.privateLookupIn(builder, MethodHandles.lookup())
            .findGetter(builder, "scalarFunctionRef", ByteBuffer.class)
            .asType(MethodType.methodType(ByteBuffer.class, Object.class));
    registerFunction =
        capi.find("duckdb_register_scalar_function", int.class, ByteBuffer.class, ByteBuffer.class);
  }

  private record Finder(MethodHandles.Lookup lookup, Class<?> owner) {
    MethodHandle find(String name, Class<?> returned, Class<?>... parameters)
        throws ReflectiveOperationException {
      return lookup.findStatic(owner, name, MethodType.methodType(returned, parameters));
    }
  }

  private record Getter(MethodHandles.Lookup lookup, Class<?> owner) {
    MethodHandle find(String name, Class<?> returned) throws ReflectiveOperationException {
      return lookup
          .findVirtual(owner, name, MethodType.methodType(returned))
          .asType(MethodType.methodType(returned, Object.class));
    }
  }

  private static MethodHandle constructor(
      MethodHandles.Lookup lookup, ClassLoader loader, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    MethodType type = MethodType.methodType(void.class, parameters);
    return lookup
        .findConstructor(Class.forName(name, true, loader), type)
        .asType(type.changeReturnType(Object.class));
  }

  /** Starts an instance in memory and gives its first connection. */
  ByteBuffer startup(Properties configuration) {
    try {
      byte[] memory = ":memory:".getBytes(StandardCharsets.UTF_8);
      return (ByteBuffer) startup.invokeExact(memory, false, configuration, false);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /**
   * Gives an instance a function of a BIGINT that is called for each row, on the engine's threads.
   */
  void define(ByteBuffer connection, RowFunction function) {
    try (AutoCloseable builder = (AutoCloseable) (Object) newFunction.invokeExact()) {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      set(lookup, builder, "withName", String.class, function.name());
      set(lookup, builder, "withParameter", Class.class, long.class);
      set(lookup, builder, "withReturnType", Class.class, long.class);
      set(lookup, builder, "withLongFunction", LongUnaryOperator.class, function.operator());
      lookup
          .findVirtual(
              builder.getClass(), "withVolatile", MethodType.methodType(builder.getClass()))
          .invoke(builder);
      ByteBuffer reference = (ByteBuffer) functionReference.invokeExact((Object) builder);
      int state = (int) registerFunction.invokeExact(connection, reference);
      if (state != 0) {
        throw new StorageException(
            Failure.INTERNAL, "The engine does not take the function " + function.name());
      }
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void set(
      MethodHandles.Lookup lookup, Object builder, String method, Class<?> type, Object value)
      throws Throwable {
    lookup
        .findVirtual(builder.getClass(), method, MethodType.methodType(builder.getClass(), type))
        .invoke(builder, value);
  }

  /** Another connection to the same instance. */
  ByteBuffer connect(ByteBuffer connection) {
    try {
      return (ByteBuffer) connect.invokeExact(connection);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void disconnect(ByteBuffer connection) {
    try {
      disconnect.invokeExact(connection);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Ends the query that runs on the connection now. One that begins later runs. */
  void interrupt(ByteBuffer connection) {
    try {
      interrupt.invokeExact(connection);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** How far the query on the connection has come; null when there is none or it cannot tell. */
  @Nullable QueryProgress progress(ByteBuffer connection) {
    try {
      Object progress = (Object) queryProgress.invokeExact(connection);
      double percentage = (double) progressPercentage.invokeExact(progress);
      long rows = (long) progressRows.invokeExact(progress);
      long totalRows = (long) progressTotalRows.invokeExact(progress);
      return percentage < 0 || totalRows == 0
          ? null
          : new QueryProgress(Math.min(percentage / 100, 1), rows, totalRows);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Executes all statements of the text but the last one, which it prepares. */
  ByteBuffer prepare(ByteBuffer connection, String sql) {
    try {
      byte[] text = sql.getBytes(StandardCharsets.UTF_8);
      return (ByteBuffer) prepare.invokeExact(connection, text);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void release(ByteBuffer statement) {
    try {
      release.invokeExact(statement);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /**
   * What a prepared statement takes and gives.
   *
   * @param columnTypes DuckDB's spelling, {@code ENUM} without its values
   * @param returnsRows whether it is a query
   * @param changesRows whether its result is the number of rows that it changed
   */
  record StatementMeta(
      List<String> columnNames,
      List<String> columnTypes,
      List<String> parameterTypes,
      boolean returnsRows,
      boolean changesRows) {}

  StatementMeta statementMeta(ByteBuffer statement) {
    try {
      Object meta = (Object) statementMeta.invokeExact(statement);
      Object names = (Object) metaNames.invokeExact(meta);
      Object types = (Object) metaTypes.invokeExact(meta);
      Object returned = (Object) metaReturnType.invokeExact(meta);
      Object parameterMeta = (Object) metaParameters.invokeExact(meta);
      Object parameters = (Object) parameterTypes.invokeExact(parameterMeta);
      return new StatementMeta(
          List.of((String[]) names),
          List.of((String[]) types),
          List.of((String[]) parameters),
          returned.toString().equals("QUERY_RESULT"),
          returned.toString().equals("CHANGED_ROWS"));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Runs a prepared statement up to its first rows; the result streams. */
  ByteBuffer execute(ByteBuffer statement, @Nullable Object[] parameters) {
    try {
      return (ByteBuffer) execute.invokeExact(statement, parameters);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void destroyResult(ByteBuffer result) {
    try {
      destroyResult.invokeExact(result);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Why the result ended, null when it ended well. */
  @Nullable String resultError(ByteBuffer result) {
    try {
      return text((byte @Nullable []) resultError.invokeExact(result));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  int columnCount(ByteBuffer result) {
    try {
      return Math.toIntExact((long) resultColumnCount.invokeExact(result));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  String columnName(ByteBuffer result, int column) {
    try {
      byte[] name = (byte[]) resultColumnName.invokeExact(result, (long) column);
      return new String(name, StandardCharsets.UTF_8);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** The number of a column's type in DuckDB's C interface, {@code duckdb_type}. */
  int columnType(ByteBuffer result, int column) {
    try {
      return (int) resultColumnType.invokeExact(result, (long) column);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** The next rows; null behind the last one and after an error, see {@link #resultError}. */
  @Nullable ByteBuffer fetchChunk(ByteBuffer result) {
    try {
      return (ByteBuffer) fetchChunk.invokeExact(result);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void destroyChunk(ByteBuffer chunk) {
    try {
      destroyChunk.invokeExact(chunk);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  int chunkSize(ByteBuffer chunk) {
    try {
      return Math.toIntExact((long) chunkSize.invokeExact(chunk));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  ByteBuffer chunkVector(ByteBuffer chunk, int column) {
    try {
      return (ByteBuffer) chunkVector.invokeExact(chunk, (long) column);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** What appends rows to a table; to be destroyed in any case. */
  ByteBuffer createAppender(ByteBuffer connection, String catalog, String schema, String table) {
    try {
      ByteBuffer[] appender = new ByteBuffer[1];
      int state =
          (int)
              createAppender.invokeExact(
                  connection, utf8(catalog), utf8(schema), utf8(table), appender);
      return appended(state, appender[0]);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void append(ByteBuffer appender, ByteBuffer chunk) {
    try {
      appended((int) appendChunk.invokeExact(appender, chunk), appender);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Puts what was appended into the table. */
  void closeAppender(ByteBuffer appender) {
    try {
      appended((int) closeAppender.invokeExact(appender), appender);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void destroyAppender(ByteBuffer appender) {
    try {
      // Frees it whatever it returns.
      int ignored = (int) destroyAppender.invokeExact(appender);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private ByteBuffer appended(int state, @Nullable ByteBuffer appender) throws Throwable {
    if (state == 0 && appender != null) {
      return appender;
    }
    String error =
        appender == null ? null : text((byte @Nullable []) appenderError.invokeExact(appender));
    throw EngineErrors.translate(error == null ? "The engine could not keep rows" : error);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The values of a vector; as long as its chunk lives. */
  ByteBuffer vectorData(ByteBuffer vector, long bytes) {
    try {
      return (ByteBuffer) vectorData.invokeExact(vector, bytes);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** One bit a row, whole words, set where there is a value; null when there is one in each row. */
  @Nullable ByteBuffer vectorValidity(ByteBuffer vector, int rows) {
    try {
      return (ByteBuffer) vectorValidity.invokeExact(vector, (long) rows);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** The bytes of the string at position {@code row} of an array of DuckDB's 16-byte strings. */
  byte[] string(ByteBuffer strings, int row) {
    try {
      return (byte[]) vectorString.invokeExact(strings, (long) row);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  ByteBuffer listChild(ByteBuffer vector) {
    try {
      return (ByteBuffer) listChild.invokeExact(vector);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  int listSize(ByteBuffer vector) {
    try {
      return Math.toIntExact((long) listSize.invokeExact(vector));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  ByteBuffer structChild(ByteBuffer vector, int index) {
    try {
      return (ByteBuffer) structChild.invokeExact(vector, (long) index);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  ByteBuffer arrayChild(ByteBuffer vector) {
    try {
      return (ByteBuffer) arrayChild.invokeExact(vector);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /**
   * The values of an ENUM.
   *
   * @param positionBytes the size of a position in a vector: 1, 2 or 4
   */
  record Dictionary(List<String> values, int positionBytes) {}

  /** The values of the ENUM that a vector holds positions of. */
  Dictionary dictionary(ByteBuffer vector) {
    try {
      ByteBuffer type = (ByteBuffer) vectorType.invokeExact(vector);
      try {
        int internal = (int) enumInternalType.invokeExact(type);
        long size = (long) enumSize.invokeExact(type);
        String[] values = new String[Math.toIntExact(size)];
        for (int i = 0; i < values.length; i++) {
          byte[] value = (byte[]) enumValue.invokeExact(type, (long) i);
          values[i] = new String(value, StandardCharsets.UTF_8);
        }
        return new Dictionary(List.of(values), positionBytes(internal));
      } finally {
        destroyType.invokeExact(type);
      }
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static int positionBytes(int internalType) {
    return switch (internalType) {
      case 6 -> 1;
      case 7 -> 2;
      case 8 -> 4;
      default ->
          throw new StorageException(
              Failure.INTERNAL, "An ENUM is stored as the engine's type " + internalType);
    };
  }

  Object newTimestamp(long micros) {
    try {
      return (Object) newTimestamp.invokeExact(micros);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  Object newTimestampTz(long micros) {
    try {
      return (Object) newTimestampTz.invokeExact(micros);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  Object newTime(LocalTime time) {
    try {
      return (Object) newTime.invokeExact(time);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  Object newHugeInt(long lowBits, long highBits) {
    try {
      return (Object) newHugeInt.invokeExact(lowBits, highBits);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** A list whose elements are cast to a type, as the engine spells it. */
  Object newArray(String elementType, @Nullable Object[] elements) {
    try {
      return (Object) newArray.invokeExact(elementType, elements);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  Object newStruct(String type, @Nullable Object[] fields) {
    try {
      return (Object) newStruct.invokeExact(type, fields);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** A map, whose entries come in an order of the engine's. */
  Object newMap(String type, Map<@Nullable Object, @Nullable Object> entries) {
    try {
      return (Object) newMap.invokeExact(type, entries);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static RuntimeException failed(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    if (e instanceof SQLException sql) {
      return EngineErrors.translate(sql.getMessage());
    }
    return e instanceof RuntimeException runtime
        ? runtime
        : new StorageException(Failure.INTERNAL, "The engine failed: " + e, e);
  }
}
