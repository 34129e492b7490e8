package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The text of a query as the generated grammar reads it: as long as the original, each token in its
 * place, but
 *
 * <ul>
 *   <li>in one line, so that a position in the grammar's tree is one in the text;
 *   <li>with every name, and every keyword that stands where a name does, written in a letter of no
 *       keyword: what Calcite reserves and DuckDB does not is a name here;
 *   <li>with DuckDB's own forms put into those that the grammar knows: {@code //} is an operator
 *       and no comment, SEMI before JOIN is a kind of join and no alias, a type behind {@code ::}
 *       is one name.
 * </ul>
 *
 * <p>So names, literals and operators are never taken from the tree, only from the text by
 * position.
 */
final class GrammarText {
  private static final char NAME = 'ā';
  private static final char OPERATOR = '§';

  /** Words that are keywords wherever they stand, but behind a point or AS. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "AND ASC BETWEEN CASE CROSS DEFAULT DESC DISTINCT ELSE END EXCEPT FALSE FETCH FROM FULL GROUP HAVING ILIKE IN INNER INTERSECT INTO IS JOIN LATERAL LIKE LIMIT NATURAL NOT NULL OFFSET ON ONLY OR ORDER OUTER PIVOT QUALIFY SELECT SYMMETRIC TABLE THEN TRUE UNION UNPIVOT USING WHEN WHERE WINDOW WITH AS"
              .split(" "));

  /** Operators that the grammar has. */
  private static final Set<String> OPERATORS =
      Set.of("=", "<", ">", "<=", ">=", "<>", "!=", "+", "-", "*", "/", "%", "||", "=>");

  private static final Set<String> UNITS =
      Set.of(
          "YEAR YEARS QUARTER QUARTERS MONTH MONTHS WEEK WEEKS DAY DAYS HOUR HOURS MINUTE MINUTES SECOND SECONDS MILLISECOND MILLISECONDS MICROSECOND MICROSECONDS DECADE DECADES CENTURY CENTURIES MILLENNIUM MILLENNIA"
              .split(" "));

  /** Functions with keywords between their arguments. */
  private static final Set<String> WORDY_FUNCTIONS =
      Set.of("EXTRACT", "SUBSTRING", "TRIM", "POSITION", "OVERLAY");

  private final String text;
  private final List<Token> tokens;
  private final int[] partners;
  private final int[] enclosing;
  private final boolean[] done;
  private final char[] out;

  private GrammarText(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
    this.partners = new int[tokens.size()];
    this.enclosing = new int[tokens.size()];
    this.done = new boolean[tokens.size()];
    this.out = new char[text.length()];
  }

  /**
   * Rewrites the tokens {@code from} to {@code to - 1}; the rest of the text is blank, and so are
   * the versions of tables in it.
   */
  static String of(Source source, int from, int to, List<TableVersions.Found> versions) {
    GrammarText grammarText = new GrammarText(source.text(), source.tokens().subList(from, to));
    Arrays.fill(grammarText.out, ' ');
    grammarText.findPartners();
    for (TableVersions.Found version : versions) {
      grammarText.blank(version.from() - from, version.to() - 1 - from);
    }
    for (int i = 0; i < grammarText.tokens.size(); i++) {
      if (!grammarText.done[i]) {
        grammarText.write(i);
      }
    }
    return new String(grammarText.out);
  }

  private void findPartners() {
    int open = -1;
    for (int i = 0; i < partners.length; i++) {
      Token token = tokens.get(i);
      enclosing[i] = open;
      if (token.isAny("(", "[", "{")) {
        open = i;
      } else if (token.isAny(")", "]", "}") && open >= 0) {
        partners[open] = i;
        partners[i] = open;
        enclosing[i] = open;
        open = enclosing[open];
      }
    }
  }

  private void write(int i) {
    Token token = tokens.get(i);
    switch (token.kind()) {
      case WORD -> word(i, token);
      case QUOTED_NAME -> quotedName(token);
      case TEXT -> literal(i, token);
      case NUMBER -> number(token);
      case OPERATOR -> operator(i, token);
      case SYMBOL -> symbol(i, token);
      case PARAMETER -> keep(i);
      case NAMED_PARAMETER -> put(i, "?");
      case UNTERMINATED -> name(i);
    }
  }

  // -- words

