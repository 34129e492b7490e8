package io.polarway.jdbc.sql;

import io.polarway.storage.filter.RowFilter;
import io.polarway.storage.filter.Term;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of what is asked of a SELECT's result what is asked of the rows that it reads. */
final class FilterTranslation {

  private final Function<Term.Column, Term.@Nullable Column> columns;
  private final boolean mayBeNull;

  /**
   * @param columns the column read that is a column of the result; null for none
   * @param mayBeNull whether all columns read can be null in a row that the rows have no part in
   */
  FilterTranslation(Function<Term.Column, Term.@Nullable Column> columns, boolean mayBeNull) {
    this.columns = columns;
    this.mayBeNull = mayBeNull;
  }

  RowFilter translate(RowFilter filter) {
    if (filter instanceof RowFilter.And and) {
      return new RowFilter.And(all(and.parts()));
    }
    if (filter instanceof RowFilter.Or or) {
      return new RowFilter.Or(all(or.parts()));
    }
    RowFilter translated = leaf(filter);
    return translated == null ? RowFilter.EVERYTHING : translated;
  }

  private List<RowFilter> all(List<RowFilter> parts) {
    return parts.stream().map(this::translate).toList();
  }

  private @Nullable RowFilter leaf(RowFilter filter) {
    if (filter instanceof RowFilter.Comparison comparison) {
      Term term = term(comparison.term());
      return term == null
          ? null
          : new RowFilter.Comparison(term, comparison.operator(), comparison.operand());
    }
    if (filter instanceof RowFilter.Between between) {
      Term term = term(between.term());
      return term == null
          ? null
          : new RowFilter.Between(term, between.low(), between.high(), between.negated());
    }
    if (filter instanceof RowFilter.OneOf oneOf) {
      Term term = term(oneOf.term());
      return term == null ? null : new RowFilter.OneOf(term, oneOf.operands(), oneOf.negated());
    }
    if (filter instanceof RowFilter.NullTest test) {
      Term.Column column = test.isNull() && mayBeNull ? null : columns.apply(test.column());
      return column == null ? null : new RowFilter.NullTest(column, test.isNull());
    }
    if (filter instanceof RowFilter.Prefix prefix) {
      Term.Column column = columns.apply(prefix.column());
      return column == null ? null : new RowFilter.Prefix(column, prefix.prefix());
    }
    return null;
  }

  private @Nullable Term term(Term term) {
    Term.Column column = columns.apply(term.column());
    return column == null ? null : term.of(column);
  }
}
