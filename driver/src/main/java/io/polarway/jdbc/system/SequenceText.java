package io.polarway.jdbc.system;

import io.polarway.jdbc.sql.Quoted;
import io.polarway.storage.table.SequenceDefinition;

/** A sequence as the CREATE SEQUENCE statement that makes one like it. */
final class SequenceText {

  private SequenceText() {}

  static String of(SequenceDefinition sequence) {
    String name = Quoted.nameWhereNeeded(sequence.name().name());
    String schema = sequence.name().schema();
    return "CREATE SEQUENCE %s%s;"
        .formatted(
            schema.equals(CatalogFunctions.DEFAULT_SCHEMA)
                ? name
                : Quoted.nameWhereNeeded(schema) + "." + name,
            options(sequence));
  }

  /** Its options, each with a blank before it. */
  static String options(SequenceDefinition sequence) {
    return " INCREMENT BY %d MINVALUE %d MAXVALUE %d START WITH %d %s CACHE %d"
        .formatted(
            sequence.increment(),
            sequence.smallest(),
            sequence.largest(),
            sequence.start(),
            sequence.cycle() ? "CYCLE" : "NO CYCLE",
            sequence.blockSize());
  }
}
