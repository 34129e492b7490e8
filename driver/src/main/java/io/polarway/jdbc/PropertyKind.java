package io.polarway.jdbc;

import java.util.List;

/** What a property's value looks like. */
enum PropertyKind {
  BOOLEAN("true or false"),
  /** A whole number from 0. */
  COUNT("a whole number from 0 to 1024"),
  /** A number with a unit of time. */
  DURATION("a number with ms, s, min or h, such as 30s"),
  /** A number with a unit of memory. */
  BYTES("a number with KB, MB, GB or TB, such as 512MB, or 0"),
  /** As BYTES, without 0. */
  BYTES_ABOVE_0("a number above 0 with KB, MB, GB or TB, such as 512MB"),
  /** On or off. */
  SWITCH("on or off"),
  PATH("a directory"),
  /** Any number of paths. */
  PATHS("paths joined by commas"),
  TIME_ZONE("a time zone such as Europe/Berlin, UTC or +02:00"),
  TEXT("a text");

  private final String allowed;

  PropertyKind(String allowed) {
    this.allowed = allowed;
  }

  /** Says in a message what is allowed. */
  String allowed() {
    return allowed;
  }

  /** The values to choose from, empty when they cannot be listed. */
  List<String> choices() {
    return switch (this) {
      case BOOLEAN -> List.of("true", "false");
      case SWITCH -> List.of("on", "off");
      default -> List.of();
    };
  }
}
