package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.CreateSchema;
import io.polarway.jdbc.sql.SqlStatement.DropSchema;
import io.polarway.jdbc.sql.SqlStatement.DropSequence;
import io.polarway.jdbc.sql.SqlStatement.DropTable;
import io.polarway.jdbc.sql.SqlStatement.Query;
import io.polarway.jdbc.sql.SqlStatement.SavepointControl;
import io.polarway.jdbc.sql.SqlStatement.SetOption;
import io.polarway.jdbc.sql.SqlStatement.TemporaryChange;
import io.polarway.jdbc.sql.SqlStatement.TemporaryDefinition;
import io.polarway.jdbc.sql.SqlStatement.TransactionControl;
import io.polarway.jdbc.sql.SqlStatement.TransactionControl.Action;
import io.polarway.jdbc.sql.SqlStatement.Unsupported;
import io.polarway.jdbc.sql.Token.Kind;
import io.polarway.storage.syntax.EngineCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its first words what a statement is and reads its frame; a query in it goes to the
 * generated grammar.
 */
final class StatementReader {
  /** First words of statements that are known and not offered. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "ANALYZE ATTACH COMMENT COPY DEALLOCATE DETACH EXECUTE EXPORT FORCE GRANT IMPORT INSTALL LOAD PREPARE REVOKE UPSERT"
              .split(" "));

  private final Source source;
  private final TokenCursor cursor;

  private StatementReader(Source source) {
    this.source = source;
    this.cursor = new TokenCursor(source);
  }

  static SqlStatement read(String text) throws SqlSyntaxException {
    Source source = Source.of(text);
    try {
      return new StatementReader(source).statement();
    } catch (UnsupportedFeatureException e) {
      return new Unsupported(source.text(), e.feature());
    }
  }

  private SqlStatement statement() throws SqlSyntaxException, UnsupportedFeatureException {
    refuseNamedParameters();
    Token first = cursor.peek();
    if (first.beginsQuery()) {
      return first.is("WITH") ? with() : query();
    }
    return switch (first.kind() == Kind.WORD ? first.image() : "") {
      case "INSERT", "UPDATE", "DELETE", "TRUNCATE", "MERGE" -> change(first);
      case "ALTER" -> alteration();
      case "SHOW", "DESCRIBE", "DESC", "SUMMARIZE", "PRAGMA" ->
          new DescriptionReader(cursor).read();
      case "CREATE" -> create();
      case "DROP" -> drop();
      case "BEGIN", "START" -> begin();
      case "COMMIT", "END" -> end(Action.COMMIT);
      case "ROLLBACK", "ABORT" -> end(Action.ROLLBACK);
      case "SAVEPOINT", "RELEASE" -> savepoint();
      case "CHECKPOINT" -> new CallReader(cursor).checkpoint();
      case "EXPLAIN" -> new ExplainReader(cursor).read();
      case "CALL" -> new CallReader(cursor).call();
      case "OPTIMIZE" -> new CallReader(cursor).optimize();
      case "VACUUM" -> new CallReader(cursor).vacuum();
      case "SET" -> set();
      case "RESET" -> reset();
      case "USE" -> use();
      default -> {
        if (first.kind() == Kind.WORD && UNSUPPORTED.contains(first.image())) {
          throw new UnsupportedFeatureException(first.image() + insteadOf(first.image()));
        }
        throw cursor.unexpected("a statement does not begin so");
      }
    };
  }

  /** What to do instead of a statement that reaches out of the store; empty for others. */
  private static String insteadOf(String word) {
    return switch (word) {
      case "ATTACH", "COPY", "EXPORT", "IMPORT" ->
          " (files are read only, by queries, and within the property allowedPaths:"
              + " read_csv, read_json, read_parquet)";
      case "INSTALL", "FORCE", "LOAD" -> " (extensions are neither installed nor loaded)";
      case "PRAGMA" -> " (SET changes the settings of a session)";
      default -> "";
    };
  }

  private void refuseNamedParameters() throws UnsupportedFeatureException {
    boolean hasPlain = source.tokens().stream().anyMatch(token -> token.kind() == Kind.PARAMETER);
    for (Token token : source.tokens()) {
      if (token.kind() == Kind.NAMED_PARAMETER && (hasPlain || token.parameterNumber() == 0)) {
        throw new UnsupportedFeatureException(
            token.image().startsWith("??")
                ? "the operator " + token.image()
                : "the parameter " + token.image() + " (write ? for each, or $1, $2 for all)");
      }
    }
  }

  // -- queries

