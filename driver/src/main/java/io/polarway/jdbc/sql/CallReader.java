package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.Argument;
import io.polarway.jdbc.sql.SqlStatement.Call;
import io.polarway.jdbc.sql.SqlStatement.Value;
import io.polarway.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CALL, and OPTIMIZE, VACUUM and CHECKPOINT, which are other ways to write a CALL. */
final class CallReader {
  private final Source source;
  private final TokenCursor cursor;
  private final List<Argument> arguments = new ArrayList<>();
  private int parameters;

  CallReader(TokenCursor cursor) {
    this.source = cursor.source();
    this.cursor = cursor;
  }

  /** CALL procedure(value, ..., name => value, ...). */
  Call call() throws SqlSyntaxException {
    cursor.expect("CALL");
    Name procedure = cursor.name("the name of a procedure");
    cursor.expect("(");
    if (!cursor.accept(")")) {
      do {
        arguments.add(argument());
      } while (cursor.accept(","));
      cursor.expect(")");
    }
    cursor.expectEnd();
    return new Call(source.text(), source.parameterCount(), procedure, List.copyOf(arguments));
  }

  /** OPTIMIZE [TABLE] name. */
  Call optimize() throws SqlSyntaxException {
    cursor.expect("OPTIMIZE");
    if (cursor.peek(1).isName()) {
      cursor.accept("TABLE");
    }
    return ofTable("optimize");
  }

  /** VACUUM [name]. */
  Call vacuum() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("VACUUM");
    if (cursor.atEnd()) {
      return new Call(source.text(), 0, polarway("vacuum"), List.of());
    }
    if (cursor.peek().isAny("ANALYZE", "FULL", "FREEZE", "VERBOSE", "(")) {
      throw new UnsupportedFeatureException("VACUUM " + cursor.peek().image());
    }
    return ofTable("vacuum");
  }

  /** CHECKPOINT [name]. */
  Call checkpoint() throws SqlSyntaxException {
    cursor.expect("CHECKPOINT");
    return cursor.atEnd()
        ? new Call(source.text(), 0, polarway("checkpoint"), List.of())
        : ofTable("checkpoint");
  }

  private Call ofTable(String procedure) throws SqlSyntaxException {
    int start = cursor.peek().start();
    cursor.name("the name of a table");
    String table = source.text().substring(start, cursor.last().end());
    cursor.expectEnd();
    return new Call(
        source.text(),
        0,
        polarway(procedure),
        List.of(new Argument(null, new Value.TextLiteral(table))));
  }

  private static Name polarway(String procedure) {
    return new Name(List.of("polarway", procedure));
  }

  private Argument argument() throws SqlSyntaxException {
    @Nullable String name = null;
    if (cursor.peek().isName() && cursor.peek(1).isAny("=>", ":=")) {
      name = cursor.simpleName("the name of a parameter");
      cursor.next();
    } else if (!arguments.isEmpty() && arguments.get(arguments.size() - 1).name() != null) {
      throw cursor.unexpected("expected name => value, as before");
    }
    return new Argument(name, value());
  }

  private Value value() throws SqlSyntaxException {
    int start = cursor.index();
    Value value = isInterval() ? interval() : ValueReader.read(cursor, parameters);
    if (value == null || value instanceof Value.Default) {
      cursor.moveTo(start);
      throw cursor.unexpected("expected a literal or ?");
    }
    if (value instanceof Value.Parameter) {
      parameters++;
    }
    return value;
  }

  private boolean isInterval() {
    return cursor.isNext("INTERVAL")
        && (cursor.peek(1).kind() == Kind.TEXT || cursor.peek(1).kind() == Kind.NUMBER);
  }

  /** INTERVAL '5 days' or INTERVAL 5 DAYS, as its text. */
  private Value interval() {
    cursor.next();
    StringBuilder text = new StringBuilder();
    Token amount = cursor.next();
    text.append(amount.kind() == Kind.TEXT ? Texts.value(amount) : amount.image());
    if (cursor.peek().kind() == Kind.WORD) {
      text.append(' ').append(cursor.next().image());
    }
    return new Value.TextLiteral(text.toString());
  }
}
