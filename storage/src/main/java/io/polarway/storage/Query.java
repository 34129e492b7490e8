package io.polarway.storage;

import java.util.List;

/**
 * A query in the engine's dialect whose tables were found. It holds for the statement in which they
 * were found.
 *
 * @param text the user's own text, in which tables stand by name: what queries are told apart by
 * @param scans the places where it reads tables, in the order of the relations that {@code
 *     engineText} takes
 */
public record Query(String text, List<TableScan> scans, EngineText engineText) {

  /** Makes what the engine runs, which is done only when it has to run something. */
  @FunctionalInterface
  public interface EngineText {
    /**
     * The text with a relation in the place of each table.
     *
     * @param relations for each scan SQL that can stand in FROM, before an alias
     */
    String with(List<String> relations);
  }

  public Query {
    scans = List.copyOf(scans);
  }

  /** A query that reads no table. */
  public static Query withoutTables(String sql) {
    return new Query(sql, List.of(), relations -> sql);
  }

  /** The same tables in another text around this one's, which is put between the two parts. */
  public Query within(String before, String after) {
    return new Query(
        before + text + after, scans, relations -> before + engineText.with(relations) + after);
  }
}
