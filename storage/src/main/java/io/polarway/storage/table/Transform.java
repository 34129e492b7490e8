package io.polarway.storage.table;

/**
 * How a column's value becomes a partition value (Iceberg table specification, "Partition
 * Transforms").
 */
public sealed interface Transform {

  /** The value itself. */
  record Identity() implements Transform {}

  /** The year of a date or timestamp. */
  record Year() implements Transform {}

  /** The month of a date or timestamp. */
  record Month() implements Transform {}

  /** The day of a date or timestamp. */
  record Day() implements Transform {}

  /** The hour of a timestamp. */
  record Hour() implements Transform {}

  /** The hash of the value, modulo a number of buckets. */
  record Bucket(int buckets) implements Transform {}

  /** A number rounded down to a multiple of the width, or the first characters of a text. */
  record Truncate(int width) implements Transform {}
}
