package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.AlterSequence;
import io.polarway.jdbc.sql.SqlStatement.CreateSequence;
import io.polarway.jdbc.sql.SqlStatement.IfExists;
import io.polarway.jdbc.sql.SqlStatement.SequenceOptions;
import io.polarway.jdbc.sql.Token.Kind;
import io.polarway.storage.column.DataType;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the statements about sequences, and the options of identity columns. */
final class SequenceReader {

  private final TokenCursor cursor;
  private final Set<String> given = new HashSet<>();
  private @Nullable DataType type;
  private @Nullable Long start;
  private @Nullable Long increment;
  private @Nullable Long smallest;
  private @Nullable Long largest;
  private boolean cycle;
  private @Nullable Long blockSize;

  SequenceReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** What stands behind CREATE [OR REPLACE] SEQUENCE. */
  CreateSequence create(boolean replace) throws SqlSyntaxException, UnsupportedFeatureException {
    int ifStart = cursor.peek().start();
    boolean keep = cursor.accept("IF", "NOT", "EXISTS");
    if (keep && replace) {
      throw cursor.source().wrong(ifStart, "OR REPLACE and IF NOT EXISTS do not go together");
    }
    Name name = cursor.name("the name of a sequence");
    while (!cursor.atEnd()) {
      option();
    }
    return new CreateSequence(
        cursor.source().text(),
        name,
        replace ? IfExists.REPLACE : keep ? IfExists.KEEP : IfExists.FAIL,
        options());
  }

  /** What stands behind ALTER SEQUENCE. */
  AlterSequence alter() throws SqlSyntaxException, UnsupportedFeatureException {
    boolean ifExists = cursor.accept("IF", "EXISTS");
    Name name = cursor.name("the name of a sequence");
    if (!cursor.isNext("RESTART")) {
      throw new UnsupportedFeatureException(
          "ALTER SEQUENCE but for RESTART (use CREATE OR REPLACE SEQUENCE)");
    }
    Long restart = restart();
    cursor.expectEnd();
    return new AlterSequence(cursor.source().text(), name, ifExists, restart);
  }

  /** RESTART [WITH n]; null for the value with which the sequence began. */
  private @Nullable Long restart() throws SqlSyntaxException {
    cursor.expect("RESTART");
    return cursor.accept("WITH") || !cursor.atEnd() ? (Long) number() : null;
  }

  /** Options of an identity column, in parentheses, or none. */
  SequenceOptions inParentheses() throws SqlSyntaxException, UnsupportedFeatureException {
    if (cursor.accept("(")) {
      if (isNumber()) {
        start = number();
        increment = cursor.accept(",") ? (Long) number() : null;
      }
      while (!cursor.isNext(")")) {
        option();
        cursor.accept(",");
      }
      cursor.expect(")");
    }
    return options();
  }

  private boolean isNumber() {
    return cursor.peek(cursor.peek().isAny("-", "+") ? 1 : 0).kind() == Kind.NUMBER;
  }

  private SequenceOptions options() {
    return new SequenceOptions(type, start, increment, smallest, largest, cycle, blockSize);
  }

  private void option() throws SqlSyntaxException, UnsupportedFeatureException {
    Token first = cursor.peek();
    boolean without = cursor.accept("NO");
    Token word = cursor.next();
    if (!given.add(word.image().replaceFirst("^NO(?=MIN|MAX|CYC|CAC)", ""))) {
      throw cursor.source().wrong(first.start(), word.image() + " a second time");
    }
    switch (word.image()) {
      case "MINVALUE" -> smallest = without ? null : (Long) number();
      case "MAXVALUE" -> largest = without ? null : (Long) number();
      case "CYCLE" -> cycle = !without;
      case "CACHE" -> blockSize = without ? (Long) 1L : (Long) number();
      case "NOMINVALUE", "NOMAXVALUE", "NOCYCLE" -> {}
      case "NOCACHE" -> blockSize = 1L;
      default -> {
        if (without || !start(word)) {
          cursor.moveTo(cursor.index() - 1);
          throw cursor.unexpected(
              "expected START, INCREMENT, MINVALUE, MAXVALUE, CYCLE, CACHE or AS");
        }
      }
    }
  }

  private boolean start(Token word) throws SqlSyntaxException, UnsupportedFeatureException {
    switch (word.image()) {
      case "START" -> {
        cursor.accept("WITH");
        start = number();
      }
      case "INCREMENT" -> {
        cursor.accept("BY");
        increment = number();
      }
      case "AS" -> type = new TypeReader(cursor).read();
      case "OWNED" -> throw new UnsupportedFeatureException("OWNED BY of a sequence");
      default -> {
        return false;
      }
    }
    return true;
  }

  private long number() throws SqlSyntaxException {
    String sign = cursor.peek().isAny("-", "+") ? cursor.next().image() : "";
    Token token = cursor.peek();
    if (token.kind() == Kind.NUMBER) {
      try {
        long number = Long.parseLong(sign + token.image().replace("_", ""));
        cursor.next();
        return number;
      } catch (NumberFormatException e) {
        throw cursor.unexpected("expected a whole number of at most 64 bits");
      }
    }
    throw cursor.unexpected("expected a whole number");
  }
}
