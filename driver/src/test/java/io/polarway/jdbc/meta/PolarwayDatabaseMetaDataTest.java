package io.polarway.jdbc.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Constraints;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolarwayDatabaseMetaDataTest {

  private static final TableDefinition TRADES =
      new TableDefinition(
          "u1",
          new TableName("main", "Trades_2026"),
          List.of(
              new ColumnDefinition(1, "ts", ScalarType.TIMESTAMP, false, null),
              new ColumnDefinition(2, "Symbol", new DataType.Text(false, 12), false, "'?'"),
              new ColumnDefinition(3, "price", new DataType.Decimal(10, 2), true, null),
              new ColumnDefinition(4, "note", ScalarType.VARCHAR, true, null)),
          List.of(),
          List.of(),
          new Constraints(
              List.of(new Key("trades_key", true, List.of("ts", "Symbol"), true)),
              List.of(),
              List.of()),
          Map.of());

  private static final TableDefinition LOG =
      new TableDefinition(
          "u2",
          new TableName("audit", "TradesX2026"),
          List.of(new ColumnDefinition(1, "what", ScalarType.BLOB, true, null)),
          List.of(),
          List.of(),
          Map.of());

  private static final DatabaseMetaData METADATA =
      new PolarwayDatabaseMetaData(
          new MetadataSource() {
            @Override
            public Connection connection() {
              throw new UnsupportedOperationException("no connection in this test");
            }

            @Override
            public String url() {
              return "jdbc:polarway:/data";
            }

            @Override
            public String userName() {
              return "";
            }

            @Override
            public boolean isReadOnly() {
              return false;
            }

            @Override
            public String driverVersion() {
              return "1.2.3-SNAPSHOT";
            }

            @Override
            public SortedMap<String, String> clientInfoNames() {
              return new TreeMap<>(Map.of("ApplicationName", "of the application"));
            }

            @Override
            public List<String> schemas() {
              return List.of("main", "audit");
            }

            @Override
            public List<TableDefinition> tables() {
              return List.of(TRADES, LOG);
            }

            @Override
            public List<TableName> sequences() {
              return List.of(new TableName("main", "numbers"));
            }

            @Override
            public List<FunctionDescription> functions() {
              return List.of(
                  new FunctionDescription(
                      "half",
                      List.of("x", "digits"),
                      List.of("DECIMAL", "INTEGER"),
                      "DOUBLE",
                      false,
                      "Half of it"),
                  new FunctionDescription(
                      "halves", List.of("list"), List.of("DOUBLE[]"), null, true, null));
            }
          });

  @Test
  void everyMethodAnswers() throws Exception {
    int methods = 0;
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getName().equals("getConnection")
          || method.getDeclaringClass() != DatabaseMetaData.class) {
        continue;
      }
      methods++;
      try {
        Object answer = method.invoke(METADATA, arguments(method));
        assertThat(answer).as(method.toString()).isNotNull();
      } catch (InvocationTargetException e) {
        throw new AssertionError(method.toString(), e.getCause());
      }
    }
    assertThat(methods).isEqualTo(176);
  }

  /** H2 follows the documentation of java.sql, and adds columns behind. */
  @Test
  void resultsHaveTheColumnsThatTheInterfaceDocuments() throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:h2:mem:")) {
      DatabaseMetaData documented = other.getMetaData();
      for (Method method : DatabaseMetaData.class.getMethods()) {
        if (method.getReturnType() == ResultSet.class) {
          List<String> ours = columns((ResultSet) method.invoke(METADATA, arguments(method)));

          assertThat(columns((ResultSet) method.invoke(documented, arguments(method))))
              .as(method.getName())
              .startsWith(ours.toArray(new String[0]));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "NULL, NULL, NULL, audit.TradesX2026 main.Trades_2026",
        "polarway, %, %, audit.TradesX2026 main.Trades_2026",
        "POLARWAY, MAIN, trades%, main.Trades_2026",
        "NULL, NULL, trades_2026, audit.TradesX2026 main.Trades_2026",
        "NULL, NULL, trades\\_2026, main.Trades_2026",
        "NULL, ma_n, %, main.Trades_2026",
        "'', NULL, NULL, ''",
        "other, NULL, NULL, ''",
        "NULL, '', NULL, ''",
        "NULL, NULL, '', ''",
        "NULL, NULL, .*, ''"
      })
  void tablesAreFoundByPatterns(String catalog, String schema, String table, String expected)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = METADATA.getTables(catalog, schema, table, new String[] {"TABLE"})) {
      while (rows.next()) {
        assertThat(rows.getString("TABLE_CAT")).isEqualTo("polarway");
        assertThat(rows.getString("TABLE_TYPE")).isEqualTo("TABLE");
        found.add(rows.getString("TABLE_SCHEM") + "." + rows.getString("TABLE_NAME"));
      }
    }
    assertThat(String.join(" ", found)).isEqualTo(expected);
  }

  @Test
  void tablesAreFoundByType() throws SQLException {
    assertThat(count(METADATA.getTables(null, null, "%", new String[] {"VIEW"}))).isZero();
    assertThat(count(METADATA.getTables(null, null, "%", new String[] {"VIEW", "TABLE"})))
        .isEqualTo(2);
    assertThat(count(METADATA.getTables(null, null, "%", new String[0]))).isZero();
    try (ResultSet rows = METADATA.getTables(null, null, "n%", new String[] {"SEQUENCE"})) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("TABLE_NAME")).isEqualTo("numbers");
      assertThat(rows.getString("TABLE_TYPE")).isEqualTo("SEQUENCE");
      assertThat(rows.next()).isFalse();
    }
    assertThat(count(METADATA.getTables(null, null, "%", null))).isEqualTo(3);
  }

  @Test
  void proceduresTellParametersAndColumns() throws SQLException {
    assertThat(texts(METADATA.getProcedures(null, "polarway", "c%"), "PROCEDURE_NAME"))
        .containsExactly("cache_clear", "cache_warm", "checkpoint");
    assertThat(count(METADATA.getProcedures("polarway", null, null))).isEqualTo(5);
    assertThat(count(METADATA.getProcedures(null, "main", "%"))).isZero();
    assertThat(count(METADATA.getProcedures("", null, "%"))).isZero();
    try (ResultSet rows = METADATA.getProcedureColumns(null, null, "cache\\_warm", "%")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("sql");
      assertThat(rows.getInt("COLUMN_TYPE")).isEqualTo(DatabaseMetaData.procedureColumnIn);
      assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(1);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("rows");
      assertThat(rows.getInt("COLUMN_TYPE")).isEqualTo(DatabaseMetaData.procedureColumnResult);
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.BIGINT);
      assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(1);
    }
    assertThat(texts(METADATA.getProcedureColumns(null, null, "optimize", "table"), "COLUMN_DEF"))
        .containsExactly("NULL");
  }

  @Test
  void functionsTellParametersAndValue() throws SQLException {
    assertThat(texts(METADATA.getFunctions(null, null, "hal%"), "SPECIFIC_NAME"))
        .containsExactly("half(DECIMAL, INTEGER)", "halves(DOUBLE[])");
    assertThat(texts(METADATA.getFunctions("", "", "HALF"), "REMARKS"))
        .containsExactly("Half of it");
    assertThat(count(METADATA.getFunctions("polarway", "main", "%"))).isZero();
    assertThat(texts(METADATA.getFunctionColumns(null, null, "half", "%"), "COLUMN_NAME"))
        .containsExactly("", "x", "digits");
    try (ResultSet rows = METADATA.getFunctionColumns(null, null, "half", "%")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("COLUMN_TYPE")).isEqualTo(DatabaseMetaData.functionReturn);
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.DOUBLE);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("COLUMN_TYPE")).isEqualTo(DatabaseMetaData.functionColumnIn);
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.DECIMAL);
      assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(1);
    }
    try (ResultSet rows = METADATA.getFunctionColumns(null, null, "halves", "%")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.ARRAY);
      assertThat(rows.next()).isFalse();
    }
  }

  private static List<String> texts(ResultSet rows, String column) throws SQLException {
    List<String> texts = new ArrayList<>();
    while (rows.next()) {
      texts.add(rows.getString(column));
    }
    return texts;
  }

  @Test
  void columnsTellTypeSizeNullabilityAndDefault() throws SQLException {
    try (ResultSet rows = METADATA.getColumns(null, "main", "trades\\_2026", "%")) {
      rows.next();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("ts");
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.TIMESTAMP);
      assertThat(rows.getInt("DECIMAL_DIGITS")).isEqualTo(6);
      assertThat(rows.getInt("NULLABLE")).isEqualTo(DatabaseMetaData.columnNoNulls);
      assertThat(rows.getString("IS_NULLABLE")).isEqualTo("NO");
      rows.next();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("Symbol");
      assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(12);
      assertThat(rows.getInt("CHAR_OCTET_LENGTH")).isEqualTo(48);
      assertThat(rows.getString("COLUMN_DEF")).isEqualTo("'?'");
      rows.next();
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.DECIMAL);
      assertThat(rows.getString("TYPE_NAME")).isEqualTo("DECIMAL");
      assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(10);
      assertThat(rows.getInt("DECIMAL_DIGITS")).isEqualTo(2);
      assertThat(rows.getInt("NUM_PREC_RADIX")).isEqualTo(10);
      assertThat(rows.getString("COLUMN_DEF")).isNull();
      assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(3);
      rows.next();
      assertThat(rows.getString("TYPE_NAME")).isEqualTo("VARCHAR");
      assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(Integer.MAX_VALUE);
      assertThat(rows.getString("IS_AUTOINCREMENT")).isEqualTo("NO");
      assertThat(rows.next()).isFalse();
    }
    assertThat(count(METADATA.getColumns(null, null, "%", "s%"))).isEqualTo(1);
  }

  @Test
  void primaryKeysAreInTheOrderOfTheirNames() throws SQLException {
    try (ResultSet rows = METADATA.getPrimaryKeys(null, "MAIN", "trades_2026")) {
      rows.next();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("Symbol");
      assertThat(rows.getShort("KEY_SEQ")).isEqualTo((short) 2);
      rows.next();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("ts");
      assertThat(rows.getShort("KEY_SEQ")).isEqualTo((short) 1);
      assertThat(rows.next()).isFalse();
    }
    assertThat(count(METADATA.getPrimaryKeys(null, null, "%"))).isEqualTo(2);
    assertThat(count(METADATA.getPrimaryKeys(null, "audit", "TradesX2026"))).isZero();
    assertThat(
            count(
                METADATA.getBestRowIdentifier(
                    null, "main", "Trades_2026", DatabaseMetaData.bestRowSession, true)))
        .isEqualTo(2);
  }

  @Test
  void typesAreInTheOrderOfTheirCodesAndTakenByTheEngine() throws SQLException {
    List<Integer> codes = new ArrayList<>();
    try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = engine.createStatement();
        ResultSet rows = METADATA.getTypeInfo()) {
      while (rows.next()) {
        codes.add(rows.getInt("DATA_TYPE"));
        statement.execute("SELECT CAST(NULL AS " + rows.getString("TYPE_NAME") + ")");
      }
    }
    assertThat(codes).isSorted().hasSize(16);
  }

  @Test
  void theKeywordsListedAreTheEngines() throws SQLException {
    try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = engine.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT upper(keyword_name) FROM duckdb_keywords() WHERE keyword_category <>"
                  + " 'unreserved'")) {
        List<String> reserved = new ArrayList<>();
        while (rows.next()) {
          reserved.add(rows.getString(1));
        }
        assertThat(reserved).contains(METADATA.getSQLKeywords().split(","));
      }
    }
  }

  @Test
  void theProductNamesItself() throws SQLException {
    assertThat(METADATA.getDatabaseProductName()).isEqualTo("Polarway");
    assertThat(METADATA.getDriverVersion()).isEqualTo("1.2.3-SNAPSHOT");
    assertThat(METADATA.getDriverMajorVersion()).isEqualTo(1);
    assertThat(METADATA.getDriverMinorVersion()).isEqualTo(2);
    assertThat(METADATA.getJDBCMajorVersion()).isEqualTo(4);
    assertThat(METADATA.getJDBCMinorVersion()).isEqualTo(3);
    assertThat(METADATA.supportsTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE))
        .isTrue();
    assertThat(METADATA.supportsTransactionIsolationLevel(Connection.TRANSACTION_NONE)).isFalse();
    assertThat(METADATA.supportsSavepoints()).isTrue();
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  private static List<String> columns(ResultSet rows) throws SQLException {
    ResultSetMetaData metadata = rows.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      names.add(metadata.getColumnLabel(i));
    }
    return names;
  }

  private static Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(
            type -> {
              if (type == int.class) {
                return 1;
              }
              if (type == boolean.class) {
                return true;
              }
              return type == String.class ? "x" : null;
            })
        .toArray();
  }
}