  /** A query, or a change of a table, with names for queries in front of it. */
  private SqlStatement with() throws SqlSyntaxException, UnsupportedFeatureException {
    if (skipWith() && cursor.peek().isAny("INSERT", "UPDATE", "DELETE", "MERGE")) {
      return change(cursor.peek());
    }
    cursor.moveTo(0);
    return query();
  }

  /** Steps over WITH and all that it names; false when it has another form than expected here. */
  private boolean skipWith() throws SqlSyntaxException {
    cursor.expect("WITH");
    cursor.accept("RECURSIVE");
    do {
      if (!cursor.next().isName()) {
        return false;
      }
      if (cursor.isNext("(")) {
        cursor.skipParentheses();
      }
      if (!cursor.accept("AS")) {
        return false;
      }
      cursor.accept("NOT");
      cursor.accept("MATERIALIZED");
      if (!cursor.isNext("(")) {
        return false;
      }
      cursor.skipParentheses();
    } while (cursor.accept(","));
    return true;
  }

  private SqlStatement change(Token first) throws SqlSyntaxException, UnsupportedFeatureException {
    return switch (first.image()) {
      case "INSERT" -> new InsertReader(cursor).read();
      case "UPDATE" -> new ChangeReader(cursor).update();
      case "DELETE" -> new ChangeReader(cursor).delete();
      case "MERGE" -> new MergeReader(cursor).read();
      default -> new ChangeReader(cursor).truncate();
    };
  }

