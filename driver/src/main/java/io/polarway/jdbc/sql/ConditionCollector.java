package io.polarway.jdbc.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tree of a query and collects what each SELECT asks of what is in its FROM: rows that do
 * not fulfil it can be left out without changing the SELECT's result. What is asked of a subquery
 * or a common table is asked of the tables in it, as far as {@link PushDown} says.
 *
 * <p>That holds for the conditions of WHERE and of inner joins. A condition of an outer join holds
 * for the side that it can drop rows of. On a table whose rows an outer join can replace by nulls
 * only conditions count that nulls do not fulfil.
 */
final class ConditionCollector {

  /** Words whose meaning the tree does not show, and which change what a condition does. */
  private static final Set<String> BEYOND_THE_TREE =
      Set.of(
          "ASOF",
          "SEMI",
          "ANTI",
          "POSITIONAL",
          "COLLATE",
          "SAMPLE",
          "TABLESAMPLE",
          "PIVOT",
          "UNPIVOT");

  private final NodeText texts;
  private final PushDown pushDown;
  private final Map<Integer, List<TableCondition>> conditions = new HashMap<>();

  private ConditionCollector(Source source) {
    this.texts = new NodeText(source);
    this.pushDown = new PushDown(source, texts);
  }

  /** The conditions on each table, by where its name begins. */
  static Map<Integer, List<TableCondition>> conditions(Source source, SqlNode query) {
    ConditionCollector collector = new ConditionCollector(source);
    boolean isPlain =
        source.tokens().stream()
            .noneMatch(
                token ->
                    token.kind() == Token.Kind.WORD && BEYOND_THE_TREE.contains(token.image()));
    if (isPlain) {
      collector.visit(query, null);
    }
    return collector.conditions;
  }

  // -- queries

  /** Visits what may hold queries of whose results nothing is asked. */
  private void visit(@Nullable SqlNode node, @Nullable CommonTable tables) {
    query(node, tables, List.of(), null);
  }

  /**
   * @param tables what WITH binds around it, innermost first
   * @param asked what is asked of its result
   * @param names names of the first columns of its result; null when it names all
   */
  private void query(
      @Nullable SqlNode node,
      @Nullable CommonTable tables,
      List<TableCondition> asked,
      @Nullable List<@Nullable String> names) {
    if (node instanceof SqlSelect select) {
      select(select, tables, asked, names);
    } else if (node instanceof SqlOrderBy order) {
      boolean isLimited = order.fetch != null || order.offset != null;
      query(order.query, tables, isLimited ? PushDown.nothing(asked) : asked, names);
      visit(order.orderList, tables);
      visit(order.fetch, tables);
      visit(order.offset, tables);
    } else if (node instanceof SqlWith with) {
      with(with, tables, asked, names);
    } else if (node instanceof SqlCall call && node.getKind() == SqlKind.UNION) {
      union(call, tables, asked, names);
    } else if (node instanceof SqlCall call) {
      call.getOperandList().forEach(operand -> visit(operand, tables));
    } else if (node instanceof SqlNodeList list) {
      list.forEach(element -> visit(element, tables));
    }
  }

  private void with(
      SqlWith with,
      @Nullable CommonTable around,
      List<TableCondition> asked,
      @Nullable List<@Nullable String> names) {
    List<CommonTable> defined = new ArrayList<>();
    CommonTable innermost = around;
    for (SqlNode item : with.withList) {
      SqlWithItem definition = (SqlWithItem) item;
      innermost =
          new CommonTable(
              String.valueOf(texts.lastName(definition.name)),
              definition.query,
              definition.columnList == null ? null : texts.lastNames(definition.columnList),
              definition.recursive.booleanValue(),
              innermost);
      defined.add(innermost);
    }
    query(with.body, innermost, asked, names);
    for (int i = defined.size() - 1; i >= 0; i--) {
      CommonTable table = defined.get(i);
      query(
          table.query,
          table.recursive ? table : table.outer,
          table.asked(texts.countOfName(table.name) - 1),
          table.columns);
    }
  }

  private void union(
      SqlCall union,
      @Nullable CommonTable tables,
      List<TableCondition> asked,
      @Nullable List<@Nullable String> names) {
    List<SqlSelect> branches = new ArrayList<>();
    UnionColumns columns =
        !asked.isEmpty() && pushDown.isByPosition() && UnionColumns.collectBranches(union, branches)
            ? UnionColumns.of(branches, tables, names, texts)
            : null;
    if (columns == null) {
      for (SqlNode branch : union.getOperandList()) {
        query(branch, tables, PushDown.nothing(asked), null);
      }
      return;
    }
    List<TableCondition> agreed = asked.stream().map(columns::agreed).toList();
    for (SqlSelect branch : branches) {
      select(branch, tables, agreed, columns.labels());
    }
  }

  private void select(
      SqlSelect select,
      @Nullable CommonTable tables,
      List<TableCondition> asked,
      @Nullable List<@Nullable String> names) {
    FromClause from = new FromClause(select.getFrom(), texts, tables);
    from.ask(select.getWhere());
    SelectOutputs outputs = pushDown.outputs(select);
    from.ask(asked, outputs == null || names == null ? outputs : outputs.named(names));
    for (FromClause.Relation relation : from.relations()) {
      if (relation.common() != null) {
        relation.common().use(relation.asked());
      } else if (relation.query() != null) {
        query(relation.query(), tables, relation.asked(), relation.columns());
      } else {
        conditions.put(relation.start(), relation.asked());
      }
    }
    from.others().forEach(other -> visit(other, tables));
    visit(select.getSelectList(), tables);
    visit(select.getWhere(), tables);
    visit(select.getGroup(), tables);
    visit(select.getHaving(), tables);
    visit(select.getWindowList(), tables);
    visit(select.getQualify(), tables);
  }
}
