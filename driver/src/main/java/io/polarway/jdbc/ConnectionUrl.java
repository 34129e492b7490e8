package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.error.Suggestion;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A URL, taken apart: {@code jdbc:polarway:}, a path, and behind a question mark properties as
 * {@code key=value}, joined by {@code &}, their values percent-encoded where they need it.
 *
 * <p>The path is taken as it is written, absolute or relative to the working directory; a leading
 * {@code ~} is the user's home. Without a path the URL names a private temporary store.
 *
 * @param path as written, empty for a temporary store
 */
record ConnectionUrl(String path, Map<ConnectionProperty, String> properties) {

  static final String PREFIX = "jdbc:polarway:";

  ConnectionUrl {
    properties = Map.copyOf(properties);
  }

  static String notNull(@Nullable String url) throws SQLException {
    if (url == null) {
      throw SqlErrors.of(
          SqlState.CANNOT_CONNECT, "The URL is null; write " + PREFIX + "/path/of/the/store");
    }
    return url;
  }

  /** Whether this driver is the one to open {@code url}. */
  static boolean isOurs(String url) {
    return url.startsWith(PREFIX);
  }

  /** Takes a URL of ours apart. */
  static ConnectionUrl parse(String url) throws SQLException {
    String rest = url.substring(PREFIX.length());
    int question = rest.indexOf('?');
    if (question < 0) {
      return new ConnectionUrl(rest, Map.of());
    }
    Map<ConnectionProperty, String> properties = new EnumMap<>(ConnectionProperty.class);
    for (String pair : rest.substring(question + 1).split("&")) {
      if (!pair.isEmpty()) {
        addProperty(properties, pair);
      }
    }
    return new ConnectionUrl(rest.substring(0, question), properties);
  }

  private static void addProperty(Map<ConnectionProperty, String> properties, String pair)
      throws SQLException {
    int equals = pair.indexOf('=');
    String key = decode(equals < 0 ? pair : pair.substring(0, equals));
    ConnectionProperty property =
        ConnectionProperty.find(key)
            .orElseThrow(
                () ->
                    SqlErrors.of(
                        SqlState.INVALID_CONNECTION_ATTRIBUTE,
                        "Unknown property %s in the URL.%s Known are %s"
                            .formatted(
                                SqlErrors.shown(key),
                                Suggestion.didYouMean(key, ConnectionProperty.keys()),
                                String.join(", ", ConnectionProperty.keys()))));
    if (equals < 0) {
      throw SqlErrors.of(
          SqlState.INVALID_CONNECTION_ATTRIBUTE,
          "Property %s in the URL has no value; write %s=%s"
              .formatted(key, key, property.kind().allowed()));
    }
    if (properties.put(property, decode(pair.substring(equals + 1))) != null) {
      throw SqlErrors.of(
          SqlState.INVALID_CONNECTION_ATTRIBUTE,
          "Property %s is given twice in the URL".formatted(key));
    }
  }

  private static String decode(String text) throws SQLException {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException invalid) {
      throw SqlErrors.of(
          SqlState.INVALID_CONNECTION_ATTRIBUTE,
          "Cannot decode %s in the URL; write a percent sign as %%25"
              .formatted(SqlErrors.shown(text)),
          invalid);
    }
  }
}