  private Query query() throws SqlSyntaxException, UnsupportedFeatureException {
    List<Token> tokens = source.tokens();
    int depth = 0;
    int end = tokens.size();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean hasNext = i + 1 < tokens.size();
      if (token.isAny("(", "[", "{")) {
        depth++;
      } else if (token.isAny(")", "]", "}")) {
        depth--;
      } else if (depth == 0
          && token.is("FOR")
          && hasNext
          && tokens.get(i + 1).isAny("UPDATE", "SHARE", "NO", "KEY")) {
        end = i;
        break;
      } else if (depth == 0
          && token.is("INTO")
          && i > 0
          && !tokens.get(i - 1).isAny(".", "AS")
          && !(hasNext && tokens.get(i + 1).is("NAME"))) {
        throw new UnsupportedFeatureException("SELECT INTO (write CREATE TABLE ... AS SELECT)");
      }
    }
    List<TableReference> tables = QueryReader.tables(source, 0, end);
    PlainSelect plainSelect = PlainSelectReader.read(source, end);
    boolean forUpdate = end < tokens.size();
    if (forUpdate) {
      cursor.moveTo(end);
      lockingClause();
    }
    return new Query(
        source.text(),
        source.parameterCount(),
        new TextRange(0, tokens.get(end - 1).end()),
        tables,
        forUpdate,
        forUpdate && plainSelect != null ? kept(plainSelect, end) : null,
        plainSelect);
  }

  /** FOR UPDATE and its like; there is nothing to wait for, as no row is locked. */
  private void lockingClause() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("FOR");
    cursor.accept("NO");
    cursor.accept("KEY");
    if (!cursor.accept("SHARE")) {
      cursor.expect("UPDATE");
    }
    if (cursor.accept("OF")) {
      do {
        cursor.name("the name of a table");
      } while (cursor.accept(","));
    }
    if (cursor.isNext("SKIP", "LOCKED")) {
      throw new UnsupportedFeatureException("FOR UPDATE SKIP LOCKED");
    }
    cursor.accept("NOWAIT");
    cursor.expectEnd();
  }

  /** The query of the first {@code end} tokens with the row id of its table. */
  private DerivedQuery kept(PlainSelect select, int end)
      throws SqlSyntaxException, UnsupportedFeatureException {
    List<Token> tokens = source.tokens();
    int from = new Clauses(source).find(1, "FROM");
    int first = from;
    while (tokens.get(first).start() < select.table().start()) {
      first++;
    }
    int behind = first;
    while (behind < end && tokens.get(behind).start() < select.table().end()) {
      behind++;
    }
    String written = select.table().of(source.text());
    TargetTable target =
        new TargetTable(
            new TokenCursor(Source.of(written)).name("the name of a table"),
            select.hasAlias(),
            select.correlation());
    return new DerivedText(source)
        .of(target)
        .add(0, from)
        .add(", " + target.rowId() + " ")
        .add(from, first)
        .add(" " + (select.hasAlias() ? DerivedQuery.TARGET : target.relation()) + " ")
        .add(behind, end)
        .query();
  }

  // -- what is offered for temporary objects alone

  private SqlStatement alteration() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("ALTER");
    if (cursor.accept("SEQUENCE")) {
      return new SequenceReader(cursor).alter();
    }
    if (!cursor.peek().isAny("TABLE", "VIEW")) {
      throw new UnsupportedFeatureException("ALTER " + cursor.peek().image());
    }
    cursor.next();
    cursor.accept("IF", "EXISTS");
    Name table = cursor.name("the name of a table");
    return new TemporaryChange(source.text(), source.parameterCount(), table, "ALTER");
  }

  private TemporaryDefinition temporaryDefinition(@Nullable Name defined) {
    return new TemporaryDefinition(source.text(), source.parameterCount(), defined);
  }

  /** CREATE TEMP, the words before TEMP read. */
  private SqlStatement createTemporary() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.accept("LOCAL");
    cursor.next();
    cursor.accept("RECURSIVE");
    if (!cursor.peek().isAny("TABLE", "VIEW", "MACRO", "FUNCTION", "SEQUENCE", "TYPE")) {
      throw new UnsupportedFeatureException("CREATE TEMP " + cursor.peek().image());
    }
    Token kind = cursor.next();
    cursor.accept("IF", "NOT", "EXISTS");
    if (kind.isAny("TABLE", "VIEW")) {
      return temporaryDefinition(cursor.name("the name of a table"));
    }
    Name name = cursor.name("the name of what is made");
    if (kind.isAny("MACRO", "FUNCTION") && EngineCatalog.isFunctionName(name.last())) {
      throw new UnsupportedFeatureException(
          "A macro called %s (names that begin so are those of the engine's functions)"
              .formatted(name));
    }
    return temporaryDefinition(null);
  }

  // -- CREATE, DROP

  private SqlStatement create() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("CREATE");
    boolean replace = cursor.accept("OR", "REPLACE");
    if (cursor.peek().isAny("TEMP", "TEMPORARY")
        || (cursor.isNext("LOCAL") && cursor.peek(1).isAny("TEMP", "TEMPORARY"))) {
      return createTemporary();
    }
    if (cursor.accept("TABLE")) {
      return new CreateTableReader(cursor).read(replace);
    }
    if (cursor.accept("SEQUENCE")) {
      return new SequenceReader(cursor).create(replace);
    }
    if (cursor.isNext("SCHEMA") && !replace) {
      cursor.next();
      boolean ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
      Name name = cursor.name("the name of a schema");
      cursor.expectEnd();
      return new CreateSchema(source.text(), name, ifNotExists);
    }
    throw unsupportedObject(replace ? "CREATE OR REPLACE " : "CREATE ");
  }

  private UnsupportedFeatureException unsupportedObject(String action) throws SqlSyntaxException {
    if (cursor.peek().kind() != Kind.WORD) {
      throw cursor.unexpected("expected TABLE or SCHEMA");
    }
    StringBuilder feature = new StringBuilder(action).append(cursor.next().image());
    while (cursor
            .last()
            .isAny(
                "TEMP",
                "TEMPORARY",
                "LOCAL",
                "GLOBAL",
                "UNIQUE",
                "PERSISTENT",
                "MATERIALIZED",
                "RECURSIVE",
                "UNLOGGED")
        && cursor.peek().kind() == Kind.WORD) {
      feature.append(' ').append(cursor.next().image());
    }
    return new UnsupportedFeatureException(feature.toString());
  }

  private SqlStatement drop() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("DROP");
    if (cursor.accept("TABLE")) {
      boolean ifExists = cursor.accept("IF", "EXISTS");
      return new DropTable(source.text(), dropped("the name of a table"), ifExists);
    }
    if (cursor.accept("SEQUENCE")) {
      boolean ifExists = cursor.accept("IF", "EXISTS");
      return new DropSequence(source.text(), dropped("the name of a sequence"), ifExists);
    }
    if (cursor.accept("SCHEMA")) {
      boolean ifExists = cursor.accept("IF", "EXISTS");
      Name name = cursor.name("the name of a schema");
      return new DropSchema(source.text(), name, ifExists, dropBehaviour());
    }
    if (cursor.peek().isAny("VIEW", "MACRO", "FUNCTION", "TYPE")) {
      return temporaryDefinition(null);
    }
    throw unsupportedObject("DROP ");
  }

  /** The names of what is dropped, up to the end of the statement. */
  private List<Name> dropped(String what) throws SqlSyntaxException {
    List<Name> names = new ArrayList<>();
    do {
      names.add(cursor.name(what));
    } while (cursor.accept(","));
    dropBehaviour();
    return List.copyOf(names);
  }

  /** Whether CASCADE ends the statement. */
  private boolean dropBehaviour() throws SqlSyntaxException {
    boolean cascade = cursor.accept("CASCADE");
    if (!cascade) {
      cursor.accept("RESTRICT");
    }
    cursor.expectEnd();
    return cascade;
  }

  // -- transactions

  private SqlStatement begin() throws SqlSyntaxException, UnsupportedFeatureException {
    if (cursor.accept("START")) {
      cursor.expect("TRANSACTION");
    } else {
      cursor.expect("BEGIN");
      transactionWord();
    }
    if (cursor.peek().isAny("READ", "ISOLATION")) {
      throw new UnsupportedFeatureException(
          "BEGIN " + cursor.peek().image() + " " + cursor.peek(1).image());
    }
    cursor.expectEnd();
    return new TransactionControl(source.text(), Action.BEGIN);
  }

  private SqlStatement end(Action action) throws SqlSyntaxException, UnsupportedFeatureException {
    String word = cursor.next().image();
    transactionWord();
    if (action == Action.ROLLBACK && cursor.accept("TO")) {
      return savepoint(SavepointControl.Step.ROLLBACK_TO);
    }
    if (cursor.isNext("TO") || cursor.isNext("AND")) {
      throw new UnsupportedFeatureException(word + " " + cursor.peek().image());
    }
    cursor.expectEnd();
    return new TransactionControl(source.text(), action);
  }

  private SqlStatement savepoint() throws SqlSyntaxException {
    if (cursor.isNext("SAVEPOINT")) {
      return savepoint(SavepointControl.Step.SET);
    }
    cursor.expect("RELEASE");
    return savepoint(SavepointControl.Step.RELEASE);
  }

  private SqlStatement savepoint(SavepointControl.Step action) throws SqlSyntaxException {
    if (action == SavepointControl.Step.SET || cursor.peek(1).isName()) {
      cursor.accept("SAVEPOINT");
    }
    String name = cursor.simpleName("the name of a savepoint");
    cursor.expectEnd();
    return new SavepointControl(source.text(), action, name);
  }

  private void transactionWord() {
    if (!cursor.accept("TRANSACTION")) {
      cursor.accept("WORK");
    }
  }

  // -- settings

  private SqlStatement set() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("SET");
    if (isVariable()) {
      return temporaryDefinition(null);
    }
    if (cursor.peek().isAny("TRANSACTION", "CONSTRAINTS")
        || cursor.isNext("SESSION", "CHARACTERISTICS")) {
      throw new UnsupportedFeatureException("SET " + cursor.peek().image());
    }
    if (cursor.peek(1).isName()) {
      scope();
    }
    if (cursor.accept("TIME", "ZONE")) {
      return setting("TimeZone");
    }
    if (cursor.isNext("SCHEMA") && !cursor.peek(1).isAny("=", "TO")) {
      cursor.next();
      return setting("schema");
    }
    String name = cursor.name("the name of a setting").toString();
    if (!cursor.accept("=")) {
      cursor.expect("TO");
    }
    return setting(name);
  }

  /** Whether VARIABLE and a name follow, with SESSION before it or not. */
  private boolean isVariable() {
    int word = cursor.isNext("SESSION") ? 1 : 0;
    return cursor.peek(word).is("VARIABLE") && cursor.peek(word + 1).isName();
  }

  private void scope() throws UnsupportedFeatureException {
    if (cursor.isNext("GLOBAL")) {
      throw new UnsupportedFeatureException("SET GLOBAL");
    }
    if (!cursor.accept("SESSION")) {
      cursor.accept("LOCAL");
    }
  }

  private SetOption setting(String name) throws SqlSyntaxException {
    if (cursor.atEnd()) {
      throw cursor.unexpected("expected a value");
    }
    Token token = cursor.next();
    if (!cursor.atEnd()) {
      return new SetOption(source.text(), name, source.text().substring(token.start()));
    }
    if (token.isAny("DEFAULT")) {
      return new SetOption(source.text(), name, null);
    }
    return new SetOption(
        source.text(),
        name,
        token.kind() == Kind.TEXT && Texts.isText(token)
            ? Texts.value(token)
            : token.name(source.text()));
  }

  private SqlStatement reset() throws SqlSyntaxException, UnsupportedFeatureException {
    cursor.expect("RESET");
    if (isVariable()) {
      return temporaryDefinition(null);
    }
    if (cursor.isNext("ALL")) {
      throw new UnsupportedFeatureException("RESET ALL");
    }
    if (cursor.peek(1).isName()) {
      scope();
    }
    if (cursor.accept("TIME", "ZONE")) {
      cursor.expectEnd();
      return new SetOption(source.text(), "TimeZone", null);
    }
    Name name = cursor.name("the name of a setting");
    cursor.expectEnd();
    return new SetOption(source.text(), name.toString(), null);
  }

  private SqlStatement use() throws SqlSyntaxException {
    cursor.expect("USE");
    Name name = cursor.name("the name of a schema");
    cursor.expectEnd();
    return new SetOption(source.text(), "schema", name.toString());
  }
}
