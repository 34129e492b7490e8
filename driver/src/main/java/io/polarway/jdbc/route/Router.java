package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.result.ColumnOrigin;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.PlainSelect;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.TableReference;
import io.polarway.jdbc.system.SystemRelations;
import io.polarway.jdbc.system.SystemSource;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a statement on what a session sees now. It reads the catalog and changes
 * nothing; a name that does not resolve ends here and never reaches the engine.
 */
public final class Router {

  private final SystemSource system;
  private final Session session;
  private final TableNames names;
  private final TableQueries queries;
  private final @Nullable List<@Nullable Object> parameters;

  /**
   * A router for the statement that has begun.
   *
   * @param parameters its values; null as long as they have none
   */
  public Router(SystemSource system, @Nullable List<@Nullable Object> parameters) {
    this.parameters = parameters;
    this.system = system;
    this.session = system.session();
    this.names = new TableNames(session, system.currentSchema());
    this.queries = new TableQueries(system, names, parameters);
  }

  public Route route(SqlStatement statement) throws SQLException {
    if (statement instanceof SqlStatement.Query query) {
      return query(query);
    }
    if (statement instanceof SqlStatement.Insert insert) {
      return new InsertRouter(session, names, queries, parameters).route(insert);
    }
    if (statement instanceof SqlStatement.Update update) {
      return new ChangeRouter(session, names, queries).update(update);
    }
    if (statement instanceof SqlStatement.Delete delete) {
      return new ChangeRouter(session, names, queries).delete(delete);
    }
    if (statement instanceof SqlStatement.Merge merge) {
      return new MergeRouter(session, names, queries, parameters).route(merge);
    }
    if (statement instanceof SqlStatement.TemporaryDefinition temporary) {
      return new TemporaryRouter(session, names, queries.systemNames()).definition(temporary);
    }
    if (statement instanceof SqlStatement.TemporaryChange change) {
      return new TemporaryRouter(session, names, queries.systemNames()).change(change);
    }
    if (statement instanceof SqlStatement.TransactionControl control) {
      return new Route.ControlTransaction(control.action());
    }
    if (statement instanceof SqlStatement.SavepointControl control) {
      return new Route.ControlSavepoint(control);
    }
    if (statement instanceof SqlStatement.SetOption option) {
      return option(option);
    }
    if (statement instanceof SqlStatement.Call call) {
      return Procedures.route(call);
    }
    if (statement instanceof SqlStatement.Explain explain) {
      return new Route.Explain(
          explain.statement(), route(explain.statement()), explain.analyze(), explain.json());
    }
    if (statement instanceof SqlStatement.Show show) {
      return new DescriptionRouter(system, names, queries).show(show);
    }
    if (statement instanceof SqlStatement.Describe describe) {
      return new DescriptionRouter(system, names, queries).describe(describe);
    }
    if (statement instanceof SqlStatement.Unsupported unsupported) {
      throw SqlErrors.unsupported(unsupported.feature());
    }
    return definition(statement);
  }

  private Route query(SqlStatement.Query query) throws SQLException {
    if (query.forUpdate()) {
      return kept(query);
    }
    Query resolved = queries.query(query.text(), query.range(), query.tables());
    return new Route.Engine(resolved, origins(query, resolved));
  }

  /** A query whose rows are to stay as they are. */
  private Route kept(SqlStatement.Query query) throws SQLException {
    List<TableReference> tables = query.tables();
    if (query.kept() == null || tables == null || tables.isEmpty()) {
      throw SqlErrors.unsupported(
          "SELECT ... FOR UPDATE of more than the rows of one table, with conditions, order and"
              + " limit,");
    }
    PlainSelect select = Objects.requireNonNull(query.plainSelect());
    for (TableReference reference : tables) {
      if (reference.range().equals(select.table())) {
        if (names.isTemporary(reference.name())) {
          throw SqlErrors.unsupported("SELECT ... FOR UPDATE of a temporary table");
        }
        TableDefinition table =
            new ChangeRouter(session, names, queries).changeable(reference.name());
        return new Route.ChangeRows(
            table, queries.derived(query.kept(), table, slot -> ""), RowEffect.KEEP, true);
      }
    }
    throw SqlErrors.unsupported("SELECT ... FOR UPDATE of what is no table");
  }

