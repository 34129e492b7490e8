package io.polarway.jdbc.sql;

import io.polarway.storage.filter.Operand;
import io.polarway.storage.filter.Term;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Reads the columns of one table, and functions of them. */
final class TermReader {

  /** Words that are functions without brackets, wherever they stand. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "CURRENT_USER",
          "CURRENT_SCHEMA",
          "SESSION_USER",
          "USER");

  private final NodeText texts;
  private final String alias;
  private final Set<String> merged;

  TermReader(NodeText texts, String alias, Set<String> merged) {
    this.texts = texts;
    this.alias = alias;
    this.merged = merged;
  }

  /** Null for what is none. */
  @Nullable Term term(SqlNode node) {
    if (node instanceof SqlIdentifier) {
      return column(node);
    }
    if (!(node instanceof SqlCall call)) {
      return null;
    }
    if (call.getKind() == SqlKind.CAST) {
      Term.Column column = column(call.operand(0));
      boolean isDate =
          call.operand(1) instanceof SqlDataTypeSpec type
              && texts.of(type).equalsIgnoreCase("DATE");
      return column != null && isDate ? new Term.DateOf(column) : null;
    }
    String function = texts.function(call);
    return function == null ? null : function(function.toLowerCase(Locale.ROOT), call);
  }

  private @Nullable Term function(String name, SqlCall call) {
    if (call.operandCount() == 1) {
      Term.Column column = column(call.operand(0));
      return column != null && name.equals("year") ? new Term.YearOf(column) : null;
    }
    if (call.operandCount() != 2) {
      return null;
    }
    Term.Column column = column(call.operand(1));
    String part = part(call.operand(0));
    if (column == null || part == null) {
      return null;
    }
    return switch (name) {
      case "date_trunc", "datetrunc" -> truncated(part, column);
      case "date_part", "datepart", "extract" ->
          part.equals("year") ? new Term.YearOf(column) : null;
      default -> null;
    };
  }

  private static @Nullable Term truncated(String part, Term.Column column) {
    for (Term.Unit unit : Term.Unit.values()) {
      if (unit.name().equalsIgnoreCase(part)) {
        return new Term.Truncated(unit, column);
      }
    }
    return null;
  }

  /** The part of a time that is named by a text, or by a word as in EXTRACT. */
  private @Nullable String part(SqlNode node) {
    if (node instanceof SqlIdentifier) {
      return texts.of(node).toLowerCase(Locale.ROOT);
    }
    return new OperandReader(texts).operand(node) instanceof Operand.Text text
        ? text.value().toLowerCase(Locale.ROOT)
        : null;
  }

  /** The column of the table that a name can only mean; null for others. */
  Term.@Nullable Column column(SqlNode node) {
    List<Token> tokens = node instanceof SqlIdentifier ? texts.tokens(node) : List.of();
    if (tokens.size() == 1 && tokens.get(0).isName()) {
      Token token = tokens.get(0);
      String name = texts.name(token);
      boolean isFunction =
          token.kind() == Token.Kind.WORD && FUNCTION_WORDS.contains(token.image());
      boolean isMerged =
          merged.contains(PredicateReader.ALL_COLUMNS)
              || merged.contains(name.toLowerCase(Locale.ROOT));
      return isFunction || isMerged ? null : new Term.Column(name);
    }
    boolean isQualified =
        tokens.size() == 3
            && tokens.get(0).isName()
            && tokens.get(1).is(".")
            && tokens.get(2).isName()
            && texts.name(tokens.get(0)).equalsIgnoreCase(alias);
    return isQualified ? new Term.Column(texts.name(tokens.get(2))) : null;
  }
}
