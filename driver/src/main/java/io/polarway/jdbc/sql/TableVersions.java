package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds where a text says of which version a table is read. */
final class TableVersions {

  private static final Set<String> TYPES = Set.of("TIMESTAMP", "TIMESTAMPTZ", "DATE", "INTERVAL");

  private final Source source;
  private final TokenCursor cursor;
  private final int to;
  private final List<Found> found = new ArrayList<>();

  /** A version in the tokens {@code from} to {@code to - 1}, behind a name that ends there. */
  record Found(int from, int to, TableVersion version) {}

  private TableVersions(Source source, int to) {
    this.source = source;
    this.cursor = new TokenCursor(source);
    this.to = to;
  }

  /** All in the tokens {@code from} to {@code to - 1}, in their order. */
  static List<Found> in(Source source, int from, int to) throws SqlSyntaxException {
    TableVersions versions = new TableVersions(source, to);
    versions.cursor.moveTo(from);
    while (versions.cursor.index() < to) {
      versions.next();
    }
    return versions.found;
  }

  /** The tables with their versions; null when one of these belongs to no table. */
  static @Nullable List<TableReference> assigned(
      List<TableReference> tables, Source source, List<Found> found) {
    List<TableReference> assigned = new ArrayList<>(tables);
    for (Found one : found) {
      int end = source.tokens().get(one.from - 1).end();
      boolean isTables = false;
      for (int i = 0; i < assigned.size(); i++) {
        TableReference table = assigned.get(i);
        if (!table.isFunction() && table.range().end() == end) {
          assigned.set(i, table.withVersion(one.version));
          isTables = true;
        }
      }
      if (!isTables) {
        return null;
      }
    }
    return assigned;
  }

  private void next() throws SqlSyntaxException {
    int from = cursor.index();
    if (cursor.isNext("FOR", "SYSTEM_TIME", "AS", "OF")
        || cursor.isNext("FOR", "SYSTEM_VERSION", "AS", "OF")) {
      boolean isTime = cursor.peek(1).is("SYSTEM_TIME");
      cursor.moveTo(from + 4);
      expression();
      add(from, from + 4, cursor.index(), cursor.index(), isTime);
    } else if (cursor.isNext("AT", "(")
        && cursor.peek(2).isAny("VERSION", "TIMESTAMP")
        && cursor.peek(3).is("=>")) {
      boolean isTime = cursor.peek(2).is("TIMESTAMP");
      cursor.moveTo(from + 1);
      cursor.skipParentheses();
      add(from, from + 4, cursor.index() - 1, cursor.index(), isTime);
    } else {
      cursor.next();
    }
  }

  private void add(int from, int first, int end, int behind, boolean isTime)
      throws SqlSyntaxException {
    if (first >= end || behind > to) {
      cursor.moveTo(first);
      throw cursor.unexpected(isTime ? "expected a time" : "expected the number of a commit");
    }
    List<Integer> parameters = new ArrayList<>();
    for (Token token : source.tokens().subList(first, end)) {
      if (token.kind() == Kind.PARAMETER || token.kind() == Kind.NAMED_PARAMETER) {
        parameters.add(source.parameterIndex(token));
      }
    }
    found.add(
        new Found(
            from,
            behind,
            new TableVersion(range(from, behind), range(first, end), isTime, parameters)));
  }

  private TextRange range(int first, int end) {
    return new TextRange(source.tokens().get(first).start(), source.tokens().get(end - 1).end());
  }

  /** Steps over operands with signs between them: what follows may be an alias. */
  private void expression() throws SqlSyntaxException {
    operand();
    while (cursor.peek().isAny("+", "-") && cursor.index() < to) {
      cursor.next();
      operand();
    }
  }

  private void operand() throws SqlSyntaxException {
    if (cursor.peek().isAny("-", "+")) {
      cursor.next();
    }
    Token token = cursor.peek();
    if (token.is("(")) {
      cursor.skipParentheses();
    } else if (token.kind() == Kind.WORD
        && TYPES.contains(token.image())
        && cursor.peek(1).kind() != Kind.SYMBOL) {
      cursor.next();
      boolean hasUnit = token.is("INTERVAL") && cursor.next().kind() == Kind.NUMBER;
      if (!token.is("INTERVAL") || hasUnit) {
        cursor.next();
      }
    } else if (token.isName()) {
      cursor.name("a value");
      if (cursor.isNext("(")) {
        cursor.skipParentheses();
      }
    } else if (token.kind() == Kind.SYMBOL || token.kind() == Kind.OPERATOR || cursor.atEnd()) {
      throw cursor.unexpected("expected a value");
    } else {
      cursor.next();
    }
    while (cursor.accept("::")) {
      cursor.name("a type");
    }
  }
}
