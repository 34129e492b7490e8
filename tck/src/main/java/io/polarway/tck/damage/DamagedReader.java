package io.polarway.tck.damage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The process that reads damaged databases: {@code SUBJECT create DIRECTORY} makes one; {@code
 * SUBJECT read DIRECTORY} reads the answers of an undamaged one, and then says what each directory
 * does that its standard input names.
 */
public final class DamagedReader {

  private static final int SHOWN = 300;

  private final Subject subject;
  private List<String> rightAnswers = List.of();

  private DamagedReader(Subject subject) {
    this.subject = subject;
  }

  public static void main(String[] arguments) throws Exception {
    Subject subject = Subject.valueOf(arguments[0]);
    Path directory = Path.of(arguments[2]);
    if (arguments[1].equals("create")) {
      subject.create(directory);
      Runtime.getRuntime().halt(0);
    }
    DamagedReader reader = new DamagedReader(subject);
    reader.rightAnswers = reader.answers(directory);
    System.out.println("ready");
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(reader.read(Path.of(line)));
    }
    Runtime.getRuntime().halt(0);
  }

  private String read(Path directory) throws IOException {
    try {
      List<String> answers = answers(directory);
      for (int i = 0; i < answers.size(); i++) {
        if (!answers.get(i).equals(rightAnswers.get(i))) {
          return Outcome.WRONG + " " + Subject.QUERIES.get(i);
        }
      }
      return Outcome.RIGHT.toString();
    } catch (SQLException e) {
      boolean clear = e.getSQLState() != null && e.getMessage() != null;
      return (clear ? Outcome.ERROR : Outcome.UNCLEAR) + " " + e.getSQLState() + " " + oneLine(e);
    } catch (RuntimeException | Error e) {
      return Outcome.UNCLEAR + " " + oneLine(e);
    }
  }

  private static String oneLine(Throwable fault) {
    String text = fault.toString().replaceAll("\\s+", " ");
    return text.substring(0, Math.min(text.length(), SHOWN));
  }

  private List<String> answers(Path directory) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = subject.connect(directory);
        Statement statement = connection.createStatement()) {
      for (String query : Subject.QUERIES) {
        StringBuilder answer = new StringBuilder();
        try (ResultSet row = statement.executeQuery(query)) {
          int columns = row.getMetaData().getColumnCount();
          while (row.next()) {
            for (int i = 1; i <= columns; i++) {
              answer.append(row.getString(i)).append(i == columns ? '\n' : '|');
            }
          }
        }
        answers.add(answer.toString());
      }
    }
    return answers;
  }
}
