package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.sql.CatalogCalls;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.system.SystemRelation;
import io.polarway.jdbc.system.SystemRelations;
import io.polarway.jdbc.system.SystemSource;
import io.polarway.jdbc.system.TableDescriptions;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The relations of the system that names and calls in statements stand for. */
final class SystemNames {

  private final SystemSource system;
  private final TableNames names;

  SystemNames(SystemSource system, TableNames names) {
    this.system = system;
    this.names = names;
  }

  /** The view of this name; null when there is none. */
  @Nullable SystemRelation view(Name name) throws SQLException {
    return names.canBeSystemView(name) ? SystemRelations.find(system.session(), name) : null;
  }

  /** What a call of one of the engine's functions lists of the store's catalog. */
  SystemRelation function(CatalogCalls.Call call) throws SQLException {
    return function(call.name(), call.arguments());
  }

  /**
   * As {@link #function(CatalogCalls.Call)}.
   *
   * @param arguments each null unless it is a text
   */
  SystemRelation function(Name name, List<@Nullable String> arguments) throws SQLException {
    String lower = name.last().toLowerCase(Locale.ROOT);
    boolean info = lower.equals("pragma_table_info");
    if (info || lower.equals("pragma_show")) {
      String table = arguments.size() == 1 ? arguments.get(0) : null;
      Name tableName = table == null ? null : Name.in(table);
      if (tableName == null) {
        throw SqlErrors.invalidArgument(name + "() takes the name of a table, as a text in quotes");
      }
      TableDefinition found = names.table(tableName);
      return info ? TableDescriptions.info(found) : TableDescriptions.described(found);
    }
    SystemRelation function = arguments.isEmpty() ? SystemRelations.function(lower) : null;
    if (function == null) {
      throw SqlErrors.unsupported(name + "() of the engine, which knows no table,");
    }
    return function;
  }

  /** The SQL of a relation, for the statement that runs. */
  String sql(SystemRelation relation) throws SQLException {
    return relation.sql(system);
  }
}
