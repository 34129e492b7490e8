package io.polarway.storage.table;

/**
 * A table's schema and name, spelled as they were created. Names are looked up without regard to
 * case.
 */
public record TableName(String schema, String name) {
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