  private void word(int i, Token token) {
    String word = token.image();
    if (is(i - 1, ".")
        || (is(i - 1, "AS") && !word.equals("MATERIALIZED") && !word.equals("NOT"))) {
      name(i);
    } else if (word.equals("WITH") && is(i + 1, "ORDINALITY")) {
      blank(i, i + 1);
    } else if (word.equals("LIKE") || word.equals("ILIKE")) {
      keep(i);
    } else if (word.equals("NOT") && is(i + 1, "IN") && !is(i + 2, "(")) {
      blank(i, i);
    } else if (word.equals("NOT") && is(i + 1, "MATERIALIZED")) {
      blank(i, i + 1);
    } else if (word.equals("NOT") && is(i + 1, "GLOB")) {
      blank(i, i);
    } else if (word.equals("IN") && !is(i + 1, "(")) {
      otherOperator(i);
    } else if (word.equals("USING") && is(i + 1, "SAMPLE")) {
      sample(i, i + 2);
    } else if (word.equals("USING") && is(i + 1, "KEY") && is(i + 2, "(")) {
      blank(i, partners[i + 2]);
    } else if (word.equals("LIMIT") && (is(i + 2, "%") || is(i + 2, "PERCENT"))) {
      keep(i);
      blank(i + 2, i + 2);
    } else if (KEYWORDS.contains(word)) {
      keep(i);
    } else {
      contextualWord(i, word);
    }
  }

  private void contextualWord(int i, String word) {
    boolean keyword =
        switch (word) {
          case "ALL" -> !is(i - 1, "BY");
          case "BY" -> isAny(i - 1, "GROUP", "ORDER", "PARTITION");
          case "LEFT", "RIGHT" -> !is(i + 1, "(");
          case "EXISTS", "CUBE", "ROLLUP", "CAST", "TRY_CAST" -> is(i + 1, "(");
          case "ANY", "SOME" -> isAny(i - 1, "=", "<", ">", "<=", ">=", "<>", "!=");
          case "ARRAY" -> isAny(i + 1, "(", "[");
          case "CURRENT" -> is(i + 1, "ROW");
          case "DATE", "TIME", "TIMESTAMP", "ESCAPE" -> isKind(i + 1, Kind.TEXT);
          case "EXCLUDE" -> isAny(i + 1, "CURRENT", "NO", "GROUP", "TIES");
          case "FILTER" -> is(i - 1, ")") && is(i + 1, "(");
          case "FIRST" -> isAny(i - 1, "NULLS", "FETCH");
          case "LAST" -> is(i - 1, "NULLS");
          case "NEXT" -> is(i - 1, "FETCH");
          case "GROUPING" -> is(i + 1, "SETS");
          case "NULLS" -> isAny(i + 1, "FIRST", "LAST");
          case "NO", "TIES" -> is(i - 1, "EXCLUDE");
          case "OTHERS" -> is(i - 1, "NO");
          case "OVER" -> isAny(i - 1, ")", "NULLS");
          case "PARTITION" -> is(i + 1, "BY");
          case "PRECEDING", "FOLLOWING" -> isAny(i + 1, "AND", ")", "EXCLUDE");
          case "RANGE" -> isFrame(i);
          case "ROWS", "ROW" ->
              isFrame(i)
                  || is(i - 1, "CURRENT")
                  || isAny(i - 2, "OFFSET", "FIRST", "NEXT")
                  || (is(i - 1, ")") && isAny(partners[i - 1] - 1, "OFFSET", "FIRST", "NEXT"))
                  || (word.equals("ROW") && is(i + 1, "("));
          case "RECURSIVE" -> is(i - 1, "WITH");
          case "SETS" -> is(i - 1, "GROUPING");
          case "SIMILAR" -> is(i + 1, "TO");
          case "TO" -> is(i - 1, "SIMILAR");
          case "UNBOUNDED" -> isAny(i + 1, "PRECEDING", "FOLLOWING");
          case "UNKNOWN" -> isAny(i - 1, "IS", "NOT");
          case "VALUES" -> is(i + 1, "(");
          case "WITHIN" -> is(i + 1, "GROUP");
          default -> false;
        };
    if (keyword) {
      keep(i);
      if (word.equals("CAST") || word.equals("TRY_CAST")) {
        castType(i + 1);
      }
    } else {
      ownForm(i, word);
    }
  }

