package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.FromClause.Relation;
import io.polarway.jdbc.sql.TableCondition.Agreement;
import io.polarway.jdbc.sql.TableCondition.ColumnAt;
import io.polarway.storage.filter.RowFilter;
import io.polarway.storage.filter.Term;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a UNION of SELECTs that read one table each. What is asked of such a column is
 * asked of each branch's, if all have the same type: else the UNION casts them.
 */
final class UnionColumns {

  private final List<Branch> branches;
  private final @Nullable List<@Nullable String> labels;
  private final NodeText texts;

  private UnionColumns(
      List<Branch> branches, @Nullable List<@Nullable String> labels, NodeText texts) {
    this.branches = branches;
    this.labels = labels;
    this.texts = texts;
  }

  private record Branch(Relation table, SelectOutputs outputs) {}

  /**
   * @param names names of its first columns; null when the first branch names all
   * @return null for a UNION of another kind
   */
  static @Nullable UnionColumns of(
      List<SqlSelect> selects,
      @Nullable CommonTable tables,
      @Nullable List<@Nullable String> names,
      NodeText texts) {
    List<Branch> branches = new ArrayList<>();
    for (SqlSelect select : selects) {
      Relation table = new FromClause(select.getFrom(), texts, tables).onlyTable();
      if (table == null) {
        return null;
      }
      branches.add(new Branch(table, SelectOutputs.of(select, texts)));
    }
    if (branches.stream().allMatch(branch -> branch.outputs.isStar())) {
      return names == null ? new UnionColumns(branches, null, texts) : null;
    }
    SelectOutputs first = branches.get(0).outputs;
    SelectOutputs named = names == null ? first : first.named(names);
    List<@Nullable String> labels = named == null ? null : named.labels();
    if (labels == null) {
      return null;
    }
    List<Branch> alike = new ArrayList<>();
    for (Branch branch : branches) {
      SelectOutputs outputs = branch.outputs.named(labels);
      if (outputs == null || outputs.labels() == null) {
        return null;
      }
      alike.add(new Branch(branch.table, outputs));
    }
    return new UnionColumns(alike, labels, texts);
  }

  /** Adds the SELECTs that UNION combines; false when there is something else among them. */
  static boolean collectBranches(SqlCall union, List<SqlSelect> branches) {
    for (SqlNode branch : union.getOperandList()) {
      boolean isTaken =
          branch instanceof SqlSelect select
              ? branches.add(select)
              : branch.getKind() == SqlKind.UNION && collectBranches((SqlCall) branch, branches);
      if (!isTaken) {
        return false;
      }
    }
    return true;
  }

  /** Names for the columns of each branch; null when they have those of the tables. */
  @Nullable List<@Nullable String> labels() {
    return labels;
  }

  /** What is asked of the UNION as it is asked of its branches. */
  TableCondition agreed(TableCondition asked) {
    if (labels == null) {
      return asked.when(
          new Agreement(
              branches.stream()
                  .map(branch -> new ColumnAt(branch.table.start(), ColumnAt.ALL))
                  .toList()));
    }
    List<Agreement> agreements = new ArrayList<>();
    RowFilter filter =
        new FilterTranslation(
                column -> {
                  Agreement agreement = agreement(column);
                  if (agreement != null) {
                    agreements.add(agreement);
                  }
                  return agreement == null ? null : column;
                },
                false)
            .translate(asked.filter());
    TableCondition agreed = asked.within(filter);
    for (Agreement agreement : agreements) {
      agreed = agreed.when(agreement);
    }
    return agreed;
  }

  private @Nullable Agreement agreement(Term.Column column) {
    List<ColumnAt> columns = new ArrayList<>();
    for (Branch branch : branches) {
      String alias = branch.table.alias();
      Term.Column source =
          branch.outputs.source(
              column, new TermReader(texts, alias, java.util.Set.of()), alias, true);
      if (source == null) {
        return null;
      }
      columns.add(new ColumnAt(branch.table.start(), source.name()));
    }
    return new Agreement(columns);
  }
}
