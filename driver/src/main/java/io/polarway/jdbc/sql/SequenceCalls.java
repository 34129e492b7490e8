package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a text takes values of sequences: {@code nextval('s')}, {@code currval('s')}, {@code
 * NEXT VALUE FOR s} and {@code CURRENT VALUE FOR s}.
 */
public final class SequenceCalls {

  private final String text;
  private final List<Token> tokens;
  private final List<Call> calls = new ArrayList<>();

  private SequenceCalls(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  /**
   * One place.
   *
   * @param range its characters
   * @param takes whether it takes a value; else it wants the last one again
   * @param isLabelled whether it is all of the first column of a SELECT, whose label it then is
   */
  public record Call(Name sequence, TextRange range, boolean takes, boolean isLabelled) {}

  /** All places in a text, in their order. */
  public static List<Call> in(String text) {
    return canHaveOne(text) ? new SequenceCalls(text).find() : List.of();
  }

  /** The sequence of which an expression takes a value and does nothing else; null for others. */
  public static @Nullable Name taken(String expression) {
    List<Call> calls = in(expression);
    if (calls.size() != 1 || !calls.get(0).takes()) {
      return null;
    }
    TextRange range = calls.get(0).range();
    boolean isAll =
        expression.substring(0, range.start()).isBlank()
            && expression.substring(range.end()).isBlank();
    return isAll ? calls.get(0).sequence() : null;
  }

  /**
   * The text as the engine's own parser can read it, which does not know VALUE FOR: of the same
   * length, with nulls in the place of calls.
   */
  public static String readable(String text) {
    StringBuilder readable = new StringBuilder(text);
    for (Call call : in(text)) {
      int length = call.range().end() - call.range().start();
      readable.replace(
          call.range().start(), call.range().end(), "NULL" + " ".repeat(length - "NULL".length()));
    }
    return readable.toString();
  }

  /** A quick look, which spares most texts the reading of their tokens. */
  private static boolean canHaveOne(String text) {
    for (int i = 4; i + 3 < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == 'v' || c == 'V')
          && text.regionMatches(true, i, "val", 0, 3)
          && (text.regionMatches(true, i - 4, "next", 0, 4)
              || text.regionMatches(true, i - 4, "curr", 0, 4)
              || text.regionMatches(true, i, "value", 0, 5))) {
        return true;
      }
    }
    return false;
  }

  private List<Call> find() {
    for (int i = 0; i < tokens.size(); i++) {
      if (i > 0 && tokens.get(i - 1).is(".")) {
        continue;
      }
      Token token = tokens.get(i);
      if (token.isAny("NEXTVAL", "CURRVAL")) {
        function(i);
      } else if (token.isAny("NEXT", "CURRENT") && is(i + 1, "VALUE") && is(i + 2, "FOR")) {
        i = valueFor(i);
      }
    }
    return calls;
  }

  private boolean is(int index, String image) {
    return index < tokens.size() && tokens.get(index).is(image);
  }

  private void function(int first) {
    if (is(first + 1, "(")
        && is(first + 3, ")")
        && tokens.get(first + 2).kind() == Kind.TEXT
        && Texts.isText(tokens.get(first + 2))) {
      Name name = Name.in(Texts.value(tokens.get(first + 2)));
      if (name != null) {
        add(name, first, first + 3, tokens.get(first).is("NEXTVAL"));
      }
    }
  }

  private int valueFor(int first) {
    int last = first + 3;
    if (last >= tokens.size() || !tokens.get(last).isName()) {
      return first;
    }
    List<String> parts = new ArrayList<>(List.of(tokens.get(last).name(text)));
    while (is(last + 1, ".") && last + 2 < tokens.size() && tokens.get(last + 2).isName()) {
      last += 2;
      parts.add(tokens.get(last).name(text));
    }
    add(new Name(parts), first, last, tokens.get(first).is("NEXT"));
    return last;
  }

  private void add(Name name, int first, int last, boolean takes) {
    boolean begins = first > 0 && tokens.get(first - 1).is("SELECT");
    boolean ends =
        last + 1 == tokens.size() || tokens.get(last + 1).isAny(",", ")", "FROM", "UNION", ";");
    TextRange range = new TextRange(tokens.get(first).start(), tokens.get(last).end());
    calls.add(new Call(name, range, takes, begins && ends));
  }
}
