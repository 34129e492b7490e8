package io.polarway.jdbc.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * REAL and DOUBLE as text: the fewest digits that read back as the same value, as the engine writes
 * them ({@code 0.1}, {@code 1e+16}, {@code nan}, {@code -inf}). {@link Double#toString} gives more
 * digits than needed before JDK 19.
 */
final class ShortestDigits {

  private static final int FIRST_EXPONENT = -4;
  private static final int LAST_EXPONENT = 15;

  private ShortestDigits() {}

  static String of(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    if (Math.abs(value) < 1e15 && value == Math.rint(value)) {
      return Long.toString((long) value) + ".0";
    }
    double magnitude = Math.abs(value);
    BigDecimal exact = new BigDecimal(magnitude);
    int first = magnitude < Double.MIN_NORMAL ? 1 : 15;
    for (int digits = first; digits < 17; digits++) {
      for (BigDecimal candidate : candidates(exact, digits)) {
        if (candidate.doubleValue() == magnitude) {
          return text(value < 0, candidate);
        }
      }
    }
    return text(value < 0, exact.round(new MathContext(17, RoundingMode.HALF_EVEN)));
  }

  static String of(float value) {
    if (Float.isNaN(value)
        || Float.isInfinite(value)
        || (value == Math.rint(value) && Math.abs(value) < 1 << 24)) {
      return of((double) value);
    }
    float magnitude = Math.abs(value);
    BigDecimal exact = new BigDecimal(magnitude);
    int first = magnitude < Float.MIN_NORMAL ? 1 : 6;
    for (int digits = first; digits < 9; digits++) {
      for (BigDecimal candidate : candidates(exact, digits)) {
        if (candidate.floatValue() == magnitude) {
          return text(value < 0, candidate);
        }
      }
    }
    return text(value < 0, exact.round(new MathContext(9, RoundingMode.HALF_EVEN)));
  }

  /** The neighbours with so many digits, the nearer one first. */
  private static BigDecimal[] candidates(BigDecimal exact, int digits) {
    BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
    BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
    BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    return nearest.compareTo(below) == 0
        ? new BigDecimal[] {below, above}
        : new BigDecimal[] {above, below};
  }

  private static String text(boolean negative, BigDecimal magnitude) {
    BigDecimal value = magnitude.stripTrailingZeros();
    String digits = value.unscaledValue().toString();
    int exponent = value.precision() - value.scale() - 1;
    StringBuilder text = new StringBuilder(26);
    if (negative) {
      text.append('-');
    }
    if (exponent < FIRST_EXPONENT || exponent > LAST_EXPONENT) {
      text.append(digits.charAt(0));
      if (digits.length() > 1) {
        text.append('.').append(digits, 1, digits.length());
      }
      text.append('e').append(exponent < 0 ? '-' : '+');
      if (Math.abs(exponent) < 10) {
        text.append('0');
      }
      return text.append(Math.abs(exponent)).toString();
    }
    if (exponent < 0) {
      return text.append("0.").append("0".repeat(-exponent - 1)).append(digits).toString();
    }
    if (digits.length() <= exponent + 1) {
      return text.append(digits)
          .append("0".repeat(exponent + 1 - digits.length()))
          .append(".0")
          .toString();
    }
    return text.append(digits, 0, exponent + 1)
        .append('.')
        .append(digits, exponent + 1, digits.length())
        .toString();
  }
}
