package io.polarway.jdbc.system;

import io.polarway.storage.cache.BypassReason;
import io.polarway.storage.cache.CacheEntry;
import io.polarway.storage.cache.CacheStatistics;
import io.polarway.storage.statistics.PartitionStatistics;
import io.polarway.storage.table.CommittedVersion;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The views of schema {@code polarway}: what the store consists of, and what it does. */
final class StoreViews {

  private static final SystemRelation PARTITIONS =
      SystemRelation.of(
          new Columns()
              .text("schema_name", "table_name", "partition")
              .integer("files", "row_groups")
              .bigint("rows", "deleted_rows", "bytes", "raw_bytes")
              .textsByText("encodings")
              .integer("level")
              .truth("sorted")
              .list(),
          StoreViews::partitions);

  private static final SystemRelation STORAGE_SUMMARY =
      SystemRelation.of(
          new Columns()
              .text("schema_name", "table_name")
              .integer("partitions", "files")
              .bigint("rows", "bytes", "raw_bytes")
              .fraction("ratio")
              .bigint("last_commit")
              .instant("last_committed_at")
              .list(),
          StoreViews::storageSummary);

  private static final SystemRelation SNAPSHOTS =
      SystemRelation.of(
          new Columns()
              .bigint("commit_number")
              .instant("committed_at")
              .text("what", "schema_name", "table_name")
              .truth("dropped")
              .bigint("iceberg_snapshot_id")
              .list(),
          StoreViews::snapshots);

  private static final SystemRelation QUERIES =
      SystemRelation.of(
          new Columns()
              .bigint("query_id", "session_id")
              .instant("started_at")
              .text("query", "route")
              .truth("cached")
              .bigint("files", "rows", "microseconds")
              .text("state", "sqlstate", "error")
              .list(),
          StoreViews::queries);

  private static final SystemRelation SESSIONS =
      SystemRelation.of(
          new Columns()
              .bigint("session_id")
              .truth("current")
              .instant("opened_at")
              .text("user_name", "schema_name", "state", "last_query")
              .instant("last_started_at")
              .list(),
          StoreViews::sessions);

  private static final SystemRelation CACHE_STATS =
      SystemRelation.of(
          new Columns().text("name").bigint("value").text("description").list(),
          StoreViews::cacheStatistics);

  private static final SystemRelation CACHE_ENTRIES =
      SystemRelation.of(
          new Columns()
              .text("query")
              .integer("parameters")
              .bigint("rows", "bytes", "hits")
              .instant("filled_at")
              .bigint("fill_microseconds")
              .list(),
          StoreViews::cacheEntries);

  private static final Map<String, SystemRelation> VIEWS =
      Map.of(
          "cache_stats", CACHE_STATS,
          "cache_entries", CACHE_ENTRIES,
          "partitions", PARTITIONS,
          "storage_summary", STORAGE_SUMMARY,
          "snapshots", SNAPSHOTS,
          "queries", QUERIES,
          "sessions", SESSIONS,
          "settings", SettingViews.SETTINGS);

  private StoreViews() {}

  static @Nullable SystemRelation find(String name) {
    return VIEWS.get(name.toLowerCase(Locale.ROOT));
  }

  static List<String> names() {
    return VIEWS.keySet().stream().sorted().toList();
  }

