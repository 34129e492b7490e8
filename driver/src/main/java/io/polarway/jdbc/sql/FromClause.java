package io.polarway.jdbc.sql;

import io.polarway.storage.filter.Condition;
import io.polarway.storage.filter.RowFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/**
 * What one SELECT reads, and what is asked of it. What is not understood is kept apart and asked
 * nothing.
 */
final class FromClause {

  private final NodeText texts;
  private final @Nullable CommonTable tables;
  private final List<Relation> relations = new ArrayList<>();
  private final List<SqlNode> others = new ArrayList<>();
  private final Set<String> merged = new HashSet<>();
  private final List<Joined> joined;

  /**
   * @param tables what WITH binds around it, innermost first
   */
  FromClause(@Nullable SqlNode from, NodeText texts, @Nullable CommonTable tables) {
    this.texts = texts;
    this.tables = tables;
    mergedColumns(from);
    this.joined = from == null ? List.of() : read(from);
  }

  /**
   * A relation in it.
   *
   * @param start where its name begins
   * @param query what stands in its place, or WITH defines; null for a table
   * @param common the definition by WITH; null for others
   * @param columns names of its first columns; null when it keeps its own
   * @param asked is added to
   */
  record Relation(
      int start,
      @Nullable SqlNode query,
      @Nullable CommonTable common,
      String alias,
      @Nullable List<@Nullable String> columns,
      List<TableCondition> asked) {
    boolean isTable() {
      return query == null;
    }
  }

  /** A relation, and whether its columns can be null in a row that its rows have no part in. */
  private record Joined(Relation relation, boolean mayBeNull) {
    Joined orNull() {
      return new Joined(relation, true);
    }
  }

  List<Relation> relations() {
    return relations;
  }

  /** Parts of it that may hold queries, but for those of the relations. */
  List<SqlNode> others() {
    return others;
  }

  /** The table that is all of it; null when there is more or none. */
  @Nullable Relation onlyTable() {
    boolean isOnly = relations.size() == 1 && others.isEmpty() && relations.get(0).isTable();
    return isOnly ? relations.get(0) : null;
  }

  /** A condition of WHERE. */
  void ask(@Nullable SqlNode where) {
    ask(where, joined);
  }

  /**
   * What is asked of the SELECT's result.
   *
   * @param outputs the columns of the result; null where rows cannot be left out before it
   */
  void ask(List<TableCondition> ofResult, @Nullable SelectOutputs outputs) {
    boolean isAlone = joined.size() == 1 && others.isEmpty();
    for (Joined item : joined) {
      String alias = item.relation.alias;
      FilterTranslation translation =
          new FilterTranslation(
              column ->
                  outputs == null
                      ? null
                      : outputs.source(
                          column,
                          new TermReader(texts, alias, merged),
                          alias,
                          isAlone && merged.isEmpty()),
              item.mayBeNull);
      for (TableCondition condition : ofResult) {
        item.relation.asked.add(condition.within(translation.translate(condition.filter())));
      }
    }
  }

  // -- relations

  private List<Joined> read(SqlNode node) {
    if (node instanceof SqlJoin join) {
      return join(join);
    }
    Relation relation =
        node.getKind() == SqlKind.AS ? aliased((SqlCall) node) : relation(node, null, null);
    if (relation == null) {
      others.add(node);
      return List.of();
    }
    relations.add(relation);
    return List.of(new Joined(relation, false));
  }

  private @Nullable Relation aliased(SqlCall call) {
    String alias = texts.lastName(call.operand(1));
    List<@Nullable String> columns =
        call.operandCount() == 2
            ? null
            : texts.lastNames(call.getOperandList().subList(2, call.operandCount()));
    return alias == null ? null : relation(call.operand(0), alias, columns);
  }

  private @Nullable Relation relation(
      SqlNode node, @Nullable String alias, @Nullable List<@Nullable String> columns) {
    if (node instanceof SqlIdentifier identifier) {
      int start = identifier.getComponentParserPosition(0).getColumnNum() - 1;
      String name = texts.lastName(identifier);
      CommonTable common =
          name != null && identifier.names.size() == 1 ? CommonTable.find(tables, name) : null;
      if (name == null || columns != null) {
        return null;
      }
      return new Relation(
          start,
          common == null ? null : common.query,
          common,
          alias == null ? name : alias,
          null,
          new ArrayList<>());
    }
    return switch (node.getKind()) {
      case SELECT, UNION, ORDER_BY, WITH ->
          new Relation(-1, node, null, alias == null ? "" : alias, columns, new ArrayList<>());
      default -> null;
    };
  }

  private List<Joined> join(SqlJoin join) {
    List<Joined> left = read(join.getLeft());
    List<Joined> right = read(join.getRight());
    if (join.getCondition() != null) {
      others.add(join.getCondition());
    }
    SqlNode on = join.getConditionType() == JoinConditionType.ON ? join.getCondition() : null;
    List<Joined> all = new ArrayList<>();
    switch (join.getJoinType()) {
      case INNER, CROSS, COMMA -> {
        all.addAll(left);
        all.addAll(right);
        ask(on, all);
      }
      case LEFT -> {
        ask(on, right);
        all.addAll(left);
        right.forEach(item -> all.add(item.orNull()));
      }
      case RIGHT -> {
        ask(on, left);
        left.forEach(item -> all.add(item.orNull()));
        all.addAll(right);
      }
      case FULL -> {
        left.forEach(item -> all.add(item.orNull()));
        right.forEach(item -> all.add(item.orNull()));
      }
      default -> {}
    }
    return all;
  }

  /** Columns that joins make one of two; {@code *} for those that only the engine knows. */
  private void mergedColumns(@Nullable SqlNode from) {
    if (from instanceof SqlJoin join) {
      mergedColumns(join.getLeft());
      mergedColumns(join.getRight());
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

  private void ask(@Nullable SqlNode node, List<Joined> of) {
    if (node == null || of.isEmpty() || texts.hasArrow(node)) {
      return;
    }
    if (node.getKind() == SqlKind.AND) {
      for (SqlNode part : ((SqlCall) node).getOperandList()) {
        ask(part, of);
      }
      return;
    }
    String text = texts.of(node);
    for (Joined item : of) {
      RowFilter filter =
          new PredicateReader(texts, item.relation.alias, merged, item.mayBeNull).read(node);
      item.relation.asked.add(new TableCondition(new Condition(text, filter, false), List.of()));
    }
  }
}
