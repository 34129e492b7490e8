package io.polarway.storage.column;

import java.util.Arrays;

/**
 * Texts that repeat: each row is the number of a text in a dictionary that several columns can
 * share. It is made from a {@link BytesColumn} by a {@link DictionaryBuilder} and can only be read.
 */
public final class DictionaryColumn extends Column {

  private final String[] dictionary;
  private final short[] codes;

  DictionaryColumn(DataType type, String[] dictionary, short[] codes) {
    super(type);
    this.dictionary = dictionary;
    this.codes = codes;
  }

  /** The texts; only those that {@link #codes} names count. */
  public String[] dictionary() {
    return dictionary;
  }

  /** Each row's place in the dictionary. */
  public short[] codes() {
    return codes;
  }

  public String getString(int row) {
    return dictionary[codes[row]];
  }

  /** Without the dictionary, which others share. */
  @Override
  long valueBytes() {
    return 16 + 2L * codes.length;
  }

  @Override
  Column copyOfValues() {
    return new DictionaryColumn(type(), dictionary, Arrays.copyOf(codes, size()));
  }

  @Override
  public void reserve(int capacity) {
    throw readOnly();
  }

  @Override
  void copyIntoOpenSlot(Column source, int row) {
    throw readOnly();
  }

  @Override
  void copyRows(Column source, int[] rows, int from, int to) {
    throw readOnly();
  }

  @Override
  void copyRange(Column source, int from, int to) {
    throw readOnly();
  }

  @Override
  void moveToFront(int row) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("a dictionary column can only be read");
  }
}
