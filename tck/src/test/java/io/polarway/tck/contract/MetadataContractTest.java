package io.polarway.tck.contract;

import static io.polarway.tck.contract.ContractAssertions.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is in the database (JDBC 4.3, chapter 7). */
class MetadataContractTest {

  /** A method of DatabaseMetaData without its arguments. */
  private interface Listing {
    ResultSet of(DatabaseMetaData metadata) throws SQLException;
  }

  private static void createTables(Connection connection) throws SQLException {
    run(
        connection,
        "CREATE TABLE parent (b INTEGER NOT NULL, a INTEGER NOT NULL, v INTEGER UNIQUE,"
            + " CONSTRAINT parent_key PRIMARY KEY (b, a))",
        "CREATE TABLE child_1 (x INTEGER, y INTEGER, s VARCHAR(20) DEFAULT 'd' NOT NULL,"
            + " n DECIMAL(10, 2), CONSTRAINT child_fk FOREIGN KEY (x, y) REFERENCES parent (b, a))",
        "CREATE TABLE childx1 (z INTEGER)");
  }

  /** The name of an object as the database stores it. */
  private static String stored(Connection connection, String name) throws SQLException {
    return connection.getMetaData().storesUpperCaseIdentifiers()
        ? name.toUpperCase(Locale.ROOT)
        : name;
  }

