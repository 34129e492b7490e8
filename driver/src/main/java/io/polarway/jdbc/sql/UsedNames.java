package io.polarway.jdbc.sql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * The names in a query among which those of all columns are that it uses, in lower case: each word
 * is one, whatever it means. Where columns are used without their names there is no such set: by a
 * star, by a table's name as a value, by new names for a table's columns, and the like.
 */
final class UsedNames {

  /** What uses columns that it does not name. */
  private static final Set<String> WORDS_FOR_MORE =
      Set.of("COLUMNS", "DESCRIBE", "NATURAL", "PIVOT", "SHOW", "SUMMARIZE", "TABLE", "UNPIVOT");

  private final NodeText texts;
  private final Map<String, Integer> relations = new HashMap<>();
  private boolean understood = true;

  private UsedNames(Source source) {
    this.texts = new NodeText(source);
  }

  /** The names in the tokens of a query; null when columns without a name there may be used. */
  static @Nullable Set<String> of(Source source, List<Token> tokens, SqlNode query) {
    Set<String> names = new HashSet<>();
    Map<String, Integer> unqualifying = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (WORDS_FOR_MORE.contains(token.image()) || token.image().startsWith("#")) {
        return null;
      }
      if (token.isName()) {
        String name = fold(token.name(source.text()));
        names.add(name);
        if (i + 1 == tokens.size() || !tokens.get(i + 1).is(".")) {
          unqualifying.merge(name, 1, Integer::sum);
        }
      }
    }
    UsedNames used = new UsedNames(source);
    used.visit(query);
    // Each relation's name stands once where it is defined; once more, it is a row of it.
    boolean onlyQualify =
        used.relations.entrySet().stream()
            .allMatch(
                relation -> unqualifying.getOrDefault(relation.getKey(), 0) <= relation.getValue());
    return used.understood && onlyQualify ? Set.copyOf(names) : null;
  }

  private void visit(@Nullable SqlNode node) {
    if (node instanceof SqlSelect select) {
      from(select.getFrom());
      for (SqlNode part : select.getOperandList()) {
        if (part != select.getFrom()) {
          visit(part);
        }
      }
    } else if (node instanceof SqlJoin) {
      from(node);
    } else if (node instanceof SqlWithItem item) {
      define(item.name);
      visit(item.query);
    } else if (node instanceof SqlIdentifier identifier) {
      understood &= !identifier.isStar() || texts.isCountOfRows(identifier);
    } else if (node instanceof SqlCall call) {
      call.getOperandList().forEach(this::visit);
    } else if (node instanceof SqlNodeList list) {
      list.forEach(this::visit);
    }
  }

  private void from(@Nullable SqlNode node) {
    if (node instanceof SqlIdentifier) {
      define(node);
    } else if (node instanceof SqlJoin join) {
      from(join.getLeft());
      from(join.getRight());
      visit(join.getCondition());
    } else if (node instanceof SqlCall call && call.getKind() == SqlKind.AS) {
      understood &= call.operandCount() == 2;
      define(call.operand(1));
      from(call.operand(0));
    } else if (node instanceof SqlCall call && call.getKind() == SqlKind.LATERAL) {
      from(call.operand(0));
    } else {
      visit(node);
    }
  }

  private void define(SqlNode name) {
    String last = texts.lastName(name);
    if (last == null) {
      understood = false;
    } else {
      relations.merge(fold(last), 1, Integer::sum);
    }
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
