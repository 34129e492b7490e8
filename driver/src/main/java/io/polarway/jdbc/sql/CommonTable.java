package io.polarway.jdbc.sql;

import io.polarway.storage.filter.Condition;
import io.polarway.storage.filter.RowFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A query that WITH gives a name, with what is asked of it where it is used. */
final class CommonTable {
  final String name;
  final SqlNode query;
  final @Nullable List<@Nullable String> columns;
  final boolean recursive;
  final @Nullable CommonTable outer;
  private final List<List<TableCondition>> uses = new ArrayList<>();

  /**
   * @param columns names of its first columns; null when it keeps those of the query
   * @param outer the one defined before it, or around
   */
  CommonTable(
      String name,
      SqlNode query,
      @Nullable List<@Nullable String> columns,
      boolean recursive,
      @Nullable CommonTable outer) {
    this.name = name;
    this.query = query;
    this.columns = columns;
    this.recursive = recursive;
    this.outer = outer;
  }

  /** The one that a name means; null when it is none's. */
  static @Nullable CommonTable find(@Nullable CommonTable innermost, String name) {
    for (CommonTable table = innermost; table != null; table = table.outer) {
      if (table.name.equalsIgnoreCase(name)) {
        return table;
      }
    }
    return null;
  }

  void use(List<TableCondition> asked) {
    uses.add(asked);
  }

  /**
   * What all uses together ask: a row that is needed fulfils what one of them asks.
   *
   * @param usesInText how often it is used at most; nothing is asked when not all were understood
   */
  List<TableCondition> asked(int usesInText) {
    if (recursive || uses.size() != usesInText || uses.stream().anyMatch(List::isEmpty)) {
      return List.of();
    }
    if (uses.size() == 1) {
      return uses.get(0);
    }
    List<RowFilter> alternatives = new ArrayList<>();
    List<TableCondition.Agreement> agreements = new ArrayList<>();
    for (List<TableCondition> use : uses) {
      alternatives.add(new RowFilter.And(use.stream().map(TableCondition::filter).toList()));
      use.forEach(asked -> agreements.addAll(asked.agreements()));
    }
    String text =
        uses.stream()
            .map(
                use ->
                    use.stream()
                        .map(asked -> asked.condition().text())
                        .collect(Collectors.joining(" AND ")))
            .collect(Collectors.joining(" OR "));
    return List.of(
        new TableCondition(new Condition(text, new RowFilter.Or(alternatives), true), agreements));
  }
}
