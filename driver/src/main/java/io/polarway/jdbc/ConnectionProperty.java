package io.polarway.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every property of a connection: the only place that defines its name, kind, default and meaning.
 * URL parsing, {@link java.sql.DriverPropertyInfo}, the data source and the manual derive from it.
 */
enum ConnectionProperty {
  READ_ONLY(
      "readOnly",
      PropertyKind.BOOLEAN,
      "false",
      "Refuse every change to the store, and write nothing into its directory."),
  CREATE_IF_MISSING(
      "createIfMissing",
      PropertyKind.BOOLEAN,
      "true",
      "Make a new store where the directory is missing or empty."),
  LOCK_TIMEOUT(
      "lockTimeout",
      PropertyKind.DURATION,
      "30s",
      "How long a commit waits for other commits, such as 500ms, 30s or 2min."),
  THREADS(
      "threads",
      PropertyKind.COUNT,
      "0",
      "Threads that run queries, all connections to the store together; 0 for one a core."),
  MEMORY_LIMIT(
      "memoryLimit",
      PropertyKind.BYTES,
      "0",
      "Memory that queries may take, all connections to the store together, such as 512MB or 4GB;"
          + " 0 for the engine's own limit."),
  TEMPORARY_DIRECTORY(
      "temporaryDirectory",
      PropertyKind.PATH,
      "",
      "Where queries spill what does not fit into memory; empty for the system's temporary"
          + " directory."),
  ALLOWED_PATHS(
      "allowedPaths",
      PropertyKind.PATHS,
      "",
      "Directories and files outside of the store that queries may read, joined by commas; none of"
          + " them may hold a store, lie in one, or have more than 500,000 files and directories"
          + " below it."),
  HOT(
      "hot",
      PropertyKind.SWITCH,
      "on",
      "Whether commits of few rows keep them in the catalog, which is fast, until a checkpoint"
          + " writes them to files; off writes files at once."),
  UPKEEP(
      "upkeep",
      PropertyKind.SWITCH,
      "on",
      "Whether this process does what the store needs from time to time, if no other one does:"
          + " checkpoints, compaction, removal of what is too old; off leaves that to the others,"
          + " and to CHECKPOINT, OPTIMIZE and VACUUM."),
  CACHE(
      "cache",
      PropertyKind.SWITCH,
      "on",
      "Whether queries are answered from the store's cache of results, and fill it."),
  CACHE_SIZE(
      "cacheSize",
      PropertyKind.BYTES_ABOVE_0,
      "",
      "Memory that cached results may take, all connections to the store together, such as 512MB;"
          + " empty for the smaller of 2GB and a quarter of the heap."),
  CACHE_MAX_RESULT_SIZE(
      "cacheMaxResultSize",
      PropertyKind.BYTES_ABOVE_0,
      "",
      "Memory that one cached result may take; larger ones are not kept. Empty for an eighth of"
          + " cacheSize."),
  SCHEMA("schema", PropertyKind.TEXT, "main", "The schema of names that are not qualified."),
  TIME_ZONE(
      "timeZone",
      PropertyKind.TIME_ZONE,
      "",
      "The time zone of the session, such as Europe/Berlin or UTC; empty for the Java process's"
          + " own."),
  USER(
      "user",
      PropertyKind.TEXT,
      "",
      "Accepted for tools that always send it, and not used: a store is guarded by its file"
          + " permissions."),
  PASSWORD("password", PropertyKind.TEXT, "", "Accepted as user is, and not used.");

  private final String key;
  private final PropertyKind kind;
  private final String defaultValue;
  private final String description;

  ConnectionProperty(String key, PropertyKind kind, String defaultValue, String description) {
    this.key = key;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** Its name in a URL and in Properties. */
  String key() {
    return key;
  }

  PropertyKind kind() {
    return kind;
  }

  /** Its value when none is given; empty where that is said in {@link #description}. */
  String defaultValue() {
    return defaultValue;
  }

  String description() {
    return description;
  }

  static Optional<ConnectionProperty> find(String key) {
    return Stream.of(values()).filter(property -> property.key.equals(key)).findFirst();
  }

  static List<String> keys() {
    return Stream.of(values()).map(ConnectionProperty::key).toList();
  }
}
