package io.polarway.storage;

import io.polarway.storage.cache.BypassReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query in the engine's dialect whose tables were found. It holds for the statement in which they
 * were found.
 *
 * @param text the user's own text, in which tables stand by name: what queries are told apart by
 * @param scans the places where it reads tables, in the order of the relations that {@code
 *     engineText} takes
 * @param notCached why its result shall not be cached, whatever its text says; null when it may be
 * @param blanksShow whether blanks in the text show in the result, in the labels of its columns
 */
public record Query(
    String text,
    List<TableScan> scans,
    EngineText engineText,
    @Nullable BypassReason notCached,
    boolean blanksShow) {

  /**
   * What the engine runs.
   *
   * @param tables the tables that this query alone sees: names and the relations that stand behind
   *     them; empty when all relations are in the text
   */
  public record EngineSql(String text, Map<String, String> tables) {
    public EngineSql {
      tables = Map.copyOf(tables);
    }
  }

  /** Makes what the engine runs, which is done only when it has to run something. */
  @FunctionalInterface
  public interface EngineText {
    /**
     * The text with a relation in the place of each table, or behind its name.
     *
     * @param relations for each scan SQL that can stand in FROM, before an alias
     */
    EngineSql with(List<String> relations);
  }

  public Query {
    scans = List.copyOf(scans);
  }

  /** A user's query, whose blanks do not show. */
  public Query(String text, List<TableScan> scans, EngineText engineText) {
    this(text, scans, engineText, null, false);
  }

  /** A query of ours, which reads no table. */
  public static Query withoutTables(String sql) {
    return new Query(
        sql, List.of(), relations -> new EngineSql(sql, Map.of()), BypassReason.INTERNAL, false);
  }

  /**
   * A query of ours: the same tables in another text around this one's, which is put between the
   * two parts.
   */
  public Query within(String before, String after) {
    return new Query(
        before + text + after,
        scans,
        relations -> {
          EngineSql inner = engineText.with(relations);
          return new EngineSql(before + inner.text() + after, inner.tables());
        },
        BypassReason.INTERNAL,
        false);
  }
}
