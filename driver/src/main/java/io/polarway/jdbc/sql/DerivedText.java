package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.DerivedQuery.Slot;
import io.polarway.jdbc.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the text of a {@link DerivedQuery}. */
final class DerivedText {

  /** Names that derived queries use; in the user's parts of them they would be taken for these. */
  private static final Pattern OWN_NAMES =
      Pattern.compile(
          "polarway_(action|error|old|order|rowid|rows?|source|target|(set|value|when)[0-9]*)",
          Pattern.CASE_INSENSITIVE);

  private final Source source;
  private final StringBuilder text = new StringBuilder();
  private final List<Slot> slots = new ArrayList<>();
  private List<String> qualifier = List.of();
  private String correlation = "";
  private @Nullable String ownName;

  DerivedText(Source source) {
    this.source = source;
  }

  /**
   * From now on columns of the table that is changed are qualified by its correlation name where
   * the statement qualifies them by the table's name with its schema.
   */
  DerivedText of(TargetTable target) {
    if (!target.hasAlias() && target.name().parts().size() > 1) {
      qualifier = target.name().parts();
    }
    correlation = Quoted.name(target.correlation());
    return this;
  }

  DerivedText add(String sql) {
    text.append(sql);
    return this;
  }

  /** The statement's tokens {@code from} to {@code to - 1}, as they are written. */
  DerivedText add(int from, int to) {
    List<Token> tokens = source.tokens();
    int position = from < to ? tokens.get(from).start() : 0;
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (token.isName() && OWN_NAMES.matcher(token.name(source.text())).matches()) {
        ownName = token.name(source.text());
      }
      String replacement = null;
      int last = i;
      if (token.kind() == Kind.PARAMETER) {
        replacement = "$" + (source.parameterIndex(token) + 1);
      } else if (isQualifier(i)) {
        replacement = correlation;
        last = i + 2 * (qualifier.size() - 1);
      }
      if (replacement != null) {
        text.append(source.text(), position, token.start()).append(replacement);
        position = tokens.get(last).end();
        i = last;
      }
    }
    if (from < to) {
      text.append(source.text(), position, tokens.get(to - 1).end());
    }
    return this;
  }

  private boolean isQualifier(int first) {
    List<Token> tokens = source.tokens();
    int end = first + 2 * qualifier.size();
    if (qualifier.isEmpty()
        || end >= tokens.size()
        || (first > 0 && tokens.get(first - 1).is("."))) {
      return false;
    }
    for (int i = 0; i < qualifier.size(); i++) {
      Token part = tokens.get(first + 2 * i);
      if (!part.isName()
          || !part.name(source.text()).equalsIgnoreCase(qualifier.get(i))
          || !tokens.get(first + 2 * i + 1).is(".")) {
        return false;
      }
    }
    return true;
  }

  DerivedText slot(Slot.Kind kind, String placeholder) {
    return slot(kind, 0, placeholder);
  }

  /** Leaves a place open; the placeholder is SQL that can stand there. */
  DerivedText slot(Slot.Kind kind, int index, String placeholder) {
    int start = text.length();
    text.append(placeholder);
    slots.add(new Slot(kind, index, new TextRange(start, text.length())));
    return this;
  }

  DerivedQuery query() throws SqlSyntaxException, UnsupportedFeatureException {
    if (ownName != null) {
      throw new UnsupportedFeatureException(
          "The name %s in a statement that changes rows".formatted(ownName));
    }
    Source derived = Source.of(text.toString());
    return new DerivedQuery(
        source.text(),
        derived.text(),
        QueryReader.tables(derived, 0, derived.tokens().size()),
        slots);
  }
}
