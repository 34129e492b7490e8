package io.polarway.jdbc.sql;

import io.polarway.storage.filter.Condition;
import io.polarway.storage.filter.RowFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tree of a query and collects what each SELECT asks of the tables in its own FROM: rows
 * that do not fulfil it can be left out without changing the SELECT's result.
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
  private final Map<Integer, List<Condition>> conditions = new HashMap<>();

  private ConditionCollector(Source source) {
    this.texts = new NodeText(source);
  }

  /** The conditions on each table, by where its name begins. */
  static Map<Integer, List<Condition>> conditions(Source source, SqlNode query) {
    ConditionCollector collector = new ConditionCollector(source);
    boolean isPlain =
        source.tokens().stream()
            .noneMatch(
                token ->
                    token.kind() == Token.Kind.WORD && BEYOND_THE_TREE.contains(token.image()));
    if (isPlain) {
      collector.visit(query);
    }
    return collector.conditions;
  }

  /** A table in FROM. */
  private record FromTable(int start, String alias, boolean mayBeNull) {
    FromTable orNull() {
      return new FromTable(start, alias, true);
    }
  }

  private void visit(@Nullable SqlNode node) {
    if (node instanceof SqlSelect select) {
      SqlNode from = select.getFrom();
      Set<String> merged = new HashSet<>();
      mergedColumns(from, merged);
      List<FromTable> tables = from(from, merged);
      add(select.getWhere(), tables, merged);
    }
    if (node instanceof SqlCall call) {
      call.getOperandList().forEach(this::visit);
    } else if (node instanceof SqlNodeList list) {
      list.forEach(this::visit);
    }
  }

  // -- FROM

  private List<FromTable> from(@Nullable SqlNode node, Set<String> merged) {
    if (node instanceof SqlIdentifier identifier) {
      return table(identifier, identifier);
    }
    if (node instanceof SqlBasicCall call
        && call.getKind() == SqlKind.AS
        && call.operandCount() == 2
        && call.operand(0) instanceof SqlIdentifier identifier
        && call.operand(1) instanceof SqlIdentifier alias) {
      return table(identifier, alias);
    }
    return node instanceof SqlJoin join ? join(join, merged) : List.of();
  }

  private List<FromTable> table(SqlIdentifier identifier, SqlIdentifier alias) {
    int start = identifier.getComponentParserPosition(0).getColumnNum() - 1;
    String name = texts.lastName(alias);
    return name == null ? List.of() : List.of(new FromTable(start, name, false));
  }

  private List<FromTable> join(SqlJoin join, Set<String> merged) {
    List<FromTable> left = from(join.getLeft(), merged);
    List<FromTable> right = from(join.getRight(), merged);
    SqlNode on = join.getConditionType() == JoinConditionType.ON ? join.getCondition() : null;
    List<FromTable> all = new ArrayList<>();
    switch (join.getJoinType()) {
      case INNER, CROSS, COMMA -> {
        all.addAll(left);
        all.addAll(right);
        add(on, all, merged);
      }
      case LEFT -> {
        add(on, right, merged);
        all.addAll(left);
        right.forEach(table -> all.add(table.orNull()));
      }
      case RIGHT -> {
        add(on, left, merged);
        left.forEach(table -> all.add(table.orNull()));
        all.addAll(right);
      }
      case FULL -> {
        left.forEach(table -> all.add(table.orNull()));
        right.forEach(table -> all.add(table.orNull()));
      }
      default -> {}
    }
    return all;
  }

  /** Columns that joins make one of two; {@code *} for those that only the engine knows. */
  private void mergedColumns(@Nullable SqlNode from, Set<String> merged) {
    if (from instanceof SqlJoin join) {
      mergedColumns(join.getLeft(), merged);
      mergedColumns(join.getRight(), merged);
      if (join.isNatural()) {
        merged.add(PredicateReader.ALL_COLUMNS);
      } else if (join.getConditionType() == JoinConditionType.USING
          && join.getCondition() instanceof SqlNodeList columns) {
        for (SqlNode column : columns) {
          String name = texts.lastName(column);
          merged.add(name == null ? PredicateReader.ALL_COLUMNS : name.toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  // -- conditions

  private void add(@Nullable SqlNode node, List<FromTable> tables, Set<String> merged) {
    if (node == null || tables.isEmpty() || texts.hasArrow(node)) {
      return;
    }
    if (node.getKind() == SqlKind.AND) {
      for (SqlNode part : ((SqlCall) node).getOperandList()) {
        add(part, tables, merged);
      }
      return;
    }
    String text = texts.of(node);
    for (FromTable table : tables) {
      RowFilter filter =
          new PredicateReader(texts, table.alias, merged, table.mayBeNull).read(node);
      conditions
          .computeIfAbsent(table.start, start -> new ArrayList<>())
          .add(new Condition(text, filter));
    }
  }
}
