package io.polarway.jdbc.system;

import io.polarway.jdbc.sql.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a connection is set to: by its URL, and by SET. */
final class SettingViews {

  /** The engine's settings that a session may change, as the engine lists them. */
  static final SystemRelation ENGINE_SETTINGS =
      source ->
          "(SELECT * FROM duckdb_settings() WHERE name IN (%s))".formatted(engineNames(source));

  /** All settings, with one description for each. */
  static final SystemRelation SETTINGS =
      source ->
          ("(SELECT * FROM %s UNION ALL SELECT name, value, NULL, 'session', description"
                  + " FROM duckdb_settings() WHERE name IN (%s) ORDER BY ALL)")
              .formatted(
                  InlineRows.sql(
                      new Columns()
                          .text("name", "value", "default_value", "scope", "description")
                          .list(),
                      rows(source.settings())),
                  engineNames(source));

  private SettingViews() {}

  private static String engineNames(SystemSource source) {
    return source.session().optionNames().stream()
        .map(Quoted::text)
        .collect(Collectors.joining(", "));
  }

  private static List<List<@Nullable Object>> rows(List<Setting> settings) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Setting setting : settings) {
      rows.add(
          CatalogFunctions.row(
              setting.name(),
              setting.value(),
              setting.defaultValue(),
              setting.scope(),
              setting.description()));
    }
    return rows;
  }
}
