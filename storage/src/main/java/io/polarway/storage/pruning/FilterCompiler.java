package io.polarway.storage.pruning;

import io.polarway.storage.catalog.ValueRange;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.filter.Operand;
import io.polarway.storage.filter.RowFilter;
import io.polarway.storage.filter.RowFilter.Operator;
import io.polarway.storage.filter.Term;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of a filter, with the values of its operands, a test of a table's files. */
final class FilterCompiler {

  private final TableDefinition table;
  private final Constants constants;
  private final Brackets brackets;
  private final SessionRules rules;

  FilterCompiler(TableDefinition table, Constants constants, SessionRules rules) {
    this.table = table;
    this.constants = constants;
    this.brackets = new Brackets(rules);
    this.rules = rules;
  }

  /** Null where the filter tells no file from others. */
  @Nullable FileTest compile(RowFilter filter) {
    if (filter instanceof RowFilter.And and) {
      return and(and.parts());
    }
    if (filter instanceof RowFilter.Or or) {
      return or(or.parts());
    }
    if (filter instanceof RowFilter.NullTest test) {
      return nullTest(test);
    }
    if (filter instanceof RowFilter.Prefix prefix) {
      return prefix(prefix);
    }
    if (filter instanceof RowFilter.Comparison comparison) {
      return compared(
          comparison.term(),
          List.of(comparison.operand()),
          places -> Interval.of(comparison.operator(), places.get(0)));
    }
    if (filter instanceof RowFilter.Between between) {
      return compared(
          between.term(),
          List.of(between.low(), between.high()),
          places -> between(places.get(0), places.get(1), between.negated()));
    }
    if (filter instanceof RowFilter.OneOf oneOf) {
      return compared(oneOf.term(), oneOf.operands(), places -> oneOf(places, oneOf.negated()));
    }
    return null;
  }

  private @Nullable FileTest and(List<RowFilter> parts) {
    FileTest all = null;
    for (RowFilter part : parts) {
      FileTest test = compile(part);
      FileTest before = all;
      all =
          test == null || before == null
              ? (test == null ? before : test)
              : file -> before.mayMatch(file) && test.mayMatch(file);
    }
    return all;
  }

  private @Nullable FileTest or(List<RowFilter> parts) {
    FileTest any = null;
    for (RowFilter part : parts) {
      FileTest test = compile(part);
      if (test == null) {
        return null;
      }
      FileTest before = any;
      any = before == null ? test : file -> before.mayMatch(file) || test.mayMatch(file);
    }
    return any;
  }

  private @Nullable FileTest nullTest(RowFilter.NullTest test) {
    ColumnDefinition column = column(test.column());
    if (column == null) {
      return null;
    }
    return test.isNull()
        ? file -> file.range(column).mayHaveNulls()
        : file -> {
          ValueRange range = file.range(column);
          return range.mayHaveValues() || range.mayHaveNans();
        };
  }

  private @Nullable FileTest prefix(RowFilter.Prefix prefix) {
    ColumnDefinition column = column(prefix.column());
    if (column == null || rules.ownFunctions() || !rules.textByCode() || !isText(column.type())) {
      return null;
    }
    String after = ValueRange.afterPrefix(prefix.prefix());
    return new IntervalMatch(column, List.of(new Interval(prefix.prefix(), true, after, false)));
  }

  /** Where the values of a term are, given the places of constants among them. */
  @FunctionalInterface
  private interface Intervals {
    List<Interval> of(List<Bracket> places);
  }

  private @Nullable FileTest compared(Term term, List<Operand> operands, Intervals intervals) {
    ColumnDefinition column = column(term.column());
    if (column == null || (rules.ownFunctions() && callsFunction(term, operands))) {
      return null;
    }
    TermValues values = TermValues.of(term, column.type(), brackets.zone());
    List<Bracket> places = values == null ? null : places(values.type(), operands);
    if (values == null || places == null) {
      return null;
    }
    List<Interval> found = new ArrayList<>();
    for (Interval interval : intervals.of(places)) {
      found.add(values.ofColumn(interval));
    }
    List<Interval> merged = Interval.merged(found);
    return merged.contains(Interval.ALL) ? null : new IntervalMatch(column, merged);
  }

  private static boolean callsFunction(Term term, List<Operand> operands) {
    return term instanceof Term.Truncated
        || term instanceof Term.YearOf
        || operands.stream().anyMatch(Operand.Moved.class::isInstance);
  }

  /** Null when one of the constants has none that is known. */
  private @Nullable List<Bracket> places(DataType type, List<Operand> operands) {
    List<Object> found = new ArrayList<>();
    List<Bracket> places = new ArrayList<>();
    for (Operand operand : operands) {
      Object constant = constants.value(operand);
      Bracket place = constant == null ? null : brackets.of(type, constant);
      if (constant == null || place == null) {
        return null;
      }
      found.add(constant);
      places.add(place);
    }
    return isUniform(type, found) ? places : null;
  }

  /**
   * Whether constants that are compared together, and so as one type, are all compared as each
   * would be alone.
   */
  private static boolean isUniform(DataType type, List<Object> constants) {
    boolean isLocal = type == ScalarType.DATE || type == ScalarType.TIMESTAMP;
    boolean isFloating = type == ScalarType.REAL || type == ScalarType.DOUBLE;
    for (Object constant : constants) {
      boolean matters =
          (isLocal && constant instanceof Instant)
              || (!isFloating && (constant instanceof Double || constant instanceof Float));
      if (matters
          && constants.stream().anyMatch(other -> other.getClass() != constant.getClass())) {
        return false;
      }
    }
    return true;
  }

  private static List<Interval> between(Bracket low, Bracket high, boolean negated) {
    if (!negated) {
      return ValueRange.compare(low.low(), high.high()) > 0
          ? List.of()
          : List.of(Interval.closed(low.low(), high.high()));
    }
    List<Interval> outside = new ArrayList<>(Interval.of(Operator.LESS, low));
    outside.addAll(Interval.of(Operator.GREATER, high));
    return outside;
  }

  private static List<Interval> oneOf(List<Bracket> places, boolean negated) {
    List<Interval> found = new ArrayList<>();
    if (!negated) {
      places.forEach(place -> found.addAll(Interval.of(Operator.EQUAL, place)));
      return found;
    }
    List<Bracket> exact = new ArrayList<>(places.stream().filter(Bracket::isExact).toList());
    exact.sort((left, right) -> ValueRange.compare(left.low(), right.low()));
    Object after = null;
    for (Bracket place : exact) {
      found.add(new Interval(after, after == null, place.low(), false));
      after = place.low();
    }
    found.add(new Interval(after, after == null, null, true));
    return found;
  }

  private @Nullable ColumnDefinition column(Term.Column column) {
    int index = table.indexOf(column.name());
    return index < 0 ? null : table.columns().get(index);
  }

  private static boolean isText(DataType type) {
    return type instanceof DataType.Text || type == ScalarType.VARCHAR;
  }
}
