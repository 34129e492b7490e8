package io.polarway.storage.pruning;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Places constants among the values of a type, as the engine's comparison with them does: which
 * side it casts to which type is DuckDB's, and what would not be exact is given room.
 */
final class Brackets {

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Up to here all whole numbers are doubles. */
  private static final double MAX_WHOLE_DOUBLE = 1L << 53;

  private static final BigDecimal DOUBLE_ROOM = new BigDecimal("1e-14");
  private static final BigDecimal FLOAT_ROOM = new BigDecimal("1e-6");
  private static final int MAX_PRECISION = DataType.Decimal.MAX_PRECISION;
  private static final long NANOS_PER_MICRO = 1_000;

  private final SessionRules rules;
  private final @Nullable ZoneRange zone;

  Brackets(SessionRules rules) {
    this.rules = rules;
    this.zone = rules.zone() == null ? null : new ZoneRange(rules.zone());
  }

  @Nullable ZoneRange zone() {
    return zone;
  }

  /** Null where the place of the constant is not known. */
  @Nullable Bracket of(DataType type, Object constant) {
    if (type instanceof DataType.Decimal decimal) {
      return decimal(decimal, constant);
    }
    if (type instanceof DataType.Text || type == ScalarType.VARCHAR) {
      return constant instanceof String && rules.textByCode() ? Bracket.exactly(constant) : null;
    }
    return type instanceof ScalarType scalar ? scalar(scalar, constant) : null;
  }

  private @Nullable Bracket scalar(ScalarType type, Object constant) {
    return switch (type) {
      case BOOLEAN -> constant instanceof Boolean bool ? Bracket.exactly(bool ? 1L : 0L) : null;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(constant);
      case REAL -> real(constant);
      case DOUBLE -> floating(constant);
      case DATE -> date(constant);
      case TIME -> time(constant);
      case TIMESTAMP -> timestamp(constant);
      case TIMESTAMPTZ -> instant(constant);
      case UUID -> uuid(constant);
      default -> null;
    };
  }

  // -- numbers

  private static @Nullable Bracket whole(Object constant) {
    if (constant instanceof String text) {
      return WHOLE.matcher(text).matches() ? Bracket.exactly(Long.parseLong(text)) : null;
    }
    if (constant instanceof Double number && Math.abs(number) >= MAX_WHOLE_DOUBLE) {
      return null;
    }
    BigDecimal number = number(constant);
    if (number == null) {
      return null;
    }
    BigDecimal room = constant instanceof Float ? room(number, FLOAT_ROOM) : BigDecimal.ZERO;
    BigInteger low = number.subtract(room).setScale(0, RoundingMode.FLOOR).toBigInteger();
    BigInteger high = number.add(room).setScale(0, RoundingMode.CEILING).toBigInteger();
    return low.bitLength() < Long.SIZE && high.bitLength() < Long.SIZE
        ? new Bracket(low.longValue(), high.longValue())
        : null;
  }

  private static @Nullable Bracket decimal(DataType.Decimal type, Object constant) {
    if (constant instanceof String text) {
      BigDecimal number = NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
      return number == null || number.scale() > type.scale() ? null : Bracket.exactly(number);
    }
    BigDecimal number = number(constant);
    if (number == null) {
      return null;
    }
    if (constant instanceof Double || constant instanceof Float) {
      return around(number, constant instanceof Double ? DOUBLE_ROOM : FLOAT_ROOM);
    }
    int whole = Math.max(type.precision() - type.scale(), number.precision() - number.scale());
    return whole + Math.max(type.scale(), number.scale()) <= MAX_PRECISION
        ? Bracket.exactly(number)
        : null;
  }

  private static @Nullable Bracket floating(Object constant) {
    BigDecimal number =
        constant instanceof String text && NUMBER.matcher(text).matches()
            ? new BigDecimal(text)
            : number(constant);
    if (number == null) {
      return null;
    }
    double value = number.doubleValue();
    boolean exact =
        constant instanceof Double
            || constant instanceof Float
            || (Math.abs(value) <= MAX_WHOLE_DOUBLE && number.stripTrailingZeros().scale() <= 0);
    if (exact) {
      return Bracket.exactly(value + 0.0);
    }
    double room = 4 * Math.ulp(value);
    return new Bracket(value - room, value + room);
  }