  /** A word that the grammar knows nothing of, or that is a name. */
  private void ownForm(int i, String word) {
    switch (word) {
      case "AT" -> {
        if (is(i + 1, "TIME") && is(i + 2, "ZONE")) {
          otherOperator(i);
          blank(i + 1, i + 2);
          return;
        }
      }
      case "NEXT", "CURRENT" -> {
        if (is(i + 1, "VALUE") && is(i + 2, "FOR")) {
          valueOfSequence(i);
          return;
        }
      }
      case "ASOF" -> {
        if (is(i + 1, "JOIN")) {
          put(i, "LEFT");
          return;
        }
        if (isAny(i + 1, "LEFT", "INNER", "RIGHT", "FULL")) {
          blank(i, i);
          return;
        }
      }
      case "SEMI", "ANTI" -> {
        if (is(i + 1, "JOIN")) {
          put(i, isAny(i - 1, "LEFT", "RIGHT") ? "    " : "LEFT");
          return;
        }
      }
      case "POSITIONAL" -> {
        if (is(i + 1, "JOIN")) {
          put(i, "CROSS");
          return;
        }
      }
      case "BY" -> {
        if (is(i + 1, "NAME")) {
          blank(i, i + 1);
          return;
        }
      }
      case "COLLATE" -> {
        int last = i + 1;
        while (is(last + 1, ".")) {
          last += 2;
        }
        blank(i, last);
        return;
      }
      case "FOR", "IF" -> {
        if (enclosing[i] >= 0 && is(enclosing[i], "[")) {
          otherOperator(i);
          return;
        }
        if (word.equals("FOR")) {
          keep(i);
          return;
        }
      }
      case "GLOB" -> {
        otherOperator(i);
        return;
      }
      case "GROUPS" -> {
        if (isFrame(i)) {
          put(i, "RANGE");
          return;
        }
      }
      case "IGNORE", "RESPECT" -> {
        if (is(i + 1, "NULLS")) {
          blank(i, i + 1);
          return;
        }
      }
      case "INTERVAL" -> {
        interval(i);
        return;
      }
      case "ISNULL", "NOTNULL" -> {
        fill(tokens.get(i).start(), tokens.get(i).end(), OPERATOR);
        out[tokens.get(i).end() - 1] = '1';
        return;
      }
      case "LAMBDA" -> {
        if (isName(i + 1) && isAny(i + 2, ":", ",")) {
          blank(i, i);
          return;
        }
      }
      case "MAP" -> {
        if (is(i + 1, "{")) {
          blank(i, i);
          return;
        }
      }
      case "MATERIALIZED" -> {
        if (is(i + 1, "(")) {
          blank(i, i);
          return;
        }
      }
      case "TABLESAMPLE" -> {
        sample(i, i + 1);
        return;
      }
      default -> {
        if (WORDY_FUNCTIONS.contains(word) && is(i + 1, "(")) {
          wordyArguments(i + 1);
        }
      }
    }
    if (isKind(i + 1, Kind.TEXT)) {
      fuse(i, i + 1);
    } else {
      name(i);
    }
  }

  private boolean isFrame(int i) {
    return isAny(i + 1, "BETWEEN", "UNBOUNDED", "CURRENT")
        || ((isKind(i + 1, Kind.NUMBER) || isKind(i + 1, Kind.PARAMETER))
            && isAny(i + 2, "PRECEDING", "FOLLOWING"))
        || (is(i + 1, "INTERVAL") && enclosing[i] >= 0 && is(enclosing[i] - 1, "OVER"));
  }

  private void wordyArguments(int open) {
    for (int i = open + 1; i < partners[open]; i++) {
      Token token = tokens.get(i);
      if (enclosing[i] != open || token.kind() != Kind.WORD || is(i - 1, ".")) {
        continue;
      }
      switch (token.image()) {
        case "BOTH", "LEADING", "TRAILING" -> blank(i, i);
        case "FROM", "FOR", "IN", "PLACING" -> {
          boolean first = i == open + 1 || (i == open + 2 && done[i - 1]);
          put(i, first ? " " : ",");
        }
        default -> {}
      }
    }
  }

  // -- types, intervals, samples

  private void castType(int open) {
    int close = partners[open];
    for (int i = close - 1; i > open; i--) {
      if (enclosing[i] == open && tokens.get(i).is("AS") && i + 1 < close) {
        fuse(i + 1, close - 1);
        return;
      }
    }
  }

