package io.polarway.storage.pruning;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.filter.Term;
import io.polarway.storage.filter.Term.Unit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * The values of a term and those of its column: which of these give a value in an interval. All
 * terms grow with their column.
 */
final class TermValues {

  /** What changes of clocks, and another version of the time zone data, may move an instant by. */
  private static final long ROOM = 26 * ZoneRange.MICROS_PER_HOUR;

  private static final long MAX_DAY = 100_000_000;
  private static final int MONTHS_PER_QUARTER = 3;

  private final Term term;
  private final DataType columnType;
  private final @Nullable ZoneRange zone;

  private TermValues(Term term, DataType columnType, @Nullable ZoneRange zone) {
    this.term = term;
    this.columnType = columnType;
    this.zone = zone;
  }

  /** Null for a term that is not known of such a column. */
  static @Nullable TermValues of(Term term, DataType columnType, @Nullable ZoneRange zone) {
    if (term instanceof Term.Column) {
      return new TermValues(term, columnType, zone);
    }
    boolean isLocal = columnType == ScalarType.DATE || columnType == ScalarType.TIMESTAMP;
    boolean isInstant = columnType == ScalarType.TIMESTAMPTZ && zone != null;
    return isLocal || isInstant ? new TermValues(term, columnType, zone) : null;
  }

  /** The type of its values. */
  DataType type() {
    if (term instanceof Term.DateOf) {
      return ScalarType.DATE;
    }
    if (term instanceof Term.YearOf) {
      return ScalarType.BIGINT;
    }
    if (term instanceof Term.Truncated) {
      return columnType == ScalarType.TIMESTAMPTZ ? columnType : ScalarType.TIMESTAMP;
    }
    return columnType;
  }

  /** Where the column's values are if the term's are in an interval. */
  Interval ofColumn(Interval values) {
    if (term instanceof Term.Column
        || (term instanceof Term.DateOf && columnType == ScalarType.DATE)) {
      return values;
    }
    Long first = first(values);
    Long last = last(values);
    return Interval.closed(
        first == null ? null : lowest(first), last == null ? null : highest(last));
  }

  private static @Nullable Long first(Interval values) {
    Long lower = (Long) values.lower();
    return lower == null || values.lowerInclusive() ? lower : (Long) (lower + 1);
  }

  private static @Nullable Long last(Interval values) {
    Long upper = (Long) values.upper();
    return upper == null || values.upperInclusive() ? upper : (Long) (upper - 1);
  }

  /** The column's value from which the term may be {@code value} or more. */
  private @Nullable Long lowest(long value) {
    if (term instanceof Term.Truncated truncated) {
      return columnType == ScalarType.TIMESTAMPTZ
          ? (Long) (value - ROOM)
          : ofLocal(value, isPartOfDate(truncated.unit()));
    }
    Long local = startOfDay(term instanceof Term.YearOf ? firstDayOfYear(value) : (Long) value);
    return local == null ? null : ofLocal(local, false);
  }

  /** DuckDB 2.0 compares the constant's date then, and so takes in the day on which it lies. */
  private boolean isPartOfDate(Unit unit) {
    return columnType == ScalarType.DATE && unit.compareTo(Unit.DAY) < 0;
  }

  /** The column's value up to which the term may be {@code value} or less. */
  private @Nullable Long highest(long value) {
    if (term instanceof Term.Truncated truncated) {
      return columnType == ScalarType.TIMESTAMPTZ
          ? (Long) (value + longest(truncated.unit()) + ROOM)
          : ofLocal(end(truncated.unit(), value) - 1, true);
    }
    Long end =
        startOfDay(term instanceof Term.YearOf ? firstDayOfYear(value + 1) : (Long) (value + 1));
    return end == null ? null : ofLocal(end - 1, true);
  }

  private Long ofLocal(long micros, boolean isLast) {
    if (columnType == ScalarType.DATE) {
      return isLast
          ? Math.floorDiv(micros, ZoneRange.MICROS_PER_DAY)
          : -Math.floorDiv(-micros, ZoneRange.MICROS_PER_DAY);
    }
    if (zone == null || columnType != ScalarType.TIMESTAMPTZ) {
      return micros;
    }
    return isLast ? zone.latestInstant(micros) : zone.earliestInstant(micros);
  }

  private static @Nullable Long startOfDay(@Nullable Long day) {
    return day == null || Math.abs(day) > MAX_DAY ? null : (Long) (day * ZoneRange.MICROS_PER_DAY);
  }

  private static @Nullable Long firstDayOfYear(long year) {
    boolean isPlain = year >= 1 && year <= Constants.LAST_YEAR + 1L;
    return isPlain ? LocalDate.of((int) year, 1, 1).toEpochDay() : null;
  }

  /** The first local time behind the unit in which a local time lies. */
  private static long end(Unit unit, long micros) {
    return switch (unit) {
      case SECOND, MINUTE, HOUR, DAY -> {
        long length = longest(unit);
        yield (Math.floorDiv(micros, length) + 1) * length;
      }
      case WEEK, MONTH, QUARTER, YEAR -> {
        long day = Math.floorDiv(micros, ZoneRange.MICROS_PER_DAY);
        yield endDay(unit, LocalDate.ofEpochDay(day)) * ZoneRange.MICROS_PER_DAY;
      }
    };
  }

  private static long endDay(Unit unit, LocalDate date) {
    return switch (unit) {
      case WEEK -> date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).toEpochDay();
      case MONTH -> date.withDayOfMonth(1).plusMonths(1).toEpochDay();
      case QUARTER ->
          date.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(MONTHS_PER_QUARTER).toEpochDay();
      default -> date.withDayOfYear(1).plusYears(1).toEpochDay();
    };
  }

  private static long longest(Unit unit) {
    return switch (unit) {
      case SECOND -> ZoneRange.MICROS_PER_SECOND;
      case MINUTE -> 60 * ZoneRange.MICROS_PER_SECOND;
      case HOUR -> ZoneRange.MICROS_PER_HOUR;
      case DAY -> ZoneRange.MICROS_PER_DAY;
      case WEEK -> 7 * ZoneRange.MICROS_PER_DAY;
      case MONTH -> 31 * ZoneRange.MICROS_PER_DAY;
      case QUARTER -> 92 * ZoneRange.MICROS_PER_DAY;
      case YEAR -> 366 * ZoneRange.MICROS_PER_DAY;
    };
  }
}