  private static @Nullable Bracket real(Object constant) {
    if (constant instanceof Float number) {
      return Bracket.exactly((double) number + 0.0);
    }
    BigDecimal number =
        constant instanceof String text && NUMBER.matcher(text).matches()
            ? new BigDecimal(text)
            : number(constant);
    if (number == null) {
      return null;
    }
    double value = number.doubleValue();
    double room = Math.abs(value) * FLOAT_ROOM.doubleValue() + Float.MIN_NORMAL;
    return new Bracket(value - room, value + room);
  }

  private static @Nullable BigDecimal number(Object constant) {
    if (constant instanceof BigDecimal number) {
      return number;
    }
    return constant instanceof Double || constant instanceof Float
        ? new BigDecimal(((Number) constant).doubleValue())
        : null;
  }

  private static Bracket around(BigDecimal number, BigDecimal relative) {
    BigDecimal room = room(number, relative);
    return new Bracket(number.subtract(room), number.add(room));
  }

  private static BigDecimal room(BigDecimal number, BigDecimal relative) {
    return number.abs().multiply(relative);
  }

  private static @Nullable Bracket uuid(Object constant) {
    if (constant instanceof String text) {
      return UUID_TEXT.matcher(text).matches() ? Bracket.exactly(UUID.fromString(text)) : null;
    }
    return constant instanceof UUID ? Bracket.exactly(constant) : null;
  }

  // -- times

  private @Nullable Bracket date(Object constant) {
    Bracket micros =
        constant instanceof String text
            ? ofLocal(TimeText.date(text))
            : constant instanceof Instant instant ? local(instant) : ofLocal(constant);
    return micros == null
        ? null
        : new Bracket(
            Math.floorDiv((Long) micros.low(), ZoneRange.MICROS_PER_DAY),
            -Math.floorDiv(-(Long) micros.high(), ZoneRange.MICROS_PER_DAY));
  }

  private @Nullable Bracket timestamp(Object constant) {
    return constant instanceof String text
        ? ofLocal(TimeText.timestamp(text))
        : constant instanceof Instant instant ? local(instant) : ofLocal(constant);
  }

  private @Nullable Bracket instant(Object constant) {
    if (constant instanceof String text) {
      Instant instant = TimeText.instant(text);
      return instant == null ? instantOf(ofLocal(TimeText.timestamp(text))) : exactly(instant);
    }
    return constant instanceof Instant instant ? exactly(instant) : instantOf(ofLocal(constant));
  }

  private static @Nullable Bracket time(Object constant) {
    LocalTime time =
        constant instanceof String text
            ? TimeText.time(text)
            : constant instanceof LocalTime local ? local : null;
    return time == null ? null : ofNanos(0, time.toNanoOfDay());
  }

  private static @Nullable Bracket ofLocal(@Nullable Object constant) {
    LocalDateTime timestamp =
        constant instanceof LocalDate date
            ? date.atStartOfDay()
            : constant instanceof LocalDateTime local ? local : null;
    return timestamp == null ? null : exactly(timestamp.toInstant(ZoneOffset.UTC));
  }

  private static Bracket exactly(Instant instant) {
    return ofNanos(instant.getEpochSecond(), instant.getNano());
  }

  /** What is finer than microseconds is cut off, on whichever side. */
  private static Bracket ofNanos(long seconds, long nanos) {
    long micros = seconds * ZoneRange.MICROS_PER_SECOND + nanos / NANOS_PER_MICRO;
    return new Bracket(micros, nanos % NANOS_PER_MICRO == 0 ? micros : micros + 1);
  }

  private @Nullable Bracket local(Instant instant) {
    Bracket micros = exactly(instant);
    return zone == null
        ? null
        : new Bracket(
            zone.earliestLocal((Long) micros.low()), zone.latestLocal((Long) micros.high()));
  }

  private @Nullable Bracket instantOf(@Nullable Bracket local) {
    return zone == null || local == null
        ? null
        : new Bracket(
            zone.earliestInstant((Long) local.low()), zone.latestInstant((Long) local.high()));
  }
}
