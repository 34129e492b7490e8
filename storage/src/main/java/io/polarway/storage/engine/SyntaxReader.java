package io.polarway.storage.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.syntax.PlacedName;
import io.polarway.storage.syntax.Reading;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the syntax tree that DuckDB's {@code json_serialize_sql} gives of a text. */
final class SyntaxReader {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final String sql;
  private final Deque<Node> open = new ArrayDeque<>();
  private final List<PlacedName> tables = new ArrayList<>();
  private final List<PlacedName> columns = new ArrayList<>();
  private final Set<String> bound = new HashSet<>();
  private final Set<String> lists = new HashSet<>();

  private SyntaxReader(String sql) {
    this.sql = sql;
  }

  /** An object of the tree that has not ended. */
  private static final class Node {
    final String field;
    String type = "";
    String showType = "";
    String table = "";
    String alias = "";
    String message = "";
    String errorSubtype = "";
    List<String> path = new ArrayList<>();
    long location = -1;
    boolean failed;

    Node(String field) {
      this.field = field;
    }
  }

  /**
   * What a tree says.
   *
   * @param sql the text of which the tree is
   */
  static Reading read(String sql, String tree) {
    try (JsonParser parser = JSON.createParser(tree)) {
      return new SyntaxReader(sql).read(parser);
    } catch (IOException e) {
      throw new StorageException(
          Failure.INTERNAL, "The engine's syntax tree cannot be read: " + e.getMessage(), e);
    }
  }

  private Reading read(JsonParser parser) throws IOException {
    Node last = new Node("");
    String field = "";
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case FIELD_NAME -> field = parser.currentName();
        case START_OBJECT -> {
          open.push(new Node(field));
          field = "";
        }
        case END_OBJECT -> {
          last = open.pop();
          end(last, open.peek());
        }
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE -> {
          Node node = open.peek();
          if (node != null) {
            value(node, field, parser.getText());
          }
        }
        default -> {}
      }
    }
    if (!last.failed) {
      return new Reading.Query(tables, columns, bound, lists);
    }
    return last.errorSubtype.equals("SYNTAX_ERROR") || last.type.equals("parser")
        ? new Reading.Wrong(last.message, Math.max(0, charPosition(last.location)))
        : new Reading.Opaque();
  }

  private void value(Node node, String field, String value) {
    switch (field) {
      case "type", "error_type" -> node.type = value;
      case "show_type" -> node.showType = value;
      case "table_name" -> node.table = value;
      case "alias" -> node.alias = value;
      case "path", "column_names" -> node.path.add(value);
      case "key" -> bound.add(value.toLowerCase(Locale.ROOT));
      case "error" -> node.failed |= value.equals("true");
      case "error_message" -> node.message = value;
      case "error_subtype" -> node.errorSubtype = value;
      case "query_location", "position" -> node.location = location(value);
      default -> {}
    }
  }

  /** A position in bytes; the largest number of 64 bits, which says that there is none, is -1. */
  private static long location(String digits) {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }

  private void end(Node node, @Nullable Node parent) {
    if (node.field.equals("qualified_name") && parent != null) {
      parent.path = node.path;
    }
    switch (node.type) {
      case "BASE_TABLE" -> tables.add(placed(node));
      case "COLUMN_REF" -> {
        if (node.path.size() > 2) {
          columns.add(placed(node));
        }
      }
      case "SHOW_REF" -> show(node);
      default -> {}
    }
  }

  private void show(Node node) {
    switch (node.showType) {
      case "SHOW_SPECIAL" -> lists.add(node.table.replace("\"", ""));
      case "SHOW_FROM" -> lists.add("from");
      case "SHOW" -> tables.add(placed(node));
      default -> {}
    }
  }

  private PlacedName placed(Node node) {
    return new PlacedName(node.path, charPosition(node.location), !node.alias.isEmpty());
  }

  /** The position in chars of a position in bytes of UTF-8. */
  private int charPosition(long bytePosition) {
    long bytes = 0;
    for (int i = 0; i < sql.length(); i++) {
      if (bytes == bytePosition) {
        return i;
      }
      char c = sql.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes == bytePosition ? sql.length() : PlacedName.UNPLACED;
  }
}
