package io.polarway.storage.catalog;

/** A stored hot row. */
public final class HotRow {

  private final long id;
  private final long beginNumber;
  private final byte[] content;

  HotRow(long id, long beginNumber, byte[] content) {
    this.id = id;
    this.beginNumber = beginNumber;
    this.content = content;
  }

  /** Unique in its table, in the order of the commits. */
  public long id() {
    return id;
  }

  /** The commit that added it. */
  public long beginNumber() {
    return beginNumber;
  }

  /** As it was given to {@link CatalogChange.AddHotRows}; not a copy. */
  public byte[] content() {
    return content;
  }
}