  /** The last token of the type that begins at {@code i}. */
  private int typeEnd(int i) {
    int last = i;
    while (is(last + 1, ".") && isName(last + 2)) {
      last += 2;
    }
    if ((is(i, "DOUBLE") && is(last + 1, "PRECISION"))
        || (isAny(i, "CHARACTER", "CHAR") && is(last + 1, "VARYING"))
        || (is(i, "INTERVAL") && isUnit(last + 1))) {
      last++;
    }
    if (is(last + 1, "(")) {
      last = partners[last + 1];
    }
    if (isAny(i, "TIME", "TIMESTAMP")
        && isAny(last + 1, "WITH", "WITHOUT")
        && is(last + 2, "TIME")
        && is(last + 3, "ZONE")) {
      last += 3;
    }
    while (is(last + 1, "[")
        && (is(last + 2, "]") || (isKind(last + 2, Kind.NUMBER) && is(last + 3, "]")))) {
      last = partners[last + 1];
    }
    return last;
  }

  private void interval(int i) {
    int value = isAny(i + 1, "-", "+") ? i + 2 : i + 1;
    if (isKind(value, Kind.TEXT) || isKind(value, Kind.NUMBER) || isKind(value, Kind.PARAMETER)) {
      fuse(i, unitEnd(value));
    } else if (is(i + 1, "(") && isUnit(partners[i + 1] + 1)) {
      name(i);
      blank(partners[i + 1] + 1, unitEnd(partners[i + 1]));
    } else if (isName(i + 1) && !KEYWORDS.contains(tokens.get(i + 1).image()) && isUnit(i + 2)) {
      fuse(i, unitEnd(i + 1));
    } else {
      name(i);
    }
  }

  private int unitEnd(int value) {
    if (!isUnit(value + 1)) {
      return value;
    }
    return is(value + 2, "TO") && isUnit(value + 3) ? value + 3 : value + 1;
  }

  private boolean isUnit(int i) {
    return isKind(i, Kind.WORD) && UNITS.contains(tokens.get(i).image());
  }

  /** Leaves out a sample clause, whose first word is at {@code first}, its size or method at i. */
  private void sample(int first, int i) {
    int last = i;
    if (isKind(last, Kind.WORD) && is(last + 1, "(")) {
      last = partners[last + 1];
    } else if (is(last, "(")) {
      last = partners[last];
    } else if (isAny(last + 1, "%", "PERCENT", "ROWS")) {
      last++;
    }
    if (is(last + 1, "(")) {
      last = partners[last + 1];
    }
    if (is(last + 1, "REPEATABLE") && is(last + 2, "(")) {
      last = partners[last + 2];
    }
    blank(first, last);
  }

  // -- literals, operators, symbols

  private void quotedName(Token token) {
    fill(token.start(), token.end(), NAME);
    out[token.start()] = '"';
    out[token.end() - 1] = '"';
  }

  private void literal(int i, Token token) {
    if (is(i - 1, "AS")) {
      name(i);
      return;
    }
    int quote = token.start();
    while ("'$".indexOf(text.charAt(quote)) < 0) {
      quote++;
    }
    boolean plain = quote == token.start() && text.charAt(quote) == '\'';
    for (int k = quote; k < token.end(); k++) {
      char c = text.charAt(k);
      out[k] = plain && c >= ' ' && c < 0x7f ? c : '_';
    }
    out[quote] = '\'';
    out[token.end() - 1] = '\'';
  }

  private void number(Token token) {
    String digits = token.image().replace("_", "");
    if (digits.length() > 1 && digits.charAt(0) == '0' && Character.isLetter(digits.charAt(1))) {
      fill(token.start(), token.end(), NAME);
    } else {
      digits.getChars(0, digits.length(), out, token.start());
    }
  }

  private void operator(int i, Token token) {
    if (token.is("*") && isStar(i)) {
      keep(i);
      starModifiers(i + 1);
    } else if (OPERATORS.contains(token.image())) {
      keep(i);
    } else if (token.is("==")) {
      put(i, "=");
    } else if (token.is("->") || isOperandEnd(i - 1)) {
      otherOperator(i);
    } else {
      keep(i);
    }
  }

  private boolean isStar(int i) {
    return i == 0 || isAny(i - 1, "SELECT", "DISTINCT", "ALL", ",", "(", ".");
  }

