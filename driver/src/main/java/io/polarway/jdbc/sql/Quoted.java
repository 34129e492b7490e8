package io.polarway.jdbc.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names and texts as SQL writes them. */
public final class Quoted {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * The words that are no columns in one of SELECT, INSERT, UPDATE and DELETE: the engine's
   * reserved words, those of its functions, types and joins, and those that begin something else in
   * a list of columns.
   */
  private static final Set<String> RESERVED =
      Set.of(
          ("anti asof at authorization binary by collation concurrently cross do freeze full glob"
               + " ilike inner is isnull join left natural notnull outer overlaps positional right"
               + " semi similar tablesample unpack verbose all analyse analyze and any array as asc"
               + " asymmetric both case cast check collate column constraint create default"
               + " deferrable desc describe distinct else end except false fetch for foreign from"
               + " group having in initially intersect into lambda lateral leading like limit not"
               + " null offset on only or order pivot pivot_longer pivot_wider placing primary"
               + " qualify references returning select show some summarize symmetric table then to"
               + " trailing true union unique unpivot using variadic when where window with")
              .split(" "));

  private Quoted() {}

  /** A name in quotes. */
  public static String name(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** A name, in quotes where it needs them. */
  public static String nameWhereNeeded(String name) {
    return PLAIN.matcher(name).matches() && !isReserved(name) ? name : name(name);
  }

  /** Whether a word, in any case, is a name in quotes alone. */
  public static boolean isReserved(String word) {
    return RESERVED.contains(word.toLowerCase(Locale.ROOT));
  }

  /** A text in quotes. */
  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
