package io.polarway.storage.column;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the values of an {@link ObjectColumn} take up, on a virtual machine of 64 bits. */
final class ObjectBytes {

  private static final long OBJECT = 16;
  private static final long ARRAY = 16;
  private static final long REFERENCE = 8;

  /** A list's or map's own object with its array. */
  private static final long CONTAINER = 2 * OBJECT + ARRAY;

  private static final long MAP_ENTRY = 48;
  private static final long SMALL = 24;

  private ObjectBytes() {}

  static long of(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String text) {
      return ofText(text);
    }
    if (value instanceof byte[] bytes) {
      return ARRAY + bytes.length;
    }
    if (value instanceof BigInteger number) {
      return 2 * OBJECT + ARRAY + number.bitLength() / Byte.SIZE;
    }
    if (value instanceof BigDecimal number) {
      return 2 * OBJECT + of(number.unscaledValue());
    }
    if (value instanceof Collection<?> elements) {
      long bytes = CONTAINER;
      for (Object element : elements) {
        bytes += REFERENCE + of(element);
      }
      return bytes;
    }
    if (value instanceof Map<?, ?> map) {
      long bytes = CONTAINER;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        bytes += MAP_ENTRY + of(entry.getKey()) + of(entry.getValue());
      }
      return bytes;
    }
    return SMALL;
  }

  /** Two bytes a character: what it is at most. */
  static long ofText(String text) {
    return 24 + ARRAY + 2L * text.length();
  }
}
