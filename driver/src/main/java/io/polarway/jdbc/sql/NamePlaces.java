package io.polarway.jdbc.sql;

import io.polarway.jdbc.sql.SqlStatement.NamePlace;
import java.util.ArrayList;
import java.util.List;

/** Finds all names of a text without reading it. Most of them are no table's. */
final class NamePlaces {
  private NamePlaces() {}

  static List<NamePlace> of(Source source) {
    List<NamePlace> places = new ArrayList<>();
    List<Token> tokens = source.tokens();
    int i = 0;
    while (i < tokens.size()) {
      if (!tokens.get(i).isName()) {
        i++;
        continue;
      }
      List<String> parts = new ArrayList<>();
      List<Integer> ends = new ArrayList<>();
      int start = tokens.get(i).start();
      parts.add(tokens.get(i).name(source.text()));
      ends.add(tokens.get(i).end());
      i++;
      while (i + 1 < tokens.size() && tokens.get(i).is(".") && tokens.get(i + 1).isName()) {
        parts.add(tokens.get(i + 1).name(source.text()));
        ends.add(tokens.get(i + 1).end());
        i += 2;
      }
      places.add(new NamePlace(List.copyOf(parts), start, List.copyOf(ends)));
    }
    return List.copyOf(places);
  }
}
