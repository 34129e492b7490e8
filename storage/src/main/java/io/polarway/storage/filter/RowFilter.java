package io.polarway.storage.filter;

import java.util.List;

/**
 * What the rows of a table must fulfil for a query to need them, as far as it was understood: a row
 * that does not can be left out, and one that does need not be in the result. Negations are
 * resolved before.
 */
public sealed interface RowFilter {

  /** All rows: what is asked was not understood. */
  RowFilter EVERYTHING = new Everything();

  /** See {@link #EVERYTHING}. */
  record Everything() implements RowFilter {}

  /** All of these. */
  record And(List<RowFilter> parts) implements RowFilter {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of these. */
  record Or(List<RowFilter> parts) implements RowFilter {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** {@code term operator operand}. */
  record Comparison(Term term, Operator operator, Operand operand) implements RowFilter {}

  /** {@code term BETWEEN low AND high}, or that it does not lie there. */
  record Between(Term term, Operand low, Operand high, boolean negated) implements RowFilter {}

  /** {@code term IN (operands)}, or that it is none of them. */
  record OneOf(Term term, List<Operand> operands, boolean negated) implements RowFilter {
    public OneOf {
      operands = List.copyOf(operands);
    }
  }

  /** {@code column IS NULL} or {@code column IS NOT NULL}. */
  record NullTest(Term.Column column, boolean isNull) implements RowFilter {}

  /** A text that begins with {@code prefix}. */
  record Prefix(Term.Column column, String prefix) implements RowFilter {}

  /** The operators of comparison. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** The operator that holds where this one does not, and neither side is null. */
    public Operator negated() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> GREATER_OR_EQUAL;
        case LESS_OR_EQUAL -> GREATER;
        case GREATER -> LESS_OR_EQUAL;
        case GREATER_OR_EQUAL -> LESS;
      };
    }

    /** The operator with its sides exchanged. */
    public Operator mirrored() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> this;
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }
  }
}
