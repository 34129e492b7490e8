package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.StoreOptions;
import io.polarway.storage.cache.CacheOptions;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.upkeep.UpkeepOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a URL and Properties say together, each value checked. The URL wins where both set the same
 * property.
 *
 * @param url the URL without its properties
 * @param directory of the store, null for a temporary one
 * @param caching whether the connection uses the store's cache of results
 * @param hotRows whether its small commits become hot rows
 * @param timeZone the session's zone, null for the process's own
 * @param user as given, for the metadata; empty when none was
 * @param values what each property is set to that was given, as it was written
 * @param unknownProperties keys of the Properties that are none of ours, in order
 */
record ConnectionSettings(
    String url,
    @Nullable Path directory,
    StoreOptions storeOptions,
    boolean caching,
    boolean hotRows,
    String schema,
    @Nullable String timeZone,
    String user,
    Map<ConnectionProperty, String> values,
    List<String> unknownProperties) {

  ConnectionSettings {
    values = Map.copyOf(values);
    unknownProperties = List.copyOf(unknownProperties);
  }

  static ConnectionSettings of(String url, @Nullable Properties info) throws SQLException {
    ConnectionUrl parsed = ConnectionUrl.parse(url);
    Map<ConnectionProperty, String> given = new EnumMap<>(ConnectionProperty.class);
    List<String> unknown = addProperties(given, info);
    given.putAll(parsed.properties());
    PropertyValues values = new PropertyValues(given);
    StoreOptions options =
        new StoreOptions(
            values.isTrue(ConnectionProperty.READ_ONLY),
            values.isTrue(ConnectionProperty.CREATE_IF_MISSING),
            values.duration(ConnectionProperty.LOCK_TIMEOUT),
            values.count(ConnectionProperty.THREADS),
            values.bytes(ConnectionProperty.MEMORY_LIMIT),
            values.path(ConnectionProperty.TEMPORARY_DIRECTORY),
            values.paths(ConnectionProperty.ALLOWED_PATHS),
            cache(values),
            values.isOn(ConnectionProperty.UPKEEP) ? UpkeepOptions.DEFAULT : UpkeepOptions.OFF);
    Path directory = directory(parsed.path());
    if (directory == null && options.readOnly()) {
      throw SqlErrors.of(
          SqlState.INVALID_CONNECTION_ATTRIBUTE,
          "readOnly=true needs a store to read: name its directory behind " + ConnectionUrl.PREFIX);
    }
    return new ConnectionSettings(
        ConnectionUrl.PREFIX + parsed.path(),
        directory,
        options,
        values.isOn(ConnectionProperty.CACHE),
        values.isOn(ConnectionProperty.HOT),
        values.text(ConnectionProperty.SCHEMA),
        values.timeZone(ConnectionProperty.TIME_ZONE),
        values.text(ConnectionProperty.USER),
        given,
        unknown);
  }

  private static List<String> addProperties(
      Map<ConnectionProperty, String> given, @Nullable Properties info) {
    if (info == null) {
      return List.of();
    }
    TreeSet<String> keys = new TreeSet<>(info.stringPropertyNames());
    for (Object key : Collections.list(info.keys())) {
      keys.add(String.valueOf(key));
    }
    List<String> unknown = new ArrayList<>();
    for (String key : keys) {
      String text = info.getProperty(key);
      String value = text == null ? String.valueOf(info.get(key)) : text;
      ConnectionProperty.find(key)
          .ifPresentOrElse(property -> given.put(property, value), () -> unknown.add(key));
    }
    return unknown;
  }

  private static CacheOptions cache(PropertyValues values) throws SQLException {
    CacheOptions options =
        new CacheOptions(
            values.bytesAboveZero(ConnectionProperty.CACHE_SIZE),
            values.bytesAboveZero(ConnectionProperty.CACHE_MAX_RESULT_SIZE));
    try {
      options.resolved();
      return options;
    } catch (StorageException invalid) {
      throw SqlErrors.of(
          SqlState.INVALID_CONNECTION_ATTRIBUTE,
          "Properties cacheSize and cacheMaxResultSize: " + invalid.getMessage(),
          invalid);
    }
  }

  private static @Nullable Path directory(String path) throws SQLException {
    if (path.isEmpty()) {
      return null;
    }
    String home = System.getProperty("user.home");
    boolean inHome = path.equals("~") || path.startsWith("~/") || path.startsWith("~\\");
    try {
      return Path.of(inHome && home != null ? home + path.substring(1) : path);
    } catch (InvalidPathException invalid) {
      throw SqlErrors.of(
          SqlState.CANNOT_CONNECT,
          "Cannot open %s: it is not a path (%s)"
              .formatted(SqlErrors.shown(path), invalid.getReason()),
          invalid);
    }
  }
}