  /** Some columns of all rows, in lower case, with blanks between. */
  private static List<String> rows(ResultSet rows, String... columns) throws SQLException {
    try (rows) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          row.add(String.valueOf(rows.getString(column)).toLowerCase(Locale.ROOT));
        }
        found.add(String.join(" ", row));
      }
      return found;
    }
  }

  /** DatabaseMetaData.getTables: patterns, and the escape that makes them names. */
  @ContractTest
  @Differs(
      value = Peer.H2,
      clause = "DatabaseMetaData.getTables",
      why = "orders names by its collation")
  void tablesAreFoundByPatterns(Connection connection) throws SQLException {
    createTables(connection);
    DatabaseMetaData metadata = connection.getMetaData();
    String escape = metadata.getSearchStringEscape();
    String[] tables = {"TABLE", "BASE TABLE"};
    assertThat(tables(metadata, stored(connection, "child_1"), tables))
        .containsExactly("child_1", "childx1");
    assertThat(tables(metadata, stored(connection, "child" + escape + "_1"), tables))
        .containsExactly("child_1");
    assertThat(tables(metadata, stored(connection, "%child%"), tables))
        .containsExactly("child_1", "childx1");
    assertThat(tables(metadata, stored(connection, "parent"), null)).containsExactly("parent");
    assertThat(tables(metadata, stored(connection, "nothing"), tables)).isEmpty();
    assertThat(tables(metadata, stored(connection, "parent"), new String[] {"NO SUCH TYPE"}))
        .isEmpty();
    assertThat(tables(metadata, null, tables)).contains("child_1", "childx1", "parent");
  }

  private static List<String> tables(
      DatabaseMetaData metadata, @Nullable String pattern, String @Nullable [] types)
      throws SQLException {
    return rows(metadata.getTables(null, null, pattern, types), "TABLE_NAME");
  }

  /** DatabaseMetaData.getTables: an empty schema or catalog is for tables that have none. */
  @ContractTest
  @Differs(
      value = Peer.H2,
      clause = "DatabaseMetaData.getTables",
      why = "takes an empty schema for any")
  @Differs(value = Peer.SQLITE, clause = "DatabaseMetaData.getTables", why = "has no schemas")
  void anEmptySchemaIsNotEverySchema(Connection connection) throws SQLException {
    createTables(connection);
    DatabaseMetaData metadata = connection.getMetaData();
    String table = stored(connection, "parent");
    assertThat(rows(metadata.getTables(null, "", table, null), "TABLE_NAME")).isEmpty();
    assertThat(rows(metadata.getTables("nowhere", null, table, null), "TABLE_NAME")).isEmpty();
    assertThat(rows(metadata.getTables(null, "nowhere", table, null), "TABLE_NAME")).isEmpty();
    assertThat(
            rows(
                metadata.getTables(connection.getCatalog(), connection.getSchema(), table, null),
                "TABLE_NAME"))
        .containsExactly("parent");
  }

  /** DatabaseMetaData.getColumns. */
  @ContractTest
  @Differs(
      value = Peer.SQLITE,
      clause = "DatabaseMetaData.getColumns",
      why = "gives every number the same size")
  void columnsAreDescribed(Connection connection) throws SQLException {
    createTables(connection);
    DatabaseMetaData metadata = connection.getMetaData();
    String table = stored(connection, "child" + metadata.getSearchStringEscape() + "_1");
    assertThat(
            rows(
                metadata.getColumns(null, null, table, "%"),
                "TABLE_NAME",
                "COLUMN_NAME",
                "DATA_TYPE",
                "COLUMN_SIZE",
                "IS_NULLABLE",
                "NULLABLE",
                "ORDINAL_POSITION",
                "IS_AUTOINCREMENT"))
        .hasSize(4)
        .contains(
            "child_1 s " + Types.VARCHAR + " 20 no 0 3 no",
            "child_1 y "
                + Types.INTEGER
                + " "
                + (isBinarySize(metadata) ? 32 : 10)
                + " yes 1 2 no");
    assertThat(
            rows(
                metadata.getColumns(null, null, table, stored(connection, "n")),
                "COLUMN_SIZE",
                "DECIMAL_DIGITS",
                "NUM_PREC_RADIX",
                "COLUMN_DEF"))
        .containsExactly("10 2 10 null");
    try (ResultSet column = metadata.getColumns(null, null, table, stored(connection, "s"))) {
      assertThat(column.next()).isTrue();
      assertThat(column.getString("COLUMN_DEF")).contains("'d'");
    }
  }

  /** The size of a number is in digits of NUM_PREC_RADIX. */
  private static boolean isBinarySize(DatabaseMetaData metadata) throws SQLException {
    return metadata.getDatabaseProductName().equals("H2");
  }

  /** DatabaseMetaData.getPrimaryKeys: in the order of the names of the columns. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "DatabaseMetaData.getPrimaryKeys",
      why = "orders columns by their place in the key")
  void primaryKeysAreListed(Connection connection) throws SQLException {
    createTables(connection);
    DatabaseMetaData metadata = connection.getMetaData();
    assertThat(
            rows(
                metadata.getPrimaryKeys(null, null, stored(connection, "parent")),
                "COLUMN_NAME",
                "KEY_SEQ",
                "PK_NAME"))
        .containsExactly("a 2 parent_key", "b 1 parent_key");
    assertThat(
            rows(metadata.getPrimaryKeys(null, null, stored(connection, "child_1")), "COLUMN_NAME"))
        .isEmpty();
  }

  /** DatabaseMetaData.getImportedKeys, getExportedKeys and getCrossReference. */
  @ContractTest
  @Differs(
      value = Peer.SQLITE,
      clause = "DatabaseMetaData.getExportedKeys",
      why = "tells none but imported ones")
  void foreignKeysAreListed(Connection connection) throws SQLException {
    createTables(connection);
    DatabaseMetaData metadata = connection.getMetaData();
    String parent = stored(connection, "parent");
    String child = stored(connection, "child_1");
    String[] columns = {
      "PKTABLE_NAME", "PKCOLUMN_NAME", "FKTABLE_NAME", "FKCOLUMN_NAME", "KEY_SEQ", "FK_NAME"
    };
    String[] expected = {"parent b child_1 x 1 child_fk", "parent a child_1 y 2 child_fk"};
    assertThat(rows(metadata.getImportedKeys(null, null, child), columns))
        .containsExactly(expected);
    assertThat(rows(metadata.getExportedKeys(null, null, parent), columns))
        .containsExactly(expected);
    assertThat(rows(metadata.getCrossReference(null, null, parent, null, null, child), columns))
        .containsExactly(expected);
    assertThat(rows(metadata.getImportedKeys(null, null, parent), columns)).isEmpty();
    assertThat(rows(metadata.getExportedKeys(null, null, child), columns)).isEmpty();
  }

  /** DatabaseMetaData.getIndexInfo: what makes a key unique. */
  @ContractTest
  void uniqueIndexesAreListed(Connection connection) throws SQLException {
    createTables(connection);
    List<String> indexes =
        rows(
            connection
                .getMetaData()
                .getIndexInfo(null, null, stored(connection, "parent"), true, true),
            "COLUMN_NAME",
            "ORDINAL_POSITION");
    assertThat(indexes).contains("v 1", "b 1", "a 2");
  }

  /** DatabaseMetaData.getBestRowIdentifier. */
  @ContractTest
  @Differs(
      value = Peer.SQLITE,
      clause = "DatabaseMetaData.getBestRowIdentifier",
      why = "tells none")
  void aRowIsIdentifiedByItsPrimaryKey(Connection connection) throws SQLException {
    createTables(connection);
    assertThat(
            rows(
                connection
                    .getMetaData()
                    .getBestRowIdentifier(
                        null,
                        null,
                        stored(connection, "parent"),
                        DatabaseMetaData.bestRowTemporary,
                        false),
                "COLUMN_NAME"))
        .containsExactlyInAnyOrder("a", "b");
  }

  /** 7.7: the results have the columns that the documentation lists, in its order. */
  @ContractTest
  @Differs(value = Peer.SQLITE, clause = "7.7", why = "refuses some calls")
  void resultsHaveTheColumnsOfTheDocumentation(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Listing> listing : listings().entrySet()) {
      List<String> expected = List.of(listing.getKey().split(" "));
      try (ResultSet rows = listing.getValue().of(metadata)) {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> found = new ArrayList<>();
        for (int i = 1; i <= Math.min(columns.getColumnCount(), expected.size()); i++) {
          found.add(columns.getColumnLabel(i).toUpperCase(Locale.ROOT));
        }
        if (!found.equals(expected)) {
          wrong.add(found + " for " + expected);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Map<String, Listing> listings() {
    Map<String, Listing> listings = new TreeMap<>();
    listings.put("TABLE_CAT", DatabaseMetaData::getCatalogs);
    listings.put("TABLE_SCHEM TABLE_CATALOG", DatabaseMetaData::getSchemas);
    listings.put("TABLE_TYPE", DatabaseMetaData::getTableTypes);
    listings.put(
        "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
            + " SELF_REFERENCING_COL_NAME REF_GENERATION",
        metadata -> metadata.getTables(null, null, "x", null));
    listings.put(
        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE"
            + " BUFFER_LENGTH DECIMAL_DIGITS NUM_PREC_RADIX NULLABLE REMARKS COLUMN_DEF"
            + " SQL_DATA_TYPE SQL_DATETIME_SUB CHAR_OCTET_LENGTH ORDINAL_POSITION IS_NULLABLE"
            + " SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE IS_AUTOINCREMENT"
            + " IS_GENERATEDCOLUMN",
        metadata -> metadata.getColumns(null, null, "x", "x"));
    listings.put(
        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ PK_NAME",
        metadata -> metadata.getPrimaryKeys(null, null, "x"));
    listings.put(
        "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM"
            + " FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ UPDATE_RULE DELETE_RULE FK_NAME PK_NAME"
            + " DEFERRABILITY",
        metadata -> metadata.getImportedKeys(null, null, "x"));
    listings.put(
        "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE INDEX_QUALIFIER INDEX_NAME TYPE"
            + " ORDINAL_POSITION COLUMN_NAME ASC_OR_DESC CARDINALITY PAGES FILTER_CONDITION",
        metadata -> metadata.getIndexInfo(null, null, "x", false, true));
    listings.put(
        "SCOPE COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE BUFFER_LENGTH DECIMAL_DIGITS"
            + " PSEUDO_COLUMN",
        metadata -> metadata.getBestRowIdentifier(null, null, "x", 0, true));
    listings.put(
        "TYPE_NAME DATA_TYPE PRECISION LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE"
            + " CASE_SENSITIVE SEARCHABLE UNSIGNED_ATTRIBUTE FIXED_PREC_SCALE AUTO_INCREMENT"
            + " LOCAL_TYPE_NAME MINIMUM_SCALE MAXIMUM_SCALE SQL_DATA_TYPE SQL_DATETIME_SUB"
            + " NUM_PREC_RADIX",
        DatabaseMetaData::getTypeInfo);
    listings.put(
        "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME",
        metadata -> metadata.getProcedures(null, null, "x"));
    listings.put(
        "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE DATA_TYPE TYPE_NAME"
            + " PRECISION LENGTH SCALE RADIX NULLABLE REMARKS COLUMN_DEF SQL_DATA_TYPE"
            + " SQL_DATETIME_SUB CHAR_OCTET_LENGTH ORDINAL_POSITION IS_NULLABLE SPECIFIC_NAME",
        metadata -> metadata.getProcedureColumns(null, null, "x", "x"));
    listings.put(
        "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE SPECIFIC_NAME",
        metadata -> metadata.getFunctions(null, null, "x"));
    listings.put(
        "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE DATA_TYPE TYPE_NAME"
            + " PRECISION LENGTH SCALE RADIX NULLABLE REMARKS CHAR_OCTET_LENGTH ORDINAL_POSITION"
            + " IS_NULLABLE SPECIFIC_NAME",
        metadata -> metadata.getFunctionColumns(null, null, "x", "x"));
    listings.put(
        "TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE",
        metadata -> metadata.getTablePrivileges(null, null, "x"));
    listings.put(
        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE",
        metadata -> metadata.getColumnPrivileges(null, null, "x", "x"));
    listings.put(
        "TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE REMARKS BASE_TYPE",
        metadata -> metadata.getUDTs(null, null, "x", null));
    listings.put(
        "NAME MAX_LEN DEFAULT_VALUE DESCRIPTION", DatabaseMetaData::getClientInfoProperties);
    return listings;
  }

  /** Table types and schemas are those that tables have. */
  @ContractTest
  @Differs(
      value = Peer.POSTGRESQL,
      clause = "DatabaseMetaData.getSchemas",
      why = "hides a schema of tables that it lists")
  @Differs(value = Peer.SQLITE, clause = "DatabaseMetaData.getSchemas", why = "has no schemas")
  void whatTablesNameIsListed(Connection connection) throws SQLException {
    createTables(connection);
    DatabaseMetaData metadata = connection.getMetaData();
    List<String> types = rows(metadata.getTableTypes(), "TABLE_TYPE");
    List<String> schemas = rows(metadata.getSchemas(), "TABLE_SCHEM");
    try (ResultSet tables = metadata.getTables(null, null, "%", null)) {
      while (tables.next()) {
        assertThat(types).contains(tables.getString("TABLE_TYPE").toLowerCase(Locale.ROOT));
        assertThat(schemas).contains(tables.getString("TABLE_SCHEM").toLowerCase(Locale.ROOT));
      }
    }
  }

  /** The tables of a transaction are seen by it, and its metadata ends it not. */
  @ContractTest
  @Differs(value = Peer.H2, clause = "10.1", why = "commits definitions at once")
  void metadataIsPartOfTheTransaction(PeerDatabase database, Connection connection)
      throws SQLException {
    connection.setAutoCommit(false);
    createTables(connection);
    String name = stored(connection, "parent");
    assertThat(tables(connection.getMetaData(), name, null)).containsExactly("parent");
    connection.rollback();
    assertThat(tables(connection.getMetaData(), name, null)).isEmpty();
    connection.commit();
    assertThat(database.peer()).isNotNull();
  }
}
