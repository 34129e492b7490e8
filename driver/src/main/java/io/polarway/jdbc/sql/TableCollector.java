package io.polarway.jdbc.sql;

import io.polarway.storage.syntax.EngineCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tree of a query and collects the places that name tables, with SQL's scopes: a name
 * that a WITH around it binds is none, and a column is qualified by the innermost table that it can
 * mean.
 *
 * <p>Names come from the text, by the tree's positions (see {@link GrammarText}).
 */
final class TableCollector {
  private static final String CATALOG = "polarway";
  private static final String DEFAULT_SCHEMA = "main";

  private final Source source;
  private final int[] tokenAt;
  private final List<Found> found = new ArrayList<>();

  private TableCollector(Source source) {
    this.source = source;
    this.tokenAt = new int[source.text().length()];
    for (int i = 0; i < source.tokens().size(); i++) {
      tokenAt[source.tokens().get(i).start()] = i + 1;
    }
  }

  /**
   * @param tokens those of the query
   */
  static List<TableReference> tables(Source source, List<Token> tokens, SqlNode query) {
    TableCollector collector = new TableCollector(source);
    collector.query(query, null, null);
    Map<Integer, List<TableCondition>> conditions = ConditionCollector.conditions(source, query);
    Set<String> usedNames = UsedNames.of(source, tokens, query);
    return collector.found.stream()
        .sorted(Comparator.comparingInt(table -> table.name.range.start()))
        .map(
            table ->
                table.reference(
                    conditions.getOrDefault(table.name.range.start(), List.of()), usedNames))
        .toList();
  }

  /** A dotted name in the text. */
  private record Written(List<String> parts, TextRange range, List<Token> tokens) {}

  /** A table, while what qualifies columns with it is still being collected. */
  private static final class Found {
    final Written name;
    final boolean hasAlias;
    final @Nullable TextRange tableWord;
    final @Nullable List<@Nullable String> arguments;
    final List<TextRange> qualifiers = new ArrayList<>();
    final List<TextRange> labels = new ArrayList<>();
    String correlation;

    Found(Written name, boolean hasAlias, @Nullable TextRange tableWord) {
      this(name, hasAlias, tableWord, null);
    }

    Found(
        Written name,
        boolean hasAlias,
        @Nullable TextRange tableWord,
        @Nullable List<@Nullable String> arguments) {
      this.name = name;
      this.hasAlias = hasAlias;
      this.tableWord = tableWord;
      this.arguments = arguments;
      this.correlation = last();
    }

    String last() {
      return name.parts.get(name.parts.size() - 1);
    }

    TableReference reference(List<TableCondition> conditions, @Nullable Set<String> usedNames) {
      return new TableReference(
          new Name(name.parts),
          name.range,
          hasAlias,
          correlation,
          qualifiers,
          labels,
          tableWord,
          conditions,
          arguments,
          usedNames,
          null);
    }
  }