  /** What may stand behind the star of a select list. Of it only REPLACE holds expressions. */
  private void starModifiers(int first) {
    int i = first;
    while (true) {
      if (isAny(i, "EXCLUDE", "EXCEPT", "RENAME")
          && is(i + 1, "(")
          && !isAny(i + 2, "SELECT", "FROM", "WITH", "VALUES", "(")) {
        blank(i, partners[i + 1]);
        i = partners[i + 1] + 1;
      } else if (is(i, "EXCLUDE") && isName(i + 1)) {
        blank(i, i + 1);
        i += 2;
      } else if (isAny(i, "LIKE", "ILIKE", "GLOB") && isKind(i + 1, Kind.TEXT)) {
        blank(i, i + 1);
        i += 2;
      } else if (is(i, "NOT")
          && isAny(i + 1, "LIKE", "ILIKE", "GLOB")
          && isKind(i + 2, Kind.TEXT)) {
        blank(i, i + 2);
        i += 3;
      } else if (is(i, "SIMILAR") && is(i + 1, "TO") && isKind(i + 2, Kind.TEXT)) {
        blank(i, i + 2);
        i += 3;
      } else if (is(i, "REPLACE") && is(i + 1, "(")) {
        keep(i);
        i = partners[i + 1] + 1;
      } else {
        return;
      }
    }
  }

  private void symbol(int i, Token token) {
    switch (token.image()) {
      case "::" -> {
        keep(i);
        if (isName(i + 1)) {
          fuse(i + 1, typeEnd(i + 1));
        }
      }
      case ":=" -> put(i, "=>");
      case ":" -> {
        if (is(i - 1, "[") || is(i + 1, "]")) {
          blank(i, i);
        } else {
          otherOperator(i);
        }
      }
      case "," -> {
        if (i + 1 == tokens.size() || isAny(i + 1, "FROM", ")", "]", "}")) {
          blank(i, i);
        } else {
          keep(i);
        }
      }
      default -> keep(i);
    }
  }

  /** Whether an operator behind this token has it, or what ends in it, for its left operand. */
  private boolean isOperandEnd(int i) {
    if (i < 0) {
      return false;
    }
    Token token = tokens.get(i);
    return switch (token.kind()) {
      case WORD -> !KEYWORDS.contains(token.image()) || token.isAny("NULL", "TRUE", "FALSE", "END");
      case QUOTED_NAME, TEXT, NUMBER, PARAMETER, NAMED_PARAMETER -> true;
      case SYMBOL -> token.isAny(")", "]", "}");
      case OPERATOR, UNTERMINATED -> false;
    };
  }

  // -- writing

  /** NEXT VALUE FOR and a name are a value like any other. */
  private void valueOfSequence(int i) {
    int last = i + 3;
    while (is(last + 1, ".")) {
      last += 2;
    }
    put(i, "NULL");
    blank(i + 1, last);
  }

  private void keep(int i) {
    Token token = tokens.get(i);
    text.getChars(token.start(), token.end(), out, token.start());
    done[i] = true;
  }

  private void put(int i, String replacement) {
    replacement.getChars(0, replacement.length(), out, tokens.get(i).start());
    done[i] = true;
  }

  private void blank(int first, int last) {
    Arrays.fill(done, first, Math.min(last + 1, done.length), true);
  }

  private void name(int i) {
    fuse(i, i);
  }

  private void otherOperator(int i) {
    fill(tokens.get(i).start(), tokens.get(i).end(), OPERATOR);
    done[i] = true;
  }

  /** Writes several tokens as one name. */
  private void fuse(int first, int last) {
    int end = tokens.get(last).end();
    fill(tokens.get(first).start(), end, NAME);
    if (last > first && last + 1 < tokens.size() && tokens.get(last + 1).start() == end) {
      out[end - 1] = ' ';
    }
    Arrays.fill(done, first, last + 1, true);
  }

  private void fill(int start, int end, char c) {
    Arrays.fill(out, start, end, c);
  }

  // -- looking

  private boolean is(int i, String image) {
    return i >= 0 && i < tokens.size() && tokens.get(i).is(image);
  }

  private boolean isAny(int i, String first, String... others) {
    return i >= 0 && i < tokens.size() && tokens.get(i).isAny(first, others);
  }

  private boolean isKind(int i, Kind kind) {
    return i >= 0 && i < tokens.size() && tokens.get(i).kind() == kind;
  }

  private boolean isName(int i) {
    return i >= 0 && i < tokens.size() && tokens.get(i).isName();
  }
}
