package io.polarway.tck.misuse;

import io.polarway.tck.misuse.Misuse.WrongAnswerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** SQL that is none, or too much of it, and values that a column or a character set has not. */
public final class MisusedTexts {

  private static final int DEEP = 10_000;
  private static final int DEEP_ENOUGH = 1_000;
  private static final int MANY = 10_000;
  private static final int LONG_NAME = 1_000_000;
  private static final int ENDLESS_SECONDS = 1;

  private MisusedTexts() {}

  /** Sets the parameters of an INSERT. */
  private interface Setter {
    void set(PreparedStatement insert) throws Exception;
  }

  /**
   * All of them.
   *
   * @param seed of those that are made at random
   * @param random how many of those there are
   */
  public static List<Misuse> all(long seed, int random) {
    List<Misuse> cases = new ArrayList<>();
    texts().forEach((text) -> cases.add(executed(text)));
    Random choices = new Random(seed);
    for (int i = 0; i < random; i++) {
      String text = garbage(choices);
      cases.add(executed(text));
      cases.add(mangled(choices.nextLong()));
    }
    endless(cases);
    values(cases);
    return cases;
  }

  private static List<String> texts() {
    return List.of(
        "",
        " ",
        ";",
        ";;;",
        "--",
        "/*",
        "/* /* */",
        "SELECT 'a",
        "SELECT \"a",
        "SELECT $$a",
        "SELECT (1",
        "SELECT 1)",
        "SELECT [1",
        "SELECT {",
        "SELECT {fn",
        "{call",
        "{? = call",
        "SELECT ?",
        "SELECT ?1, :a, $1, $x",
        "SELECT",
        "SELECT FROM WHERE",
        "SELECT * FROM",
        "SELECT * FROM nowhere",
        "SELECT nothing FROM misused",
        "SELECT no_function(1)",
        "SELECT 1 +",
        "SELECT 1 WHERE",
        "SELECT 1 LIMIT -1",
        "SELECT 1 LIMIT 99999999999999999999",
        "SELECT 99999999999999999999999999999999999999999999999999",
        "SELECT 1e99999",
        "SELECT 1/0",
        "SELECT CAST('x' AS INTEGER)",
        "SELECT CAST('2026-02-30' AS DATE)",
        "SELECT CAST(1 AS NO_TYPE)",
        "INSERT INTO misused",
        "INSERT INTO misused VALUES (10)",
        "INSERT INTO misused (id, id) VALUES (10, 10)",
        "INSERT INTO misused (id) VALUES ('x')",
        "INSERT INTO misused (id) VALUES (1)",
        "INSERT INTO misused (id) VALUES (99999999999)",
        "UPDATE misused SET nothing = 1",
        "UPDATE misused SET",
        "DELETE FROM",
        "DROP TABLE nowhere",
        "CREATE TABLE misused (id INTEGER)",
        "CREATE TABLE t1 ()",
        "CREATE TABLE t2 (a INTEGER, a INTEGER)",
        "CREATE TABLE t3 (a NO_TYPE)",
        "CREATE TABLE",
        "COMMIT ROLLBACK",
        "SAVEPOINT",
        "ROLLBACK TO nowhere",
        "EXPLAIN",
        "SELECT \uD800",
        "SELECT 1 \0 + 2",
        "\0",
        "\uFEFFSELECT 1",
        "SELECT 1 AS \"" + "n".repeat(LONG_NAME) + "\"",
        "SELECT " + "n".repeat(LONG_NAME),
        "SELECT '" + "v".repeat(LONG_NAME) + "'",
        "SELECT " + "(".repeat(DEEP) + "1" + ")".repeat(DEEP),
        "SELECT " + "(".repeat(DEEP),
        "SELECT " + "- ".repeat(DEEP) + "1",
        "SELECT " + "NOT ".repeat(DEEP) + "true",
        "SELECT " + "CASE WHEN true THEN ".repeat(DEEP) + "1" + " END".repeat(DEEP),
        "SELECT " + "[".repeat(DEEP) + "]".repeat(DEEP),
        "SELECT " + "abs(".repeat(DEEP) + "1" + ")".repeat(DEEP),
        "SELECT * FROM " + "(SELECT * FROM ".repeat(DEEP) + "misused" + ") x".repeat(DEEP),
        "SELECT 1" + " + 1".repeat(MANY),
        "SELECT 1" + " UNION ALL SELECT 1".repeat(DEEP_ENOUGH),
        "SELECT * FROM misused WHERE id IN (1" + ", 1".repeat(MANY) + ")",
        "SELECT * FROM misused WHERE id = 1" + " OR id = 2".repeat(MANY),
        "SELECT 1" + ", 1".repeat(MANY),
        "/*".repeat(MANY),
        "'".repeat(MANY + 1),
        "{fn ".repeat(DEEP),
        "{fn abs(".repeat(DEEP_ENOUGH) + "1" + ")}".repeat(DEEP_ENOUGH));
  }

