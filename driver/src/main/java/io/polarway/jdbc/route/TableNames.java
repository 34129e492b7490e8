package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.error.Suggestion;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.WrittenName;
import io.polarway.jdbc.system.SystemRelations;
import io.polarway.storage.Session;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What names in statements stand for: {@code table}, {@code schema.table}, {@code polarway.table}
 * (of schema {@code main}) or {@code polarway.schema.table}, in any case of letters.
 */
public final class TableNames {

  /** The one catalog. */
  public static final String CATALOG = "polarway";

  /** The schema that every store has. */
  public static final String MAIN_SCHEMA = "main";

  /** Where temporary tables are. */
  private static final String TEMPORARY_CATALOG = "temp";

  /** Where the engine has its own views and functions. */
  private static final String ENGINE_CATALOG = "system";

  private final Session session;
  private final String currentSchema;

  /**
   * @param currentSchema where names without a schema are looked up
   */
  public TableNames(Session session, String currentSchema) {
    this.session = session;
    this.currentSchema = currentSchema;
  }

  /** The table called {@code name}, which must be there. */
  TableDefinition table(Name name) throws SQLException {
    TableName wanted = qualified(name);
    TableDefinition table = session.findTable(wanted.schema(), wanted.name());
    if (table == null) {
      throw unknown(name);
    }
    return table;
  }

  /** The sequence called {@code name}; null when it is not there. */
  @Nullable SequenceDefinition findSequence(Name name) throws SQLException {
    if (name.parts().size() > 1 && existingSchema(schemaPart(name)).isEmpty()) {
      return null;
    }
    TableName wanted = qualified(name);
    return session.sequences().find(wanted.schema(), wanted.name());
  }

  /** The sequence called {@code name}, which must be there. */
  SequenceDefinition sequence(Name name) throws SQLException {
    TableName wanted = qualified(name);
    SequenceDefinition sequence = session.sequences().find(wanted.schema(), wanted.name());
    if (sequence == null) {
      List<String> sequences =
          session.sequences().all().stream().map(other -> other.name().name()).toList();
      throw SqlErrors.of(
          SqlState.UNKNOWN_TABLE,
          "There is no sequence %s in schema %s.%s"
              .formatted(
                  wanted.name(), wanted.schema(), Suggestion.didYouMean(wanted.name(), sequences)));
    }
    return sequence;
  }

  /** The table called {@code name} as of a commit, which must have been there. */
  TableDefinition table(Name name, long commitNumber) throws SQLException {
    List<String> parts = name.parts();
    String schema = parts.size() == 1 ? currentSchema : schemaPart(name);
    TableDefinition table = session.findTable(schema, name.last(), commitNumber);
    if (table == null) {
      throw SqlErrors.of(
          SqlState.UNKNOWN_TABLE,
          "There was no table %s in schema %s as of commit %d"
              .formatted(name.last(), schema, commitNumber));
    }
    return table;
  }

  /**
   * Whether {@code name} is that of a temporary table or view, which hides a table of the store.
   */
  boolean isTemporary(Name name) {
    List<String> parts = name.parts();
    return parts.size() == 1
        ? session.hasTemporary(name.last())
        : parts.get(0).equalsIgnoreCase(TEMPORARY_CATALOG);
  }

  /**
   * The table of the store that the first parts of a name in a text are the name of; null when they
   * are no table's, or a temporary one's.
   */
  @Nullable TableDefinition findIn(WrittenName name, int parts) throws SQLException {
    Name prefix = name.prefix(parts);
    boolean isOther = parts == 3 && !prefix.parts().get(0).equalsIgnoreCase(CATALOG);
    return isOther || isTemporary(prefix) ? null : find(prefix);
  }

  /** The error that there is no table called {@code name}. */
  SQLException unknown(Name name) throws SQLException {
    TableName wanted = qualified(name);
    List<String> tables =
        tablesOf(wanted.schema()).stream().map(table -> table.name().name()).toList();
    return SqlErrors.of(
        SqlState.UNKNOWN_TABLE,
        "There is no table %s in schema %s.%s"
            .formatted(
                wanted.name(), wanted.schema(), Suggestion.didYouMean(wanted.name(), tables)));
  }