  private static List<List<@Nullable Object>> partitions(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDefinition table : source.session().tables()) {
      for (PartitionStatistics partition : source.session().partitions(table)) {
        Map<String, List<String>> encodings = new LinkedHashMap<>();
        partition.encodings().forEach((column, of) -> encodings.put(column, List.copyOf(of)));
        rows.add(
            CatalogFunctions.row(
                table.name().schema(),
                table.name().name(),
                partition.partition(),
                partition.files(),
                partition.rowGroups(),
                partition.rows(),
                partition.deletedRows(),
                partition.bytes(),
                partition.rawBytes(),
                encodings,
                partition.lowestLevel(),
                partition.sorted()));
      }
    }
    return rows;
  }

  private static List<List<@Nullable Object>> storageSummary(SystemSource source) {
    Map<TableName, CommittedVersion> last = new HashMap<>();
    for (CommittedVersion version : source.session().commits()) {
      if (version.table() != null) {
        last.putIfAbsent(version.table(), version);
      }
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableDefinition table : source.session().tables()) {
      List<PartitionStatistics> partitions = source.session().partitions(table);
      long bytes = partitions.stream().mapToLong(PartitionStatistics::bytes).sum();
      Long rawBytes = rawBytes(partitions);
      CommittedVersion version = last.get(table.name());
      rows.add(
          CatalogFunctions.row(
              table.name().schema(),
              table.name().name(),
              partitions.size(),
              partitions.stream().mapToInt(PartitionStatistics::files).sum(),
              partitions.stream().mapToLong(PartitionStatistics::rows).sum(),
              bytes,
              rawBytes,
              rawBytes == null || bytes == 0 ? null : (double) rawBytes / bytes,
              version == null ? null : version.number(),
              version == null ? null : version.committedAt()));
    }
    return rows;
  }

  private static @Nullable Long rawBytes(List<PartitionStatistics> partitions) {
    long sum = 0;
    for (PartitionStatistics partition : partitions) {
      if (partition.rawBytes() == null) {
        return null;
      }
      sum += partition.rawBytes();
    }
    return sum;
  }

  private static List<List<@Nullable Object>> snapshots(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CommittedVersion version : source.session().commits()) {
      TableName table = version.table();
      rows.add(
          CatalogFunctions.row(
              version.number(),
              version.committedAt(),
              version.what(),
              table == null ? null : table.schema(),
              table == null ? null : table.name(),
              version.dropped(),
              version.icebergSnapshotId()));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> queries(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (StatementActivity statement : source.activity().statements()) {
      boolean running = statement.isRunning();
      StatementActivity.Route route = statement.route();
      rows.add(
          CatalogFunctions.row(
              statement.number(),
              statement.sessionId(),
              Instant.ofEpochMilli(statement.startedAtMillis()),
              statement.sql(),
              route == null ? null : route.name().toLowerCase(Locale.ROOT),
              route == StatementActivity.Route.CACHE,
              statement.files(),
              statement.rows(),
              TimeUnit.NANOSECONDS.toMicros(statement.nanos()),
              running ? "running" : statement.sqlState() == null ? "done" : "failed",
              statement.sqlState(),
              statement.error()));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> sessions(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (SessionActivity session : source.activity().sessions()) {
      StatementActivity last = session.last();
      rows.add(
          CatalogFunctions.row(
              session.id(),
              session.id() == source.sessionActivity().id(),
              session.openedAt(),
              session.user(),
              session.schema(),
              last != null && last.isRunning() ? "active" : "idle",
              last == null ? null : last.sql(),
              last == null ? null : Instant.ofEpochMilli(last.startedAtMillis())));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> cacheStatistics(SystemSource source) {
    CacheStatistics cache = source.session().cacheStatistics();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(row("hits", cache.hits(), "queries answered from the cache"));
    rows.add(row("misses", cache.misses(), "queries that ran"));
    rows.add(row("shared_runs", cache.sharedRuns(), "queries that waited for another's same run"));
    for (BypassReason reason : BypassReason.values()) {
      rows.add(
          row(
              "bypassed_" + reason.name().toLowerCase(Locale.ROOT),
              cache.bypasses().getOrDefault(reason, 0L),
              "queries not cached: " + reason.explanation()));
    }
    rows.add(row("fills", cache.fills(), "results that were kept"));
    rows.add(
        row(
            "fills_given_up",
            cache.fillsGivenUp(),
            "results that were not kept: too large, failed, or not read to the end"));
    rows.add(row("evictions", cache.evictions(), "results that made room for others"));
    rows.add(row("entries", cache.entries(), "results in the cache now"));
    rows.add(row("bytes", cache.bytes(), "memory that they take up"));
    rows.add(row("largest_bytes", cache.largestBytes(), "memory that they may take up"));
    return rows;
  }

  private static List<@Nullable Object> row(String name, long value, String description) {
    return CatalogFunctions.row(name, value, description);
  }

  private static List<List<@Nullable Object>> cacheEntries(SystemSource source) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CacheEntry entry : source.session().cacheEntries()) {
      rows.add(
          CatalogFunctions.row(
              entry.statement(),
              entry.parameterCount(),
              entry.rows(),
              entry.bytes(),
              entry.hits(),
              entry.filledAt(),
              TimeUnit.NANOSECONDS.toMicros(entry.fillTime().toNanos())));
    }
    return rows;
  }
}
