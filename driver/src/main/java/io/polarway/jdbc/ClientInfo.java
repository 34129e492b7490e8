package io.polarway.jdbc;

import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself ({@link java.sql.Connection#setClientInfo}). It is kept for whoever
 * asks the connection, and written nowhere. Thread-safe.
 */
final class ClientInfo {

  /** The names that {@link java.sql.Connection#setClientInfo} recommends. */
  static final SortedMap<String, String> NAMES =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "ApplicationName", "The name of the application that uses the connection",
                  "ClientHostname", "The name of the computer that the application runs on",
                  "ClientUser", "The name of the user that the application works for")));

  private final Map<String, String> values = new ConcurrentHashMap<>();

  /** Keeps a value, or removes it when null; false when there is no such name. */
  boolean set(@Nullable String name, @Nullable String value) {
    if (name == null || !NAMES.containsKey(name)) {
      return false;
    }
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
    return true;
  }

  void clear() {
    values.clear();
  }

  @Nullable String get(@Nullable String name) {
    return name == null ? null : values.get(name);
  }

  Properties all() {
    Properties properties = new Properties();
    values.forEach(properties::setProperty);
    return properties;
  }
}
