package io.polarway.jdbc.sql;

import io.polarway.storage.column.DataType;
import java.util.ArrayList;
import java.util.List;

/** Reads the type of a value, which unlike a column's can be a LIST, ARRAY, STRUCT or MAP. */
final class ValueTypeReader {

  private static final int DEEPEST = 100;

  private final TokenCursor cursor;
  private int depth;

  ValueTypeReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  DataType read() throws SqlSyntaxException, UnsupportedFeatureException {
    if (++depth > DEEPEST) {
      throw cursor.unexpected("expected a type of at most %d levels".formatted(DEEPEST));
    }
    DataType type = unsuffixed();
    while (cursor.accept("[")) {
      type =
          cursor.isNext("]")
              ? new DataType.ListOf(type)
              : new DataType.ArrayOf(type, cursor.integer("the length of an array"));
      cursor.expect("]");
    }
    depth--;
    return type;
  }

  private DataType unsuffixed() throws SqlSyntaxException, UnsupportedFeatureException {
    if (cursor.accept("STRUCT", "(") || cursor.accept("ROW", "(")) {
      return new DataType.Struct(fields());
    }
    if (cursor.accept("MAP", "(")) {
      DataType key = read();
      cursor.expect(",");
      DataType value = read();
      cursor.expect(")");
      return new DataType.MapOf(key, value);
    }
    return new TypeReader(cursor).readScalar();
  }

  private List<DataType.Field> fields() throws SqlSyntaxException, UnsupportedFeatureException {
    List<DataType.Field> fields = new ArrayList<>();
    do {
      String name = cursor.simpleName("the name of a field");
      fields.add(new DataType.Field(name, read()));
    } while (cursor.accept(","));
    cursor.expect(")");
    return fields;
  }
}
