package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import io.polarway.storage.filter.Operand;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Reads the constants that columns are compared with. */
final class OperandReader {

  private static final Pattern PERIOD = Pattern.compile("\\s*([+-]?\\d{1,9})\\s+([A-Za-z]+)\\s*");
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final NodeText texts;

  OperandReader(NodeText texts) {
    this.texts = texts;
  }

  /** Null for what is none, or NULL. */
  @Nullable Operand operand(SqlNode node) {
    if (node instanceof SqlCall call) {
      return call(call);
    }
    List<Token> tokens = texts.tokens(node);
    if (tokens.size() == 1) {
      return single(tokens.get(0));
    }
    if (tokens.size() == 2 && tokens.get(1).kind() == Kind.NUMBER && tokens.get(0).is("-")) {
      return negated(single(tokens.get(1)));
    }
    if (tokens.size() == 2 && isText(tokens.get(1)) && tokens.get(0).kind() == Kind.WORD) {
      Operand.Target target = target(tokens.get(0).image());
      return target == null
          ? null
          : new Operand.Cast(new Operand.Text(Texts.value(tokens.get(1))), target);
    }
    return null;
  }

  private @Nullable Operand single(Token token) {
    return switch (token.kind()) {
      case TEXT -> isText(token) ? new Operand.Text(Texts.value(token)) : null;
      case NUMBER -> new Operand.Numeral(token.image().replace("_", ""));
      case PARAMETER, NAMED_PARAMETER -> new Operand.Parameter(texts.parameterIndex(token));
      case WORD ->
          token.is("TRUE") || token.is("FALSE") ? new Operand.Bool(token.is("TRUE")) : null;
      default -> null;
    };
  }

  private @Nullable Operand call(SqlCall call) {
    return switch (call.getKind()) {
      case MINUS_PREFIX -> negated(operand(call.operand(0)));
      case CAST -> cast(call);
      case PLUS -> moved(call.operand(0), call.operand(1), 1);
      case MINUS -> moved(call.operand(0), call.operand(1), -1);
      default -> null;
    };
  }

  private static @Nullable Operand negated(@Nullable Operand operand) {
    return operand instanceof Operand.Numeral number && !number.digits().startsWith("-")
        ? new Operand.Numeral("-" + number.digits())
        : null;
  }

  private @Nullable Operand cast(SqlCall call) {
    Operand operand = operand(call.operand(0));
    boolean isPlain = operand instanceof Operand.Text || operand instanceof Operand.Parameter;
    Operand.Target target =
        call.operand(1) instanceof SqlDataTypeSpec type ? target(texts.of(type)) : null;
    return operand != null && isPlain && target != null ? new Operand.Cast(operand, target) : null;
  }

  private static Operand.@Nullable Target target(String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "DATE" -> Operand.Target.DATE;
      case "TIMESTAMP", "DATETIME" -> Operand.Target.TIMESTAMP;
      case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE" -> Operand.Target.TIMESTAMPTZ;
      default -> null;
    };
  }

  // -- intervals

  private @Nullable Operand moved(SqlNode start, SqlNode interval, int sign) {
    Operand from = operand(start);
    String period = period(texts.tokens(interval));
    if (from == null || period == null) {
      return null;
    }
    Matcher matcher = PERIOD.matcher(period);
    return matcher.matches()
        ? moved(from, sign * Long.parseLong(matcher.group(1)), matcher.group(2))
        : null;
  }

  /** {@code 3 DAY} of INTERVAL 3 DAY, INTERVAL '3' DAY and INTERVAL '3 days'. */
  private static @Nullable String period(List<Token> tokens) {
    if (tokens.size() < 2 || !tokens.get(0).is("INTERVAL")) {
      return null;
    }
    Token value = tokens.get(1);
    String number =
        value.kind() == Kind.NUMBER ? value.image() : isText(value) ? Texts.value(value) : null;
    if (number == null || tokens.size() > 3) {
      return null;
    }
    return tokens.size() == 3 ? number + " " + tokens.get(2).image() : number;
  }

  private static @Nullable Operand moved(Operand from, long count, String unit) {
    String upper = unit.toUpperCase(Locale.ROOT);
    return switch (upper.endsWith("S") ? upper.substring(0, upper.length() - 1) : upper) {
      case "YEAR" -> new Operand.Moved(from, 12 * count, 0, 0);
      case "QUARTER" -> new Operand.Moved(from, 3 * count, 0, 0);
      case "MONTH" -> new Operand.Moved(from, count, 0, 0);
      case "WEEK" -> new Operand.Moved(from, 0, 7 * count, 0);
      case "DAY" -> new Operand.Moved(from, 0, count, 0);
      case "HOUR" -> new Operand.Moved(from, 0, 0, 3_600 * MICROS_PER_SECOND * count);
      case "MINUTE" -> new Operand.Moved(from, 0, 0, 60 * MICROS_PER_SECOND * count);
      case "SECOND" -> new Operand.Moved(from, 0, 0, MICROS_PER_SECOND * count);
      default -> null;
    };
  }

  /** Whether it is a text without escapes, whose ways of writing differ. */
  private static boolean isText(Token token) {
    return token.kind() == Kind.TEXT && "'$".indexOf(token.image().charAt(0)) >= 0;
  }
}
