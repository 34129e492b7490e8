package io.polarway.jdbc.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.polarway.storage.column.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements. Queries are read with Calcite's grammar, extended by DuckDB's forms.
 *
 * <p>What was read is kept by its text, so that a text that comes again costs a look-up. Any number
 * of threads.
 */
public final class SqlParser {
  /** What the kept texts may add up to, in chars. What is kept of one is a small multiple of it. */
  private static final long KEPT_CHARS = 4_000_000;

  /** Longer texts are INSERTs with their rows in them, which do not come again. */
  private static final int LONGEST_KEPT_CHARS = 100_000;

  private static final int WEIGHT_OF_ANY = 200;

  private static final Cache<String, SqlStatement> KEPT =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_CHARS)
          .weigher((String text, SqlStatement statement) -> text.length() + WEIGHT_OF_ANY)
          .executor(Runnable::run)
          .build();

  private SqlParser() {}

  /** The statement that a text was read as before; null when it was not, or is not kept. */
  public static @Nullable SqlStatement kept(String text) {
    return KEPT.getIfPresent(text);
  }

  /**
   * Reads one statement. Comments and blanks around it and a semicolon behind it are no part of it.
   *
   * @throws SqlSyntaxException when the text is no statement, or none that the grammar can read
   */
  public static SqlStatement parse(String text) throws SqlSyntaxException {
    SqlStatement statement = KEPT.getIfPresent(text);
    if (statement == null) {
      statement = StatementReader.read(text);
      if (text.length() <= LONGEST_KEPT_CHARS) {
        KEPT.put(text, statement);
      }
    }
    return statement;
  }

  /** Reads a name as statements write it: of one to three parts, in quotes or not. */
  public static Name parseName(String text) throws SqlSyntaxException {
    TokenCursor cursor = new TokenCursor(Source.of(text));
    Name name = cursor.name("a name");
    cursor.expectEnd();
    return name;
  }

  /** Reads the type of a value as SQL writes it, LIST, ARRAY, STRUCT and MAP types among them. */
  public static DataType parseType(String text) throws SqlSyntaxException {
    TokenCursor cursor = new TokenCursor(Source.of(text));
    try {
      DataType type = new ValueTypeReader(cursor).read();
      cursor.expectEnd();
      return type;
    } catch (UnsupportedFeatureException e) {
      throw SqlSyntaxException.wrong(text, 0, "There is no conversion to " + e.feature());
    }
  }
}
