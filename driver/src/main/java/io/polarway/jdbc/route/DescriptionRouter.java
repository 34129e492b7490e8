package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.result.ColumnOrigin;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlStatement.Describe;
import io.polarway.jdbc.sql.SqlStatement.Show;
import io.polarway.jdbc.system.Listings;
import io.polarway.jdbc.system.SystemRelation;
import io.polarway.jdbc.system.SystemSource;
import io.polarway.jdbc.system.TableDescriptions;
import io.polarway.storage.Query;
import io.polarway.storage.TableScan;
import io.polarway.storage.cache.BypassReason;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The routes of SHOW, DESCRIBE and SUMMARIZE: queries over what the catalog says. */
final class DescriptionRouter {

  private final SystemSource system;
  private final TableNames names;
  private final TableQueries queries;

  DescriptionRouter(SystemSource system, TableNames names, TableQueries queries) {
    this.system = system;
    this.names = names;
    this.queries = queries;
  }

  Route show(Show show) throws SQLException {
    return all(show.text(), listing(show, system, names));
  }

  /** What a SHOW lists. */
  static SystemRelation listing(Show show, SystemSource system, TableNames names)
      throws SQLException {
    Name schema = show.schema();
    return switch (show.listing()) {
      case TABLES ->
          Listings.tables(
              schema == null ? system.currentSchema() : names.schema(names.schemaName(schema)));
      case ALL_TABLES -> Listings.ALL_TABLES;
      case SCHEMAS -> Listings.SCHEMAS;
      case DATABASES -> Listings.DATABASES;
      case DATABASE_LIST -> Listings.DATABASE_LIST;
    };
  }

  Route describe(Describe describe) throws SQLException {
    Describe.Target query = describe.query();
    if (query != null) {
      return route(
          queries.query(describe.text(), query.range(), query.tables()).within(word(describe), ""));
    }
    Name name = Objects.requireNonNull(describe.table());
    if (names.isTemporary(name)) {
      return temporary(describe, name);
    }
    TableDefinition table = names.findUnlessSystem(name);
    if (table == null) {
      return describeOther(describe, name);
    }
    return switch (describe.form()) {
      case DESCRIBE, SHOW -> all(describe.text(), TableDescriptions.described(table));
      case TABLE_INFO -> all(describe.text(), TableDescriptions.info(table));
      case SUMMARIZE ->
          route(
              new Query(
                  describe.text(),
                  List.of(new TableScan(table, List.of())),
                  relations -> engineSql("SUMMARIZE SELECT * FROM " + relations.get(0))));
    };
  }

  /** A temporary table, of which the engine knows all there is. */
  private static Route temporary(Describe describe, Name name) {
    String quoted = name.parts().stream().map(Quoted::name).collect(Collectors.joining("."));
    return fixed(
        describe.text(),
        describe.form() == Describe.Form.TABLE_INFO
            ? "SELECT * FROM pragma_table_info(" + Quoted.text(quoted) + ")"
            : word(describe) + quoted);
  }

  /** A relation of the system, or a setting. */
  private Route describeOther(Describe describe, Name name) throws SQLException {
    SystemRelation relation = queries.systemNames().view(name);
    if (relation != null && describe.form() != Describe.Form.TABLE_INFO) {
      String sql = relation.sql(system);
      return fixed(describe.text(), word(describe) + "SELECT * FROM " + sql);
    }
    String setting = describe.form() == Describe.Form.SHOW ? setting(name) : null;
    if (setting != null) {
      return fixed(
          describe.text(),
          "SELECT current_setting(%s) AS %s".formatted(Quoted.text(setting), Quoted.name(setting)));
    }
    if (relation != null) {
      throw SqlErrors.unsupported("table_info of the system's own " + name);
    }
    names.table(name);
    throw new IllegalStateException(name + " is a table");
  }

  private @Nullable String setting(Name name) {
    return name.parts().size() > 1
        ? null
        : system.session().optionNames().stream()
            .filter(name.last()::equalsIgnoreCase)
            .findFirst()
            .orElse(null);
  }

  private static String word(Describe describe) {
    return describe.form() == Describe.Form.SUMMARIZE ? "SUMMARIZE " : "DESCRIBE ";
  }

  private Route all(String text, SystemRelation relation) throws SQLException {
    return fixed(text, "SELECT * FROM " + relation.sql(system));
  }

  private static Route fixed(String text, String sql) {
    return route(
        new Query(text, List.of(), relations -> engineSql(sql), BypassReason.OTHER_SOURCES, false));
  }

  private static Query.EngineSql engineSql(String sql) {
    return new Query.EngineSql(sql, Map.of());
  }

  private static Route route(Query query) {
    return new Route.Engine(query, ColumnOrigin.Finder.UNKNOWN);
  }
}
