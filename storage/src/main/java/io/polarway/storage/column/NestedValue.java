package io.polarway.storage.column;

/**
 * A LIST, STRUCT or MAP as the value of a parameter.
 *
 * @param type a {@link DataType.ListOf}, {@link DataType.ArrayOf}, {@link DataType.Struct} or
 *     {@link DataType.MapOf}
 * @param value a List of the elements, a List of the fields' values in their order, or a Map; its
 *     parts are of the classes that parameters have, or are Lists and Maps of their own. It must
 *     not change any more.
 */
public record NestedValue(DataType type, Object value) {

  /** What the value takes up on the heap, about. */
  public long memoryBytes() {
    return ObjectBytes.of(value);
  }
}
