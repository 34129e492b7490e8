package io.polarway.storage.catalog;

import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.util.List;

/** One change of a commit. The changes of a commit are made in their order. */
public sealed interface CatalogChange {

  /** A new schema. */
  record CreateSchema(String name) implements CatalogChange {}

  /** A schema goes; its tables have to be gone. */
  record DropSchema(String name) implements CatalogChange {}

  /**
   * A new table with its first files.
   *
   * @param definition as {@link Catalog#prepare} gave it
   * @param replace whether a table of this name, if there is one, goes first
   */
  record CreateTable(TableDefinition definition, boolean replace, List<NewDataFile> files)
      implements CatalogChange {
    public CreateTable {
      files = List.copyOf(files);
    }
  }

  /**
   * A table goes. Its files stay for those who still read them.
   *
   * @param uuid the table that is meant
   */
  record DropTable(TableName table, String uuid) implements CatalogChange {}

  /**
   * Files are added to a table.
   *
   * @param uuid the table that is meant
   */
  record Append(TableName table, String uuid, List<NewDataFile> files) implements CatalogChange {
    public Append {
      files = List.copyOf(files);
    }
  }
}