  private static ColumnOrigin.Finder origins(SqlStatement.Query query, Query resolved) {
    PlainSelect select = query.plainSelect();
    List<TableReference> tables = query.tables();
    if (select != null && tables != null && tables.size() == resolved.scans().size()) {
      for (int i = 0; i < tables.size(); i++) {
        if (tables.get(i).range().equals(select.table())) {
          return new PlainSelectOrigins(select, resolved.scans().get(i).table());
        }
      }
    }
    return ColumnOrigin.Finder.UNKNOWN;
  }

  private Route definition(SqlStatement statement) throws SQLException {
    DefinitionRouter definitions = new DefinitionRouter(session, names, queries, parameters);
    if (statement instanceof SqlStatement.CreateTable create) {
      return definitions.createTable(create);
    }
    if (statement instanceof SqlStatement.CreateTableAs create) {
      return definitions.createTableAs(create);
    }
    if (statement instanceof SqlStatement.DropTable drop) {
      return dropTables(drop);
    }
    if (statement instanceof SqlStatement.CreateSchema create) {
      return createSchema(create);
    }
    if (statement instanceof SqlStatement.CreateSequence create) {
      return new SequenceRouter(session, names).create(create);
    }
    if (statement instanceof SqlStatement.AlterSequence alter) {
      return new SequenceRouter(session, names).alter(alter);
    }
    if (statement instanceof SqlStatement.DropSequence drop) {
      return new SequenceRouter(session, names).drop(drop);
    }
    return dropSchema((SqlStatement.DropSchema) statement);
  }

  private Route option(SqlStatement.SetOption option) throws SQLException {
    String name = option.name();
    if (name.equalsIgnoreCase("schema") || name.equalsIgnoreCase("search_path")) {
      String schema = option.value();
      return new Route.UseSchema(schema == null ? null : names.schema(withoutCatalog(schema)));
    }
    boolean timeZone = name.equalsIgnoreCase("timezone") || name.equalsIgnoreCase("time zone");
    return new Route.SetOption(timeZone ? "TimeZone" : name, option.value());
  }

  private static String withoutCatalog(String schema) {
    String prefix = TableNames.CATALOG + ".";
    return schema.regionMatches(true, 0, prefix, 0, prefix.length())
        ? schema.substring(prefix.length())
        : schema;
  }

  private Route dropTables(SqlStatement.DropTable drop) throws SQLException {
    long temporary = drop.names().stream().filter(names::isTemporary).count();
    if (temporary == drop.names().size()) {
      return new Route.ChangeTemporary(drop.text(), null);
    }
    if (temporary > 0) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "DROP TABLE names temporary and other tables; drop the temporary ones in a statement of"
              + " their own");
    }
    List<TableDefinition> tables = new ArrayList<>();
    for (Name name : drop.names()) {
      TableDefinition table = drop.ifExists() ? names.find(name) : names.table(name);
      if (table != null && !tables.contains(table)) {
        tables.add(table);
      }
    }
    return tables.isEmpty()
        ? new Route.NothingToDo()
        : new Route.DropTables(tables.stream().map(TableDefinition::name).toList());
  }

  private Route createSchema(SqlStatement.CreateSchema create) throws SQLException {
    String name = names.schemaName(create.name());
    if (SystemRelations.isSystemSchema(name)) {
      throw SqlErrors.of(
          SqlState.INVALID_DEFINITION,
          "Cannot create schema %s: the name is reserved; choose another".formatted(name));
    }
    boolean keep = create.ifNotExists() && names.existingSchema(name).isPresent();
    return keep ? new Route.NothingToDo() : new Route.CreateSchema(name);
  }

  private Route dropSchema(SqlStatement.DropSchema drop) throws SQLException {
    String name = names.schemaName(drop.name());
    if (name.equalsIgnoreCase(TableNames.MAIN_SCHEMA)) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "Cannot drop schema %s: every store has it".formatted(TableNames.MAIN_SCHEMA));
    }
    if (drop.ifExists() && names.existingSchema(name).isEmpty()) {
      return new Route.NothingToDo();
    }
    return new Route.DropSchema(names.schema(name), drop.cascade());
  }
}
