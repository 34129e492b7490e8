package io.polarway.storage.engine;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ObjectColumn;
import io.polarway.storage.column.ScalarType;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readers of the types that are made of others. Each has readers for its parts, which fill
 * columns of their own, and makes one object a row out of them.
 */
final class NestedReaders {

  private NestedReaders() {}

  static VectorReader create(DuckDb duckDb, DataType type) {
    if (type instanceof DataType.Enumeration) {
      return new Enumerations(duckDb, type);
    }
    if (type instanceof DataType.ListOf list) {
      return new Lists(duckDb, list);
    }
    if (type instanceof DataType.ArrayOf array) {
      return new Arrays(duckDb, array);
    }
    if (type instanceof DataType.Struct struct) {
      return new Structs(duckDb, struct);
    }
    if (type instanceof DataType.MapOf map) {
      return new Maps(duckDb, map);
    }
    if (type instanceof DataType.Union union) {
      return new Unions(duckDb, union);
    }
    throw new IllegalArgumentException(type.sqlName());
  }

  private static final class Enumerations extends VectorReader {
    private DuckDb.@Nullable Dictionary dictionary;

    Enumerations(DuckDb duckDb, DataType type) {
      super(duckDb, type);
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      DuckDb.Dictionary known = dictionary;
      if (known == null) {
        known = duckDb().dictionary(vector);
        dictionary = known;
      }
      @Nullable Object[] values = ((ObjectColumn) column()).values();
      int size = known.positionBytes();
      ByteBuffer data = duckDb().vectorData(vector, (long) size * rows);
      for (int i = 0; i < rows; i++) {
        values[i] = has(valid, i) ? known.values().get(position(data, i, size)) : null;
      }
    }

    private static int position(ByteBuffer data, int row, int size) {
      if (size == 1) {
        return data.get(row) & 0xFF;
      }
      return size == 2 ? data.getShort(2 * row) & 0xFFFF : data.getInt(4 * row);
    }
  }

  /** Where the elements of each list lie in the vector of all elements. */
  private static final class Extents {
    private long[] positions = new long[0];

    /** Reads them and gives the bits of the elements that belong to a list. */
    long[] read(DuckDb duckDb, ByteBuffer vector, int rows, long @Nullable [] valid, int elements) {
      if (positions.length < 2 * rows) {
        positions = new long[2 * rows];
      }
      LongBuffer data = duckDb.vectorData(vector, 16L * rows).asLongBuffer();
      data.get(positions, 0, 2 * rows);
      long[] needed = VectorReader.noRows(elements);
      for (int row = 0; row < rows; row++) {
        if (VectorReader.has(valid, row)) {
          for (int i = from(row); i < to(row); i++) {
            VectorReader.add(needed, i);
          }
        }
      }
      return needed;
    }

    int from(int row) {
      return (int) positions[2 * row];
    }

    int to(int row) {
      return (int) (positions[2 * row] + positions[2 * row + 1]);
    }
  }