  /** The names that WITH binds, innermost first. */
  private record Bound(String name, @Nullable Bound outer) {
    static boolean has(@Nullable Bound bound, String name) {
      for (Bound b = bound; b != null; b = b.outer) {
        if (b.name.equalsIgnoreCase(name)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The tables of one FROM without an alias, and those of the queries around it. */
  private record Scope(List<Found> tables, @Nullable Scope outer) {}

  // -- queries

  private void query(@Nullable SqlNode node, @Nullable Bound bound, @Nullable Scope scope) {
    if (node instanceof SqlWith with) {
      Bound inner = bound;
      for (SqlNode item : with.withList) {
        SqlWithItem definition = (SqlWithItem) item;
        String name = written(definition.name).parts.get(0);
        Bound after = new Bound(name, inner);
        query(definition.query, definition.recursive.booleanValue() ? after : inner, scope);
        inner = after;
      }
      query(with.body, inner, scope);
    } else if (node instanceof SqlOrderBy order) {
      if (order.query instanceof SqlSelect select) {
        select(select, List.of(order), bound, scope);
      } else {
        query(order.query, bound, scope);
        order(order, bound, scope);
      }
    } else if (node instanceof SqlSelect select) {
      select(select, List.of(), bound, scope);
    } else if (node instanceof SqlBasicCall call && call.getKind() == SqlKind.EXPLICIT_TABLE) {
      explicitTable(call, bound);
    } else if (node instanceof SqlIdentifier identifier) {
      column(identifier, scope);
    } else if (node instanceof SqlJoin join) {
      // A parenthesized join where the grammar also takes a query.
      from(join, bound, new Scope(new ArrayList<>(), scope));
    } else if (node instanceof SqlCall call) {
      for (SqlNode operand : call.getOperandList()) {
        query(operand, bound, scope);
      }
    } else if (node instanceof SqlNodeList list) {
      for (SqlNode element : list) {
        query(element, bound, scope);
      }
    }
  }

  private void select(
      SqlSelect select, List<SqlOrderBy> orders, @Nullable Bound bound, @Nullable Scope outer) {
    Scope scope = new Scope(new ArrayList<>(), outer);
    from(select.getFrom(), bound, scope);
    separate(scope.tables);
    selectList(select, bound, scope);
    query(select.getWhere(), bound, scope);
    query(select.getGroup(), bound, scope);
    query(select.getHaving(), bound, scope);
    query(select.getWindowList(), bound, scope);
    query(select.getQualify(), bound, scope);
    for (SqlOrderBy order : orders) {
      order(order, bound, scope);
    }
  }

  private void selectList(SqlSelect select, @Nullable Bound bound, Scope scope) {
    SqlNodeList list = select.getSelectList();
    int word = tokenAt[select.getParserPosition().getColumnNum() - 1] - 1;
    List<TextRange> texts =
        word >= 0 && source.tokens().get(word).is("SELECT")
            ? SelectItems.of(source.tokens(), word)
            : List.of();
    for (int i = 0; i < list.size(); i++) {
      int before = found.size();
      query(list.get(i), bound, scope);
      if (found.size() > before
          && texts.size() == list.size()
          && list.get(i).getKind() != SqlKind.AS
          && !SelectItems.isExpanded(source.tokens(), texts.get(i))) {
        found.get(before).labels.add(texts.get(i));
      }
    }
  }

  private void order(SqlOrderBy order, @Nullable Bound bound, @Nullable Scope scope) {
    query(order.orderList, bound, scope);
    query(order.offset, bound, scope);
    query(order.fetch, bound, scope);
  }

  private void explicitTable(SqlBasicCall call, @Nullable Bound bound) {
    Written name = written((SqlIdentifier) call.operand(0));
    if (isTable(name, bound)) {
      Token word = source.tokens().get(tokenAt[name.range.start()] - 2);
      found.add(new Found(name, false, new TextRange(word.start(), word.end())));
    }
  }

  // -- FROM

  private void from(@Nullable SqlNode node, @Nullable Bound bound, Scope scope) {
    if (node instanceof SqlIdentifier identifier) {
      table(identifier, false, bound, scope);
    } else if (node instanceof SqlJoin join) {
      from(join.getLeft(), bound, scope);
      from(join.getRight(), bound, scope);
      query(join.getCondition(), bound, scope);
    } else if (node instanceof SqlPivot pivot) {
      from(pivot.query, bound, scope);
      query(pivot.aggList, bound, scope);
      query(pivot.inList, bound, scope);
    } else if (node instanceof SqlUnpivot unpivot) {
      from(unpivot.query, bound, scope);
    } else if (node instanceof SqlBasicCall call && call.getKind() == SqlKind.AS) {
      if (call.operand(0) instanceof SqlIdentifier identifier) {
        table(identifier, true, bound, scope);
      } else if (!catalogFunction(call.operand(0), true)) {
        from(call.operand(0), bound, scope);
      }
    } else if (node instanceof SqlBasicCall call && call.getKind() == SqlKind.LATERAL) {
      from(call.operand(0), bound, scope);
    } else if (!catalogFunction(node, false)) {
      query(node, bound, scope);
    }
  }

  /** Takes a call of a function that lists what is in a catalog; false when it is none. */
  private boolean catalogFunction(@Nullable SqlNode node, boolean hasAlias) {
    if (!(node instanceof SqlBasicCall table)
        || table.getKind() != SqlKind.COLLECTION_TABLE
        || !(table.operand(0) instanceof SqlBasicCall call)
        || !(call.getOperator() instanceof SqlFunction function)
        || function.getNameAsId() == null) {
      return false;
    }
    Written name = written(function.getNameAsId());
    if (!EngineCatalog.isFunctionName(name.parts.get(name.parts.size() - 1))) {
      return false;
    }
    int open = source.tokens().indexOf(name.tokens.get(name.tokens.size() - 1)) + 1;
    CatalogCalls.Arguments found = CatalogCalls.arguments(source.tokens(), open);
    TextRange range = new TextRange(name.range.start(), found.end());
    this.found.add(
        new Found(new Written(name.parts, range, name.tokens), hasAlias, null, found.values()));
    return true;
  }

  private void table(
      SqlIdentifier identifier, boolean hasAlias, @Nullable Bound bound, Scope scope) {
    Written name = written(identifier);
    if (isTable(name, bound)) {
      Found table = new Found(name, hasAlias, null);
      found.add(table);
      if (!hasAlias) {
        scope.tables.add(table);
      }
    }
  }

  private static boolean isTable(Written name, @Nullable Bound bound) {
    return name.parts.size() > 1 || !Bound.has(bound, name.parts.get(0));
  }

  /**
   * Gives tables of equal last names in one FROM names of their own, where their schemas differ.
   */
  private static void separate(List<Found> tables) {
    for (Found table : tables) {
      for (Found other : tables) {
        if (table.name.parts.size() > 1
            && table.last().equalsIgnoreCase(other.last())
            && !table.name.parts.equals(other.name.parts)) {
          table.correlation = String.join(".", table.name.parts);
        }
      }
    }
  }

  // -- columns

  private void column(SqlIdentifier identifier, @Nullable Scope scope) {
    if (identifier.names.size() < 3) {
      return;
    }
    Written column = written(identifier);
    for (Scope s = scope; s != null; s = s.outer) {
      for (int k = 1; k <= 2 && k + 1 < identifier.names.size(); k++) {
        for (Found table : s.tables) {
          if (isQualifiedBy(column.parts, k, table)) {
            int end = column.tokens.get(2 * k).end();
            table.qualifiers.add(new TextRange(column.range.start(), end));
            return;
          }
        }
      }
    }
  }

  /** Whether the column's parts 0 to {@code last} name the table. */
  private static boolean isQualifiedBy(List<String> column, int last, Found table) {
    List<String> parts = table.name.parts;
    for (int i = 0; i <= last; i++) {
      int part = parts.size() - 1 - i;
      String expected = part >= 0 ? parts.get(part) : i == 1 ? DEFAULT_SCHEMA : CATALOG;
      if (!expected.equalsIgnoreCase(column.get(last - i))) {
        return false;
      }
    }
    return true;
  }

  /** The name in the text that the tree's identifier stands for, its star left out. */
  private Written written(SqlIdentifier identifier) {
    int start = identifier.getComponentParserPosition(0).getColumnNum() - 1;
    int first = tokenAt[start] - 1;
    List<String> parts = new ArrayList<>();
    int count = identifier.isStar() ? identifier.names.size() - 1 : identifier.names.size();
    for (int i = 0; i < count; i++) {
      parts.add(source.tokens().get(first + 2 * i).name(source.text()));
    }
    List<Token> tokens = source.tokens().subList(first, first + Math.max(1, 2 * count - 1));
    int end = tokens.get(tokens.size() - 1).end();
    return new Written(parts, new TextRange(start, end), tokens);
  }
}
