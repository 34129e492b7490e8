package io.polarway.jdbc.system;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.Quoted;
import io.polarway.jdbc.sql.SqlParser;
import io.polarway.jdbc.sql.SqlRewriter;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.SqlSyntaxException;
import io.polarway.jdbc.sql.TableReference;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.BytesColumn;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.syntax.EngineCatalog;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own views of its catalog, {@code information_schema} among them. They are queries
 * over its catalog functions; with those of the store in their place they tell of the store, and
 * have the engine's columns in each of its versions.
 */
final class EngineViews {

  private static final String DEFINITIONS =
      "SELECT schema_name, view_name, sql FROM duckdb_views() WHERE internal";

  private static final String AS = " AS ";

  /** The standard's view, which the engine does not have. */
  private static final String SEQUENCES =
      "(SELECT database_name AS sequence_catalog, schema_name AS sequence_schema, sequence_name,"
          + " 'BIGINT' AS data_type, 64 AS numeric_precision, 2 AS numeric_precision_radix,"
          + " 0 AS numeric_scale, start_value, min_value AS minimum_value,"
          + " max_value AS maximum_value, increment_by AS \"increment\","
          + " CASE WHEN \"cycle\" THEN 'YES' ELSE 'NO' END AS cycle_option FROM %s)";

  /** What engines of this process say; all of them are of one version. */
  private static volatile @Nullable Map<String, Optional<SqlStatement.Query>> known;

  private EngineViews() {}

  /** The view of this name; null when there is none, or it cannot be read. */
  static @Nullable SystemRelation find(Session session, String schema, String name)
      throws SQLException {
    if (schema.equals("information_schema") && name.equalsIgnoreCase("sequences")) {
      return source -> SEQUENCES.formatted(CatalogFunctions.sequences().sql(source));
    }
    Optional<SqlStatement.Query> view = definitions(session).get(key(schema, name));
    if (view == null || view.isEmpty()) {
      return null;
    }
    SqlStatement.Query query = view.get();
    SystemRelation relation = source -> "(" + text(query, source) + ")";
    return schema.equals("information_schema") && name.equalsIgnoreCase("table_constraints")
        ? source -> withEnforcement(relation.sql(source), source.session())
        : relation;
  }

  /** The engine enforces all constraints; the store only records some of them. */
  private static String withEnforcement(String relation, Session session) {
    List<String> recorded = new ArrayList<>();
    for (TableDefinition table : session.tables()) {
      for (Key key : table.constraints().keys()) {
        if (!key.enforced()) {
          recorded.add(place(table, key.name()));
        }
      }
      table.constraints().foreignKeys().forEach(key -> recorded.add(place(table, key.name())));
    }
    return recorded.isEmpty()
        ? relation
        : "(SELECT * REPLACE (CASE WHEN (table_schema, table_name, constraint_name) IN (%s) THEN 'NO' ELSE enforced END AS enforced) FROM %s)"
            .formatted(String.join(", ", recorded), relation);
  }

  private static String place(TableDefinition table, String constraint) {
    return "(%s, %s, %s)"
        .formatted(
            Quoted.text(table.name().schema()),
            Quoted.text(table.name().name()),
            Quoted.text(constraint));
  }

  private static String text(SqlStatement.Query query, SystemSource source) throws SQLException {
    List<String> relations = new ArrayList<>();
    List<TableReference> tables = new ArrayList<>(Objects.requireNonNull(query.tables()));
    tables.removeIf(
        reference ->
            EngineCatalog.HARMLESS_FUNCTIONS.contains(
                reference.name().last().toLowerCase(Locale.ROOT)));
    for (TableReference reference : tables) {
      SystemRelation relation = SystemRelations.find(source.session(), reference);
      if (relation == null) {
        throw SqlErrors.unsupported(reference.name() + " of the engine, which knows no table,");
      }
      relations.add(relation.sql(source));
    }
    return SqlRewriter.replaceTables(query.text(), query.range(), tables, relations);
  }

  private static Map<String, Optional<SqlStatement.Query>> definitions(Session session) {
    Map<String, Optional<SqlStatement.Query>> read = known;
    if (read == null) {
      read = read(session);
      known = read;
    }
    return read;
  }

  private static Map<String, Optional<SqlStatement.Query>> read(Session session) {
    Map<String, Optional<SqlStatement.Query>> views = new HashMap<>();
    try (BatchStream stream =
        session.query(Query.withoutTables(DEFINITIONS), List.of(), Duration.ZERO)) {
      for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
        BytesColumn schemas = (BytesColumn) batch.column(0);
        BytesColumn names = (BytesColumn) batch.column(1);
        BytesColumn texts = (BytesColumn) batch.column(2);
        for (int row = 0; row < batch.size(); row++) {
          views.put(
              key(schemas.getString(row), names.getString(row)), definition(texts.getString(row)));
        }
      }
    }
    return views;
  }

  /** The query behind CREATE VIEW ... AS, where it can be read. */
  private static Optional<SqlStatement.Query> definition(String sql) {
    String query =
        sql.substring(sql.indexOf(AS) + AS.length())
            .replace("current_database()", Quoted.text(CatalogFunctions.CATALOG));
    try {
      return SqlParser.parse(query) instanceof SqlStatement.Query read && read.tables() != null
          ? Optional.of(read)
          : Optional.empty();
    } catch (SqlSyntaxException unreadable) {
      return Optional.empty();
    }
  }

  private static String key(String schema, String name) {
    return new Name(List.of(schema, name)).toString().toLowerCase(Locale.ROOT);
  }
}
