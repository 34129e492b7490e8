package io.polarway.storage.pruning;

import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.filter.Condition;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selects the files of a table that may hold rows which fulfil conditions. */
public final class FileSelector {

  private FileSelector() {}

  /**
   * What was selected.
   *
   * @param files in their order
   * @param used the conditions that selected
   */
  public record Selection(List<StoredFile> files, List<Condition> used) {}

  /**
   * The files that may hold a row for which all conditions are true.
   *
   * @param parameters the values of the query's parameters, as the engine is given them; null when
   *     they have none yet
   */
  public static Selection select(
      List<StoredFile> files,
      TableDefinition table,
      List<Condition> conditions,
      @Nullable List<? extends @Nullable Object> parameters,
      SessionRules rules) {
    FilterCompiler compiler = new FilterCompiler(table, new Constants(parameters), rules);
    List<Condition> used = new ArrayList<>();
    List<StoredFile> selected = files;
    for (Condition condition : conditions) {
      FileTest test =
          condition.outside() && rules.ownFunctions() ? null : compiler.compile(condition.filter());
      if (test != null) {
        used.add(condition);
        selected = selected.stream().filter(test::mayMatch).toList();
      }
    }
    return new Selection(selected, used);
  }
}
