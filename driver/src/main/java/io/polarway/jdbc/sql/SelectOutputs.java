package io.polarway.jdbc.sql;

import io.polarway.storage.filter.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/** The columns that a SELECT gives, as far as the text tells them. */
final class SelectOutputs {

  /** Names that no expression has for its label, and that differ whenever cases are ignored. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final List<Output> outputs;

  private SelectOutputs(List<Output> outputs) {
    this.outputs = outputs;
  }

  /** One or more columns. */
  private sealed interface Output {}

  /**
   * One column.
   *
   * @param label null for that of an expression
   */
  private record Single(@Nullable String label, SqlNode expression) implements Output {}

  /**
   * All columns of what is read.
   *
   * @param alias of what; null for everything in FROM
   */
  private record Star(@Nullable String alias) implements Output {}

  /** Nobody knows how many columns, or of which names. */
  private record Unknown() implements Output {}

  static SelectOutputs of(SqlSelect select, NodeText texts) {
    List<Output> outputs = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      outputs.add(output(item, texts));
    }
    return new SelectOutputs(outputs);
  }

  private static Output output(SqlNode item, NodeText texts) {
    List<Token> tokens = texts.tokens(item);
    if (item instanceof SqlIdentifier identifier && identifier.isStar()) {
      boolean isWhole = texts.isBefore(item, ",", "FROM", ")");
      if (isWhole && tokens.size() == 1 && tokens.get(0).is("*")) {
        return new Star(null);
      }
      boolean isQualified = tokens.size() == 3 && tokens.get(0).isName() && tokens.get(2).is("*");
      return isWhole && isQualified ? new Star(texts.name(tokens.get(0))) : new Unknown();
    }
    boolean mayBeMany =
        tokens.isEmpty()
            || tokens.stream().anyMatch(token -> token.isAny("COLUMNS", "UNPACK", "UNNEST"));
    if (mayBeMany) {
      return new Unknown();
    }
    if (item.getKind() == SqlKind.AS) {
      String label = texts.lastName(((SqlCall) item).operand(1));
      return label == null ? new Unknown() : new Single(label, ((SqlCall) item).operand(0));
    }
    if (item instanceof SqlIdentifier) {
      String label = texts.lastName(item);
      return label == null ? new Unknown() : new Single(label, item);
    }
    // The labels of numbers, texts and calls are no plain names.
    boolean isExpression =
        item instanceof SqlCall
            || tokens.get(0).kind() == Token.Kind.NUMBER
            || tokens.get(0).kind() == Token.Kind.TEXT;
    TextRange range = new TextRange(tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
    return isExpression && !SelectItems.isExpanded(tokens, range)
        ? new Single(null, item)
        : new Unknown();
  }

  /** Whether it gives the columns of what it reads, and no more. */
  boolean isStar() {
    return outputs.size() == 1 && outputs.get(0) instanceof Star star && star.alias == null;
  }

  /**
   * The labels of all columns, each null for that of an expression; null when not all are known.
   */
  @Nullable List<@Nullable String> labels() {
    List<@Nullable String> labels = new ArrayList<>();
    for (Output output : outputs) {
      if (!(output instanceof Single single)) {
        return null;
      }
      labels.add(single.label);
    }
    return labels;
  }

  /** The same with its first columns named anew; null when it is not known which they are. */
  @Nullable SelectOutputs named(List<@Nullable String> names) {
    if (names.size() > outputs.size()) {
      return null;
    }
    List<Output> named = new ArrayList<>(outputs);
    for (int i = 0; i < names.size(); i++) {
      if (!(outputs.get(i) instanceof Single single)) {
        return null;
      }
      named.set(i, new Single(names.get(i), single.expression));
    }
    return new SelectOutputs(named);
  }

  /**
   * The column read that is a column of the result; null when that is not sure.
   *
   * @param reader reads columns of the relation
   * @param alias what the relation's columns are qualified with
   * @param alone whether all columns read are the relation's
   */
  Term.@Nullable Column source(Term.Column column, TermReader reader, String alias, boolean alone) {
    Output output = find(column.name());
    if (output instanceof Single single) {
      return reader.column(single.expression);
    }
    boolean isOfRelation =
        output instanceof Star star
            && (star.alias == null ? alone : star.alias.equalsIgnoreCase(alias));
    return isOfRelation ? column : null;
  }

  /** What gives the column of a name: one expression, or a star; null when that is not sure. */
  private @Nullable Output find(String name) {
    if (!PLAIN_NAME.matcher(name).matches()) {
      return null;
    }
    List<String> before = new ArrayList<>();
    for (Output output : outputs) {
      if (!(output instanceof Single single)) {
        break;
      }
      if (single.label != null) {
        for (String other : before) {
          if (other.equalsIgnoreCase(single.label)) {
            return null;
          }
        }
        if (single.label.equalsIgnoreCase(name)) {
          return single;
        }
        before.add(single.label);
      }
    }
    return star(name);
  }

  /** The star that begins the list, if it is the only one and nothing else has the name. */
  private @Nullable Output star(String name) {
    for (int i = 1; i < outputs.size(); i++) {
      boolean isOther =
          outputs.get(i) instanceof Single single && !name.equalsIgnoreCase(single.label);
      if (!isOther) {
        return null;
      }
    }
    return !outputs.isEmpty() && outputs.get(0) instanceof Star star ? star : null;
  }
}