  private List<TableDefinition> tablesOf(String schema) {
    return session.tables().stream()
        .filter(table -> table.name().schema().equalsIgnoreCase(schema))
        .toList();
  }

  /** The table called {@code name}; null when it or its schema is not there. */
  @Nullable TableDefinition find(Name name) throws SQLException {
    if (name.parts().size() > 1 && existingSchema(schemaPart(name)).isEmpty()) {
      return null;
    }
    TableName wanted = qualified(name);
    return session.findTable(wanted.schema(), wanted.name());
  }

  /**
   * The table called {@code name}; null when it is not there, or when the name is one of the
   * system's: {@code information_schema.x}, or {@code polarway.x} for a view {@code x} of the
   * system.
   */
  @Nullable TableDefinition findUnlessSystem(Name name) throws SQLException {
    return isInSystemSchema(name) ? null : find(name);
  }

  /** Whether a view of the system can have this name: it has its schema, or none, or main. */
  boolean canBeSystemView(Name name) {
    return name.parts().size() == 1
        || isInSystemSchema(name)
        || schemaPart(name).equalsIgnoreCase(MAIN_SCHEMA);
  }

  /** Whether the engine takes it for the name of something in its own catalog. */
  boolean isOfEngine(Name name) {
    return isInSystemSchema(name)
        || (name.parts().size() > 1 && name.parts().get(0).equalsIgnoreCase(ENGINE_CATALOG));
  }

  /** Whether it has the schema of the system's own views. */
  boolean isInSystemSchema(Name name) {
    List<String> parts = name.parts();
    if (parts.size() == 1) {
      return false;
    }
    String schema = parts.get(parts.size() - 2);
    boolean isCatalog = parts.size() == 2 && schema.equalsIgnoreCase(CATALOG);
    return isCatalog
        ? SystemRelations.storeViews().contains(name.last().toLowerCase(Locale.ROOT))
        : SystemRelations.isSystemSchema(schema);
  }

  /** The full name that {@code name} means; its schema must be there, the table need not. */
  TableName qualified(Name name) throws SQLException {
    List<String> parts = name.parts();
    if (parts.size() == 3 && !parts.get(0).equalsIgnoreCase(CATALOG)) {
      throw SqlErrors.of(
          SqlState.UNKNOWN_CATALOG,
          "There is no catalog %s in %s; the catalog is called %s"
              .formatted(parts.get(0), name, CATALOG));
    }
    return new TableName(parts.size() == 1 ? currentSchema : schema(schemaPart(name)), name.last());
  }

  /** The schema of this name as it is spelled; it must be there. */
  public String schema(String name) throws SQLException {
    Optional<String> existing = existingSchema(name);
    if (existing.isPresent()) {
      return existing.get();
    }
    if (SystemRelations.isSystemSchema(name)) {
      throw SqlErrors.of(
          SqlState.UNKNOWN_TABLE,
          "There is nothing of this name in schema %s, which holds views of the system only"
              .formatted(name));
    }
    throw SqlErrors.of(
        SqlState.UNKNOWN_SCHEMA,
        "There is no schema %s.%s".formatted(name, Suggestion.didYouMean(name, session.schemas())));
  }

  /** The last part of the name of a schema, which may have the catalog in front. */
  String schemaName(Name name) throws SQLException {
    List<String> parts = name.parts();
    if (parts.size() > 2 || (parts.size() == 2 && !parts.get(0).equalsIgnoreCase(CATALOG))) {
      throw SqlErrors.of(
          SqlState.UNKNOWN_CATALOG,
          "%s is not the name of a schema: write a name, or %s and a name"
              .formatted(name, CATALOG));
    }
    return name.last();
  }

  Optional<String> existingSchema(String name) {
    return session.schemas().stream().filter(name::equalsIgnoreCase).findFirst();
  }

  private String schemaPart(Name name) {
    String part = name.parts().get(name.parts().size() - 2);
    boolean isCatalog =
        name.parts().size() == 2
            && part.equalsIgnoreCase(CATALOG)
            && existingSchema(part).isEmpty();
    return isCatalog ? MAIN_SCHEMA : part;
  }
}
