package io.polarway.jdbc.system;

import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.TableReference;
import io.polarway.storage.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The relations of the system by name: the views of schema {@code polarway}, the engine's views of
 * its catalog, and the functions that they stand on.
 */
public final class SystemRelations {

  /** The schemas that hold nothing but such relations. */
  public static final List<String> SCHEMAS =
      List.of("information_schema", "pg_catalog", CatalogFunctions.OWN_SCHEMA);

  private SystemRelations() {}

  public static boolean isSystemSchema(String schema) {
    return SCHEMAS.contains(schema.toLowerCase(Locale.ROOT));
  }

  /** The relation that a place in a view of the engine names; null when it names none. */
  static @Nullable SystemRelation find(Session session, TableReference reference)
      throws SQLException {
    Name name = reference.name();
    return reference.isFunction() ? CatalogFunctions.find(name.last()) : find(session, name);
  }

  /** The function of this name, without arguments; null when it is none of the catalog's. */
  public static @Nullable SystemRelation function(String name) {
    return CatalogFunctions.find(name);
  }

  /** The view of this name; null when there is none. */
  public static @Nullable SystemRelation find(Session session, Name name) throws SQLException {
    List<String> parts = name.parts();
    if (parts.size() == 3 && !parts.get(0).equalsIgnoreCase(CatalogFunctions.CATALOG)) {
      return null;
    }
    if (parts.size() == 1) {
      SystemRelation view = EngineViews.find(session, CatalogFunctions.DEFAULT_SCHEMA, name.last());
      return view != null ? view : EngineViews.find(session, "pg_catalog", name.last());
    }
    String schema = parts.get(parts.size() - 2).toLowerCase(Locale.ROOT);
    return schema.equals(CatalogFunctions.OWN_SCHEMA)
        ? StoreViews.find(name.last())
        : EngineViews.find(session, schema, name.last());
  }

  /** The names of the views of schema {@code polarway}. */
  public static List<String> storeViews() {
    return StoreViews.names();
  }
}
