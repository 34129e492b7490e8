package io.polarway.jdbc.sql;

import java.util.List;

/** What MERGE compares its table with: the tokens {@code from} to {@code to - 1}. */
final class MergeSource {

  private static final String MARK = "polarway_source";
  private static final String UNNAMED = "polarway_rows";

  private final Source source;
  private final int from;
  private final int to;
  private final String alias;
  private final boolean isNamed;

  MergeSource(Source source, int from, int to) {
    this.source = source;
    this.from = from;
    this.to = to;
    int name = name();
    this.isNamed = name >= 0;
    this.alias = isNamed ? source.tokens().get(name).name(source.text()) : UNNAMED;
  }

  /** The token that qualifies its columns; -1 when there is none. */
  private int name() {
    List<Token> tokens = source.tokens();
    int last = to - 1;
    if (tokens.get(last).isName()) {
      return last;
    }
    int open = last;
    int depth = 0;
    do {
      depth += tokens.get(open).is(")") ? 1 : tokens.get(open).is("(") ? -1 : 0;
      open--;
    } while (depth > 0 && open >= from);
    return open >= from && tokens.get(open).isName() ? open : -1;
  }

  /** What qualifies its columns, in quotes. */
  String alias() {
    return Quoted.name(alias);
  }

  /** A column that is null where there is no row of it. */
  String mark() {
    return alias() + "." + MARK;
  }

  /** Adds it to FROM. */
  void addTo(DerivedText text, boolean withMark) {
    if (withMark) {
      text.add("(SELECT *, TRUE AS " + MARK + " FROM ").add(from, to).add(") AS ").add(alias());
    } else {
      text.add(from, to);
      if (!isNamed) {
        text.add(" AS ").add(alias());
      }
    }
  }

  /** All of it, to tell its columns. */
  DerivedQuery query(int with) throws SqlSyntaxException, UnsupportedFeatureException {
    DerivedText text = new DerivedText(source).add(0, with).add(with > 0 ? " " : "");
    text.add("SELECT * FROM ").add(from, to);
    return text.query();
  }
}
