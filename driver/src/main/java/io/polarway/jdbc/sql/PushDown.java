package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.Token.Kind;
import io.polarway.storage.filter.RowFilter;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the rows that are not needed of a SELECT's result can be left out before it as well
 * as behind it, by the columns that it gives as it reads them.
 *
 * <p>They can where each row of the result is made of rows that have the column's value: not with
 * LIMIT, DISTINCT ON, window functions or grouping sets; with GROUP BY they can, as a plain column
 * beside aggregates is one that is grouped by. A volatile function can tell how often it was
 * called.
 */
final class PushDown {

  /** Functions whose calls can be counted, or that give a different value in each. */
  private static final Set<String> VOLATILE =
      Set.of(
          "SLEEP_MS",
          "UUID",
          "UUIDV4",
          "UUIDV7",
          "GEN_RANDOM_UUID",
          "RANDOM",
          "SETSEED",
          "ERROR",
          "STATS",
          "VECTOR_TYPE",
          "WRITE_LOG",
          "NEXTVAL",
          "CURRVAL",
          "SETVAL");

  private final NodeText texts;
  private final boolean possible;
  private final boolean byName;

  PushDown(Source source, NodeText texts) {
    this.texts = texts;
    boolean isPossible = true;
    boolean hasByName = false;
    List<Token> tokens = source.tokens();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Token token = tokens.get(i);
      Token next = tokens.get(i + 1);
      isPossible &= !(token.is("DISTINCT") && next.is("ON"));
      isPossible &=
          !(token.kind() == Kind.WORD && next.is("(") && VOLATILE.contains(token.image()));
      hasByName |= token.is("BY") && next.is("NAME");
    }
    this.possible = isPossible;
    this.byName = hasByName;
  }

  /** Whether the columns of a UNION are told by their positions. */
  boolean isByPosition() {
    return possible && !byName;
  }

  /** The columns of a SELECT's result; null where no row can be left out before it. */
  @Nullable SelectOutputs outputs(SqlSelect select) {
    boolean isPassed =
        possible
            && select.getFetch() == null
            && select.getOffset() == null
            && select.getQualify() == null
            && select.getSelectList().stream().noneMatch(this::hasWindow)
            && isPlainGroup(select.getGroup());
    return isPassed ? SelectOutputs.of(select, texts) : null;
  }

  private boolean hasWindow(SqlNode item) {
    return texts.tokens(item).stream().anyMatch(token -> token.is("OVER"));
  }

  private static boolean isPlainGroup(@Nullable SqlNodeList group) {
    if (group != null) {
      for (SqlNode item : group) {
        switch (item.getKind()) {
          case ROLLUP, CUBE, GROUPING_SETS -> {
            return false;
          }
          default -> {}
        }
      }
    }
    return true;
  }

  /** The same texts, of which nothing is asked. */
  static List<TableCondition> nothing(List<TableCondition> asked) {
    return asked.stream().map(condition -> condition.within(RowFilter.EVERYTHING)).toList();
  }
}