  private static Misuse executed(String text) {
    return new Misuse(
        "the text " + shown(text),
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(10);
            statement.execute(text);
          }
          prepare(connection, text);
        });
  }

  private static void prepare(Connection connection, String text) throws SQLException {
    connection.nativeSQL(text);
    connection.prepareStatement(text).close();
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "... of " + text.length();
  }

  private static String garbage(Random random) {
    if (random.nextBoolean()) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(100); i > 0; i--) {
      text.append((char) random.nextInt(Character.MAX_VALUE));
    }
    return text.toString();
  }

  /** A query with a few characters that are doubled, left out, or put elsewhere. */
  private static Misuse mangled(long seed) {
    Random random = new Random(seed);
    StringBuilder text =
        new StringBuilder(
            "WITH x AS (SELECT id, a FROM misused WHERE a LIKE 'x%' ESCAPE '!') SELECT x.id,"
                + " count(*) AS \"n\" FROM x JOIN misused m ON x.id = m.id WHERE m.id IN (1, 2)"
                + " GROUP BY x.id HAVING count(*) > 0 ORDER BY 1 LIMIT 5");
    for (int i = 0; i < 3; i++) {
      int from = random.nextInt(text.length());
      char moved = text.charAt(from);
      if (random.nextBoolean()) {
        text.deleteCharAt(from);
      }
      text.insert(random.nextInt(text.length()), moved);
    }
    return executed(text.toString());
  }

  private static void endless(List<Misuse> cases) {
    for (String sql :
        List.of(
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT count(*) FROM r")) {
      cases.add(
          new Misuse(
              sql + " with a timeout",
              connection -> {
                try (Statement statement = connection.createStatement()) {
                  statement.setQueryTimeout(ENDLESS_SECONDS);
                  statement.execute(sql);
                }
              }));
    }
    cases.add(
        new Misuse(
            MANY + " parameters",
            connection -> {
              String sql = "SELECT id FROM misused WHERE id IN (?" + ", ?".repeat(MANY - 1) + ")";
              try (PreparedStatement query = connection.prepareStatement(sql)) {
                for (int i = 1; i <= MANY; i++) {
                  query.setInt(i, i);
                }
                try (ResultSet rows = query.executeQuery()) {
                  int count = 0;
                  while (rows.next()) {
                    count++;
                  }
                  expect(3, count);
                }
              }
            }));
  }

  private static void values(List<Misuse> cases) {
    stored(cases, "half a surrogate pair", "a\uD800b", insert -> insert.setString(2, "a\uD800b"));
    stored(cases, "U+0000", "a\0b", insert -> insert.setString(2, "a\0b"));
    stored(cases, "no characters", "", insert -> insert.setString(2, ""));
    stored(
        cases,
        "text that is too long",
        "y".repeat(101),
        insert -> insert.setString(2, "y".repeat(101)));
    stored(
        cases,
        "a reader that ends early",
        null,
        insert -> insert.setCharacterStream(2, new StringReader("abc"), 10));
    stored(
        cases,
        "a reader of a negative length",
        null,
        insert -> insert.setCharacterStream(2, new StringReader("abc"), -7));
    stored(cases, "a stream that fails", null, insert -> insert.setBinaryStream(4, failing(), 10));
    stored(
        cases,
        "a number that is too large",
        null,
        insert -> insert.setBigDecimal(3, number("1E+20")));
    stored(
        cases, "a huge exponent", null, insert -> insert.setBigDecimal(3, number("1E+400000000")));
    stored(cases, "NaN for a DECIMAL", null, insert -> insert.setDouble(3, Double.NaN));
    stored(cases, "a text for a DECIMAL", null, insert -> insert.setString(3, "x"));
    stored(cases, "no parameter", null, insert -> insert.clearParameters());
    stored(cases, "an object of no type", null, insert -> insert.setObject(2, new Object()));
    stored(cases, "an unknown type", null, insert -> insert.setObject(2, "x", 987_654));
    overflow(cases, "getByte of 300", "300", row -> row.getByte(1));
    overflow(cases, "getShort of 70000", "70000", row -> row.getShort(1));
    overflow(cases, "getInt of 5000000000", "5000000000", row -> row.getInt(1));
    overflow(cases, "getLong of 1e20", "1e20", row -> row.getLong(1));
    overflow(cases, "getInt of 'x'", "'x'", row -> row.getInt(1));
    overflow(cases, "getDate of 'x'", "'x'", row -> row.getDate(1));
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static InputStream failing() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("the stream fails");
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        throw new IOException("the stream fails");
      }
    };
  }

  /** A value that a row shall have: it is refused, or read back as it was given. */
  private static void stored(
      List<Misuse> cases, String what, @Nullable String expected, Setter setter) {
    cases.add(
        new Misuse(
            what + " as a value",
            connection -> {
              connection.setAutoCommit(false);
              try {
                insertAndRead(connection, expected, setter);
              } finally {
                connection.rollback();
              }
            }));
  }

  private static void insertAndRead(Connection connection, @Nullable String expected, Setter setter)
      throws Exception {
    try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO misused (id, a, d, b) VALUES (?, ?, ?, ?)");
        Statement statement = connection.createStatement()) {
      insert.setInt(1, 100);
      insert.setString(2, null);
      insert.setBigDecimal(3, null);
      insert.setBytes(4, null);
      setter.set(insert);
      insert.executeUpdate();
      if (expected == null) {
        throw new WrongAnswerException("it was taken");
      }
      try (ResultSet row = statement.executeQuery("SELECT a FROM misused WHERE id = 100")) {
        row.next();
        expect(expected, row.getString(1));
      }
    }
  }

  /** Reads a value as something that it is not. */
  private interface Getter {
    @Nullable Object get(ResultSet row) throws SQLException;
  }

  private static void overflow(List<Misuse> cases, String what, String sql, Getter getter) {
    cases.add(
        new Misuse(
            what,
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row = statement.executeQuery("SELECT " + sql)) {
                row.next();
                throw new WrongAnswerException("it gave " + getter.get(row));
              }
            }));
  }

  private static void expect(Object expected, @Nullable Object found) {
    if (!Objects.equals(expected, found)) {
      throw new WrongAnswerException("it became " + shown(String.valueOf(found)));
    }
  }
}
