package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.SqlStatement.ColumnClause;
import io.polarway.jdbc.sql.SqlStatement.CreateTable;
import io.polarway.jdbc.sql.SqlStatement.CreateTableAs;
import io.polarway.jdbc.sql.SqlStatement.ForeignKeyClause;
import io.polarway.jdbc.sql.SqlStatement.IdentityClause;
import io.polarway.jdbc.sql.SqlStatement.IfExists;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.Constraints;
import io.polarway.storage.table.ForeignKey;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of CREATE TABLE: from clauses, or from the columns of a query, to a definition. */
final class DefinitionRouter {

  private static final String NOT_ASSIGNED = "";

  private final Session session;
  private final TableNames names;
  private final TableQueries queries;
  private final @Nullable List<@Nullable Object> parameters;

  DefinitionRouter(
      Session session,
      TableNames names,
      TableQueries queries,
      @Nullable List<@Nullable Object> parameters) {
    this.parameters = parameters;
    this.session = session;
    this.names = names;
    this.queries = queries;
  }

  Route.Write createTable(CreateTable create) throws SQLException {
    TableName name = names.qualified(create.name());
    if (isKept(name, create.ifExists())) {
      return new Route.NothingToDo();
    }
    boolean replace = create.ifExists() == IfExists.REPLACE;
    List<ColumnDefinition> columns = new ArrayList<>(create.columns().size());
    List<SequenceDefinition> sequences = new ArrayList<>();
    for (ColumnClause clause : create.columns()) {
      columns.add(column(name, clause, replace, sequences));
    }
    return new Route.CreateTable(
        new TableDefinition(
            NOT_ASSIGNED,
            name,
            columns,
            create.partitioning(),
            create.sortOrder(),
            constraints(name, create),
            create.properties()),
        replace,
        sequences);
  }

  /**
   * A column.
   *
   * @param sequences takes that of an identity column
   */
  private ColumnDefinition column(
      TableName table, ColumnClause clause, boolean replace, List<SequenceDefinition> sequences)
      throws SQLException {
    IdentityClause identity = clause.identity();
    String written = clause.defaultExpression();
    if (identity == null) {
      String expression =
          written == null ? null : new SequenceSql(session, names).qualified(written);
      return new ColumnDefinition(0, clause.name(), clause.type(), clause.nullable(), expression);
    }
    SequenceDefinition sequence =
        SequenceRouter.definition(
            sequenceName(table, clause.name(), replace, sequences),
            identity.options(),
            clause.type());
    sequences.add(sequence);
    return new ColumnDefinition(
        0,
        clause.name(),
        clause.type(),
        clause.nullable(),
        SequenceSql.nextValue(sequence.name()),
        identity.kind());
  }

  /** A name that is free once the table that is replaced has gone. */
  private TableName sequenceName(
      TableName table, String column, boolean replace, List<SequenceDefinition> taken) {
    TableDefinition replaced = replace ? session.findTable(table.schema(), table.name()) : null;
    String first = table.name() + "_" + column + "_seq";
    String name = first;
    for (int number = 1; ; number++) {
      TableName wanted = new TableName(table.schema(), name);
      SequenceDefinition other = session.sequences().find(wanted.schema(), wanted.name());
      boolean isFree =
          other == null || (replaced != null && replaced.uuid().equals(other.ownerUuid()));
      if (isFree && taken.stream().noneMatch(sequence -> sequence.name().equals(wanted))) {
        return wanted;
      }
      name = first + number;
    }
  }

  private Constraints constraints(TableName table, CreateTable create) throws SQLException {
    Constraints given = create.constraints();
    List<ForeignKey> foreignKeys = new ArrayList<>();
    for (ForeignKeyClause clause : create.foreignKeys()) {
      TableName references = names.qualified(clause.references());
      List<String> columns = clause.referencedColumns();
      boolean itself =
          references.schema().equalsIgnoreCase(table.schema())
              && references.name().equalsIgnoreCase(table.name());
      if (!itself) {
        TableDefinition other = names.table(clause.references());
        references = other.name();
        columns = columns.isEmpty() ? other.primaryKey() : exact(other, columns);
      } else if (columns.isEmpty()) {
        Key primaryKey = given.primaryKey();
        columns = primaryKey == null ? List.of() : primaryKey.columns();
      }
      foreignKeys.add(new ForeignKey(clause.name(), clause.columns(), references, columns));
    }
    return new Constraints(given.keys(), given.checks(), foreignKeys);
  }

  /** The columns as the table spells them. */
  private static List<String> exact(TableDefinition table, List<String> columns)
      throws SQLException {
    List<String> exact = new ArrayList<>();
    for (String column : columns) {
      int index = table.indexOf(column);
      if (index < 0) {
        throw SqlErrors.of(
            SqlState.UNKNOWN_COLUMN,
            "Table %s has no column %s, which a foreign key references"
                .formatted(table.name(), column));
      }
      exact.add(table.columns().get(index).name());
    }
    return exact;
  }

  Route.Write createTableAs(CreateTableAs create) throws SQLException {
    TableName name = names.qualified(create.name());
    if (isKept(name, create.ifExists())) {
      return new Route.NothingToDo();
    }
    Query query = queries.query(create.text(), create.query(), create.tables());
    List<ResultColumn> given = session.describe(query, parameters).columns();
    if (given == null) {
      throw SqlErrors.of(
          SqlState.WRONG_PARAMETER_COUNT,
          "The columns of CREATE TABLE %s depend on its parameters; set them first"
              .formatted(name));
    }
    List<ColumnDefinition> columns = columns(name, given, create.columns());
    TableDefinition definition =
        new TableDefinition(
            NOT_ASSIGNED,
            name,
            columns,
            create.partitioning(),
            create.sortOrder(),
            Constraints.NONE,
            create.properties());
    return new Route.CreateTableAs(
        definition,
        create.ifExists() == IfExists.REPLACE,
        create.withData() ? filling(columns, query) : null);
  }

  private boolean isKept(TableName name, IfExists ifExists) {
    return ifExists == IfExists.KEEP && session.findTable(name.schema(), name.name()) != null;
  }

  private static List<ColumnDefinition> columns(
      TableName table, List<ResultColumn> given, @Nullable List<String> columnNames)
      throws SQLException {
    if (columnNames != null && columnNames.size() != given.size()) {
      throw SqlErrors.of(
          SqlState.INVALID_DEFINITION,
          "CREATE TABLE %s names %d columns, its query gives %d"
              .formatted(table, columnNames.size(), given.size()));
    }
    List<ColumnDefinition> columns = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String name = columnNames == null ? given.get(i).name() : columnNames.get(i);
      DataType type = StorableTypes.widened(given.get(i).type());
      if (type == null) {
        throw SqlErrors.of(
            SqlState.INVALID_DEFINITION,
            "Column %s of CREATE TABLE %s is of type %s, which a table cannot hold; CAST it"
                .formatted(name, table, given.get(i).type().sqlName()));
      }
      columns.add(new ColumnDefinition(0, name, type, true, null));
    }
    return columns;
  }

  private static Query filling(List<ColumnDefinition> columns, Query query) {
    StringBuilder sql = new StringBuilder(64 * columns.size());
    StringBuilder aliases = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      String separator = i == 0 ? "" : ", ";
      sql.append(i == 0 ? "SELECT " : ", ").append("CAST(value").append(i).append(" AS ");
      sql.append(columns.get(i).type().sqlName()).append(')');
      aliases.append(separator).append("value").append(i);
    }
    return query.within(sql.append(" FROM (").toString(), "\n) AS source(" + aliases + ')');
  }
}
