package io.polarway.jdbc.sql;

import io.polarway.storage.filter.Operand;
import io.polarway.storage.filter.RowFilter;
import io.polarway.storage.filter.RowFilter.Operator;
import io.polarway.storage.filter.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a condition asks of one table's rows. What is not understood, or is of another table,
 * asks nothing.
 */
final class PredicateReader {

  /** A name of merged columns that stands for all. */
  static final String ALL_COLUMNS = "*";

  private final NodeText texts;
  private final TermReader terms;
  private final OperandReader operands;
  private final boolean mayBeNull;

  /**
   * @param alias what the table's columns are qualified with
   * @param merged the columns, in lower case, that a join made of two tables' columns; {@link
   *     #ALL_COLUMNS} when they are not known
   * @param mayBeNull whether all of the table's columns can be null in a row that it has no part in
   */
  PredicateReader(NodeText texts, String alias, Set<String> merged, boolean mayBeNull) {
    this.texts = texts;
    this.terms = new TermReader(texts, alias, merged);
    this.operands = new OperandReader(texts);
    this.mayBeNull = mayBeNull;
  }

  RowFilter read(SqlNode condition) {
    return filter(condition, false);
  }

  private RowFilter filter(@Nullable SqlNode node, boolean negated) {
    if (node instanceof SqlIdentifier identifier) {
      Term column = terms.column(identifier);
      return column == null
          ? RowFilter.EVERYTHING
          : new RowFilter.Comparison(column, Operator.EQUAL, new Operand.Bool(!negated));
    }
    if (!(node instanceof SqlCall call)) {
      return RowFilter.EVERYTHING;
    }
    return switch (call.getKind()) {
      case NOT -> filter(call.operand(0), !negated);
      case AND -> negated ? or(call, true) : and(call, false);
      case OR -> negated ? and(call, true) : or(call, false);
      case EQUALS -> comparison(call, Operator.EQUAL, negated);
      case NOT_EQUALS -> comparison(call, Operator.NOT_EQUAL, negated);
      case LESS_THAN -> comparison(call, Operator.LESS, negated);
      case LESS_THAN_OR_EQUAL -> comparison(call, Operator.LESS_OR_EQUAL, negated);
      case GREATER_THAN -> comparison(call, Operator.GREATER, negated);
      case GREATER_THAN_OR_EQUAL -> comparison(call, Operator.GREATER_OR_EQUAL, negated);
      case BETWEEN -> between(call, negated);
      case IN -> in(call, negated);
      case NOT_IN -> in(call, !negated);
      case IS_NULL -> nullTest(call, !negated);
      case IS_NOT_NULL -> nullTest(call, negated);
      case LIKE -> negated ? RowFilter.EVERYTHING : like(call);
      default -> negated ? RowFilter.EVERYTHING : startsWith(call);
    };
  }

  private RowFilter and(SqlCall call, boolean negated) {
    return new RowFilter.And(parts(call, negated));
  }

  private RowFilter or(SqlCall call, boolean negated) {
    return new RowFilter.Or(parts(call, negated));
  }

  private List<RowFilter> parts(SqlCall call, boolean negated) {
    List<RowFilter> parts = new ArrayList<>();
    for (SqlNode part : call.getOperandList()) {
      parts.add(filter(part, negated));
    }
    return parts;
  }

  private RowFilter comparison(SqlCall call, Operator written, boolean negated) {
    Operator operator = negated ? written.negated() : written;
    Term left = terms.term(call.operand(0));
    Operand right = left == null ? null : operands.operand(call.operand(1));
    if (left != null && right != null) {
      return new RowFilter.Comparison(left, operator, right);
    }
    Term mirrored = terms.term(call.operand(1));
    Operand constant = mirrored == null ? null : operands.operand(call.operand(0));
    return mirrored == null || constant == null
        ? RowFilter.EVERYTHING
        : new RowFilter.Comparison(mirrored, operator.mirrored(), constant);
  }

  private RowFilter between(SqlCall call, boolean negated) {
    boolean isNegated = call.getOperator().equals(SqlStdOperatorTable.NOT_BETWEEN);
    if (!isNegated && !call.getOperator().equals(SqlStdOperatorTable.BETWEEN)) {
      return RowFilter.EVERYTHING;
    }
    Term term = terms.term(call.operand(0));
    Operand low = operands.operand(call.operand(1));
    Operand high = operands.operand(call.operand(2));
    return term == null || low == null || high == null
        ? RowFilter.EVERYTHING
        : new RowFilter.Between(term, low, high, isNegated != negated);
  }

  private RowFilter in(SqlCall call, boolean negated) {
    Term term = terms.term(call.operand(0));
    if (term == null || !(call.operand(1) instanceof SqlNodeList list)) {
      return RowFilter.EVERYTHING;
    }
    List<Operand> constants = new ArrayList<>();
    for (SqlNode item : list) {
      Operand constant = operands.operand(item);
      if (constant == null) {
        return RowFilter.EVERYTHING;
      }
      constants.add(constant);
    }
    return new RowFilter.OneOf(term, constants, negated);
  }

  private RowFilter nullTest(SqlCall call, boolean isNull) {
    Term.Column column = terms.column(call.operand(0));
    return column == null || (isNull && mayBeNull)
        ? RowFilter.EVERYTHING
        : new RowFilter.NullTest(column, isNull);
  }

  private RowFilter like(SqlCall call) {
    Term.Column column = terms.column(call.operand(0));
    boolean isPlain =
        call.getOperator().equals(SqlStdOperatorTable.LIKE) && call.operandCount() == 2;
    if (column == null
        || !isPlain
        || !(operands.operand(call.operand(1)) instanceof Operand.Text pattern)) {
      return RowFilter.EVERYTHING;
    }
    return new RowFilter.Prefix(column, pattern.value().split("[%_]", 2)[0]);
  }

  private RowFilter startsWith(SqlCall call) {
    String function = texts.function(call);
    if (function == null
        || call.operandCount() != 2
        || !function.toLowerCase(Locale.ROOT).equals("starts_with")) {
      return RowFilter.EVERYTHING;
    }
    Term.Column column = terms.column(call.operand(0));
    return column != null && operands.operand(call.operand(1)) instanceof Operand.Text prefix
        ? new RowFilter.Prefix(column, prefix.value())
        : RowFilter.EVERYTHING;
  }
}