  private static List<@Nullable Object> elements(VectorReader reader, int from, int to) {
    List<@Nullable Object> list = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      list.add(ColumnObjects.get(reader.column(), i));
    }
    return Collections.unmodifiableList(list);
  }

  private static final class Lists extends VectorReader {
    private final VectorReader element;
    private final Extents extents = new Extents();

    Lists(DuckDb duckDb, DataType.ListOf type) {
      super(duckDb, type);
      element = create(duckDb, type.element());
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      int count = duckDb().listSize(vector);
      long[] needed = extents.read(duckDb(), vector, rows, valid, count);
      element.read(duckDb().listChild(vector), count, needed);
      @Nullable Object[] values = ((ObjectColumn) column()).values();
      for (int i = 0; i < rows; i++) {
        values[i] = has(valid, i) ? elements(element, extents.from(i), extents.to(i)) : null;
      }
    }
  }

  private static final class Arrays extends VectorReader {
    private final VectorReader element;
    private final int length;

    Arrays(DuckDb duckDb, DataType.ArrayOf type) {
      super(duckDb, type);
      element = create(duckDb, type.element());
      length = type.length();
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      int count = Math.multiplyExact(rows, length);
      element.read(duckDb().arrayChild(vector), count, needed(rows, count, valid));
      @Nullable Object[] values = ((ObjectColumn) column()).values();
      for (int i = 0; i < rows; i++) {
        values[i] = has(valid, i) ? elements(element, i * length, (i + 1) * length) : null;
      }
    }

    private long @Nullable [] needed(int rows, int count, long @Nullable [] valid) {
      if (valid == null) {
        return null;
      }
      long[] needed = noRows(count);
      for (int i = 0; i < rows; i++) {
        if (has(valid, i)) {
          for (int j = 0; j < length; j++) {
            add(needed, i * length + j);
          }
        }
      }
      return needed;
    }
  }

  private static final class Structs extends VectorReader {
    private final List<String> names;
    private final List<VectorReader> fields;

    Structs(DuckDb duckDb, DataType.Struct type) {
      super(duckDb, type);
      names = type.fields().stream().map(DataType.Field::name).toList();
      fields = type.fields().stream().map(field -> create(duckDb, field.type())).toList();
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      for (int i = 0; i < fields.size(); i++) {
        fields.get(i).read(duckDb().structChild(vector, i), rows, valid);
      }
      @Nullable Object[] values = ((ObjectColumn) column()).values();
      for (int i = 0; i < rows; i++) {
        values[i] = has(valid, i) ? struct(i) : null;
      }
    }

    private Map<String, @Nullable Object> struct(int row) {
      Map<String, @Nullable Object> struct = new LinkedHashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        struct.put(names.get(i), ColumnObjects.get(fields.get(i).column(), row));
      }
      return Collections.unmodifiableMap(struct);
    }
  }

  /** A map is a list of structs of a key and a value. */
  private static final class Maps extends VectorReader {
    private final VectorReader key;
    private final VectorReader value;
    private final Extents extents = new Extents();

    Maps(DuckDb duckDb, DataType.MapOf type) {
      super(duckDb, type);
      key = create(duckDb, type.key());
      value = create(duckDb, type.value());
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      int count = duckDb().listSize(vector);
      long[] needed = extents.read(duckDb(), vector, rows, valid, count);
      ByteBuffer entries = duckDb().listChild(vector);
      key.read(duckDb().structChild(entries, 0), count, needed);
      value.read(duckDb().structChild(entries, 1), count, needed);
      @Nullable Object[] values = ((ObjectColumn) column()).values();
      for (int i = 0; i < rows; i++) {
        values[i] = has(valid, i) ? map(extents.from(i), extents.to(i)) : null;
      }
    }

    private Map<@Nullable Object, @Nullable Object> map(int from, int to) {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = from; i < to; i++) {
        map.put(ColumnObjects.get(key.column(), i), ColumnObjects.get(value.column(), i));
      }
      return Collections.unmodifiableMap(map);
    }
  }

  /** A union is a struct of the chosen member's number and all members. */
  private static final class Unions extends VectorReader {
    private final VectorReader tag;
    private final List<VectorReader> members;

    Unions(DuckDb duckDb, DataType.Union type) {
      super(duckDb, type);
      tag = create(duckDb, ScalarType.UTINYINT);
      members = type.members().stream().map(member -> create(duckDb, member.type())).toList();
    }

    @Override
    void readValues(ByteBuffer vector, int rows, long @Nullable [] valid) {
      tag.read(duckDb().structChild(vector, 0), rows, valid);
      for (int i = 0; i < members.size(); i++) {
        members.get(i).read(duckDb().structChild(vector, i + 1), rows, chosen(i, rows));
      }
      @Nullable Object[] values = ((ObjectColumn) column()).values();
      for (int i = 0; i < rows; i++) {
        values[i] =
            ColumnObjects.get(tag.column(), i) instanceof Short member
                ? ColumnObjects.get(members.get(member).column(), i)
                : null;
      }
    }

    private long[] chosen(int member, int rows) {
      long[] chosen = noRows(rows);
      for (int i = 0; i < rows; i++) {
        if (ColumnObjects.get(tag.column(), i) instanceof Short tagged && tagged == member) {
          add(chosen, i);
        }
      }
      return chosen;
    }
  }
}
