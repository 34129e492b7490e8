package io.polarway.jdbc.meta;

import io.polarway.jdbc.error.SelfWrapper;
import io.polarway.jdbc.result.InMemoryResultSet;
import io.polarway.jdbc.result.ResultSetOptions;
import io.polarway.jdbc.route.Procedure;
import io.polarway.jdbc.route.Procedures;
import io.polarway.jdbc.sql.ScalarFunctions;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.ForeignKey;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the driver and the store are and have (JDBC 4.3, chapter 7). There is one catalog, {@value
 * Dialect#CATALOG}. Names are found in any case of letters. What does not exist in a store, such as
 * privileges or user-defined types, is a result without rows; a result is in memory and stays
 * readable whatever else the connection does. As thread-safe as its source.
 */
public final class PolarwayDatabaseMetaData implements DialectFeatures, DialectLimits, SelfWrapper {

  private static final String PRODUCT = "Polarway";
  private static final String SEQUENCE = "SEQUENCE";
  private static final String TABLE = "TABLE";
  private static final ResultSetOptions DETACHED = ResultSetOptions.detached(ZoneOffset.UTC);

  private final MetadataSource source;

  public PolarwayDatabaseMetaData(MetadataSource source) {
    this.source = source;
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return result(ResultShapes.CATALOGS, Stream.of(row(Dialect.CATALOG)));
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    Predicate<String> schemas = NamePattern.of(schemaPattern);
    return result(
        ResultShapes.SCHEMAS,
        source.schemas().stream()
            .filter(schema -> isCatalog(catalog) && schemas.test(schema))
            .sorted()
            .map(schema -> row(schema, Dialect.CATALOG)));
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return result(ResultShapes.TABLE_TYPES, Stream.of(row(SEQUENCE), row(TABLE)));
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    Predicate<String> schemas = NamePattern.of(schemaPattern);
    Predicate<String> names = NamePattern.of(tablePattern);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (isWanted(SEQUENCE, types) && isCatalog(catalog)) {
      source.sequences().stream()
          .filter(name -> schemas.test(name.schema()) && names.test(name.name()))
          .forEach(name -> rows.add(MetadataRows.table(name, SEQUENCE)));
    }
    if (isWanted(TABLE, types)) {
      tables(catalog, schemas, names)
          .forEach(table -> rows.add(MetadataRows.table(table.name(), TABLE)));
    }
    return result(ResultShapes.TABLES, rows.stream());
  }

  private static boolean isWanted(String type, String @Nullable [] types) {
    return types == null || Arrays.stream(types).anyMatch(type::equalsIgnoreCase);
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    Predicate<String> columns = NamePattern.of(columnPattern);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    tables(catalog, NamePattern.of(schemaPattern), NamePattern.of(tablePattern))
        .forEach(
            table -> {
              int position = 0;
              for (ColumnDefinition column : table.columns()) {
                position++;
                if (columns.test(column.name())) {
                  rows.add(MetadataRows.column(table, column, position));
                }
              }
            });
    return result(ResultShapes.COLUMNS, rows.stream());
  }

  /** The table name {@code %} asks for those of all tables, as some clients do. */
  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return result(
        ResultShapes.PRIMARY_KEYS, named(catalog, schema, table).flatMap(MetadataRows::primaryKey));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return result(
        ResultShapes.ROW_COLUMNS,
        named(catalog, schema, table).flatMap(MetadataRows::rowIdentifier));
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return result(ResultShapes.TYPE_INFO, MetadataRows.types().stream());
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return result(
        ResultShapes.CLIENT_INFO_PROPERTIES,
        source.clientInfoNames().entrySet().stream()
            .map(info -> row(info.getKey(), Integer.MAX_VALUE, "", info.getValue())));
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return result(
        ResultShapes.INDEXES, named(catalog, schema, table).flatMap(MetadataRows::uniqueIndexes));
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return none(ResultShapes.ROW_COLUMNS);
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return foreignKeys(parent -> true, isOneOf(named(catalog, schema, table)), 1);
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return foreignKeys(isOneOf(named(catalog, schema, table)), child -> true, 5);
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return foreignKeys(
        isOneOf(named(parentCatalog, parentSchema, parentTable)),
        isOneOf(named(foreignCatalog, foreignSchema, foreignTable)),
        5);
  }

  /** Those that CALL runs, in schema {@code polarway}. */
  @Override
  public ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return result(
        ResultShapes.PROCEDURES,
        procedures(catalog, schemaPattern, namePattern).map(RoutineRows::procedure));
  }

  private static Stream<Procedure> procedures(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern) {
    Predicate<String> names = NamePattern.of(namePattern);
    return isCatalog(catalog) && RoutineRows.isProcedureSchema(NamePattern.of(schemaPattern))
        ? Procedures.all().stream().filter(procedure -> names.test(procedure.name()))
        : Stream.empty();
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String procedurePattern,
      @Nullable String columnPattern)
      throws SQLException {
    Predicate<String> columns = NamePattern.of(columnPattern);
    return result(
        ResultShapes.PROCEDURE_COLUMNS,
        procedures(catalog, schemaPattern, procedurePattern)
            .flatMap(procedure -> RoutineRows.procedureColumns(procedure, columns).stream()));
  }

  /**
   * The engine's functions and the macros of the connection, which are in no catalog and no schema.
   */
  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return result(
        ResultShapes.FUNCTIONS,
        functions(catalog, schemaPattern, namePattern).map(RoutineRows::function));
  }

  private Stream<FunctionDescription> functions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    Predicate<String> names = NamePattern.of(namePattern);
    boolean wanted =
        (catalog == null || catalog.isEmpty())
            && (schemaPattern == null || schemaPattern.isEmpty() || schemaPattern.equals("%"));
    return wanted
        ? source.functions().stream().filter(function -> names.test(function.name()))
        : Stream.empty();
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String functionPattern,
      @Nullable String columnPattern)
      throws SQLException {
    Predicate<String> columns = NamePattern.of(columnPattern);
    return result(
        ResultShapes.FUNCTION_COLUMNS,
        functions(catalog, schemaPattern, functionPattern)
            .flatMap(function -> RoutineRows.functionColumns(function, columns).stream()));
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnPattern)
      throws SQLException {
    return none(ResultShapes.COLUMN_PRIVILEGES);
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return none(ResultShapes.TABLE_PRIVILEGES);
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      int @Nullable [] types)
      throws SQLException {
    return none(ResultShapes.UDTS);
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typePattern)
      throws SQLException {
    return none(ResultShapes.SUPER_TYPES);
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return none(ResultShapes.SUPER_TABLES);
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      @Nullable String attributePattern)
      throws SQLException {
    return none(ResultShapes.ATTRIBUTES);
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return none(ResultShapes.PSEUDO_COLUMNS);
  }

  @Override
  public Connection getConnection() {
    return source.connection();
  }

  @Override
  public String getURL() {
    return source.url();
  }

  @Override
  public String getUserName() {
    return source.userName();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return source.isReadOnly();
  }

  @Override
  public String getDatabaseProductName() {
    return PRODUCT;
  }

  @Override
  public String getDatabaseProductVersion() {
    return source.driverVersion();
  }

  @Override
  public int getDatabaseMajorVersion() {
    return versionNumber(0);
  }

  @Override
  public int getDatabaseMinorVersion() {
    return versionNumber(1);
  }

  @Override
  public String getDriverName() {
    return PRODUCT + " JDBC driver";
  }

  @Override
  public String getDriverVersion() {
    return source.driverVersion();
  }

  @Override
  public int getDriverMajorVersion() {
    return versionNumber(0);
  }

  @Override
  public int getDriverMinorVersion() {
    return versionNumber(1);
  }

  @Override
  public int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public String getSearchStringEscape() {
    return NamePattern.ESCAPE;
  }

  @Override
  public String getExtraNameCharacters() {
    return "";
  }

  @Override
  public String getSQLKeywords() {
    return Dialect.KEYWORDS;
  }

  @Override
  public String getNumericFunctions() {
    return ScalarFunctions.names(ScalarFunctions.Kind.NUMERIC);
  }

  @Override
  public String getStringFunctions() {
    return ScalarFunctions.names(ScalarFunctions.Kind.STRING);
  }

  @Override
  public String getSystemFunctions() {
    return ScalarFunctions.names(ScalarFunctions.Kind.SYSTEM);
  }

  @Override
  public String getTimeDateFunctions() {
    return ScalarFunctions.names(ScalarFunctions.Kind.TIME);
  }

  @Override
  public String getCatalogTerm() {
    return "catalog";
  }

  @Override
  public String getSchemaTerm() {
    return "schema";
  }

  @Override
  public String getProcedureTerm() {
    return "procedure";
  }

  @Override
  public String getCatalogSeparator() {
    return ".";
  }

  @Override
  public boolean supportsConvert(int fromType, int toType) {
    return Conversions.isOffered(fromType, toType);
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_REPEATABLE_READ;
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_READ_COMMITTED
        || level == Connection.TRANSACTION_REPEATABLE_READ
        || level == Connection.TRANSACTION_SERIALIZABLE;
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return supportsResultSetType(type)
        && (concurrency == ResultSet.CONCUR_READ_ONLY || concurrency == ResultSet.CONCUR_UPDATABLE);
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT
        || holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  /** Tables in the order of schema and name. */
  private Stream<TableDefinition> tables(
      @Nullable String catalog, Predicate<String> schema, Predicate<String> table)
      throws SQLException {
    if (!isCatalog(catalog)) {
      return Stream.empty();
    }
    return source.tables().stream()
        .filter(found -> schema.test(found.name().schema()) && table.test(found.name().name()))
        .sorted(
            Comparator.comparing((TableDefinition found) -> found.name().schema())
                .thenComparing(found -> found.name().name()));
  }

  /** The tables of names that are no patterns, except that {@code %} is any table. */
  private Stream<TableDefinition> named(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return tables(
        catalog,
        NamePattern.exactly(schema),
        NamePattern.exactly("%".equals(table) ? null : table));
  }

  private static Predicate<TableName> isOneOf(Stream<TableDefinition> tables) {
    Set<TableName> names = tables.map(TableDefinition::name).collect(Collectors.toSet());
    return names::contains;
  }

  /**
   * The foreign keys of some tables that reference some.
   *
   * @param schemaColumn the column of the result with the schema of those in whose order they come,
   *     before the one with the table
   */
  private ResultSet foreignKeys(
      Predicate<TableName> parents, Predicate<TableName> children, int schemaColumn)
      throws SQLException {
    List<TableDefinition> tables = source.tables();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDefinition child : tables) {
      for (ForeignKey key : child.constraints().foreignKeys()) {
        if (parents.test(key.references()) && children.test(child.name())) {
          TableDefinition parent =
              tables.stream()
                  .filter(table -> table.name().equals(key.references()))
                  .findFirst()
                  .orElse(null);
          MetadataRows.foreignKey(child, key, parent).forEach(rows::add);
        }
      }
    }
    int nameColumn = ResultShapes.FOREIGN_KEYS.size() - 3;
    rows.sort(
        Comparator.comparing((List<@Nullable Object> row) -> String.valueOf(row.get(schemaColumn)))
            .thenComparing(row -> String.valueOf(row.get(schemaColumn + 1)))
            .thenComparing(row -> String.valueOf(row.get(nameColumn))));
    return result(ResultShapes.FOREIGN_KEYS, rows.stream());
  }

  /** Whether a catalog argument lets ours through: null does, an empty one asks for none. */
  private static boolean isCatalog(@Nullable String catalog) {
    return catalog == null || catalog.equalsIgnoreCase(Dialect.CATALOG);
  }

  private int versionNumber(int index) {
    return Integer.parseInt(source.driverVersion().split("[.-]")[index]);
  }

  private static ResultSet none(List<ResultColumn> shape) throws SQLException {
    return result(shape, Stream.empty());
  }

  private static ResultSet result(List<ResultColumn> shape, Stream<List<@Nullable Object>> rows)
      throws SQLException {
    return InMemoryResultSet.of(shape, rows.toList(), DETACHED);
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
