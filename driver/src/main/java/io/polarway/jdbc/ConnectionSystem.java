package io.polarway.jdbc;

import io.polarway.jdbc.system.SessionActivity;
import io.polarway.jdbc.system.Setting;
import io.polarway.jdbc.system.StoreActivity;
import io.polarway.jdbc.system.SystemSource;
import io.polarway.storage.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the system's relations say of a connection and its store. */
record ConnectionSystem(ConnectionCore core, Path directory) implements SystemSource {

  @Override
  public Session session() {
    return core.session();
  }

  @Override
  public String currentSchema() {
    return core.schema();
  }

  @Override
  public boolean isReadOnly() {
    return core.settings().storeOptions().readOnly();
  }

  @Override
  public List<Setting> settings() {
    Map<ConnectionProperty, String> values = core.settings().values();
    List<Setting> settings = new ArrayList<>();
    for (ConnectionProperty property : ConnectionProperty.values()) {
      boolean shown = property != ConnectionProperty.PASSWORD;
      settings.add(
          new Setting(
              property.key(),
              shown ? values.getOrDefault(property, property.defaultValue()) : null,
              property.defaultValue(),
              "connection",
              property.description()));
    }
    return settings;
  }

  @Override
  public StoreActivity activity() {
    return core.activity();
  }

  @Override
  public SessionActivity sessionActivity() {
    return core.sessionActivity();
  }
}
