package io.polarway.storage.catalog;

import io.polarway.storage.column.RowPositions;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
   * A new sequence.
   *
   * @param next asked at the commit: its first value that was not taken; null for none
   */
  record CreateSequence(SequenceDefinition sequence, Supplier<@Nullable Long> next)
      implements CatalogChange {}

  /** A sequence goes. */
  record DropSequence(SequenceDefinition sequence) implements CatalogChange {}

  /**
   * Files take the place of others that have the same rows.
   *
   * @param uuid the table that is meant
   * @param removed files of the table; when one of them is no longer there, the commit fails with
   *     {@code CONFLICT}
   * @param sorted whether the rows of each new file are in the table's sort order
   */
  record Rewrite(
      TableName table,
      String uuid,
      List<StoredFile> removed,
      List<NewDataFile> added,
      boolean sorted)
      implements CatalogChange {
    public Rewrite {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }
  }

  /**
   * Old snapshots of a table are forgotten. Their files stay.
   *
   * @param uuid the table that is meant
   * @param snapshotIds as {@link Catalog#expiredSnapshots} gave them
   */
  record ExpireSnapshots(TableName table, String uuid, Set<Long> snapshotIds)
      implements CatalogChange {
    public ExpireSnapshots {
      snapshotIds = Set.copyOf(snapshotIds);
    }
  }

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

  /**
   * Rows are added to a table's hot rows.
   *
   * @param uuid the table that is meant
   * @param rows each in a form that its readers know
   */
  record AddHotRows(TableName table, String uuid, List<byte[]> rows) implements CatalogChange {
    public AddHotRows {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Rows of a table's files are deleted. When a file of the table is no longer there, or one of the
   * rows was deleted before, the commit fails with {@code CONFLICT}.
   *
   * @param uuid the table that is meant
   * @param deleted the positions of rows, by file: one of the table's, or one that the same commit
   *     adds; kept, not copied
   */
  record DeleteRows(TableName table, String uuid, Map<Path, RowPositions> deleted)
      implements CatalogChange {
    public DeleteRows {
      deleted = Map.copyOf(deleted);
    }
  }

  /**
   * Files that the same commit adds have taken over rows from elsewhere in the table, unchanged. It
   * is noted, so that whoever changes such a row at the same time finds it.
   *
   * @param uuid the table that is meant
   */
  record MoveRows(TableName table, String uuid, List<RowMoves> moves) implements CatalogChange {
    public MoveRows {
      moves = List.copyOf(moves);
    }
  }

  /**
   * Rows of a table must be as they were: when another commit has deleted or moved one of them,
   * this one fails with {@code CONFLICT}. Comes before the changes of the commit.
   *
   * @param uuid the table that is meant
   * @param hot the ids of hot rows
   * @param committed positions of rows by the file of the table that has them
   */
  record KeepRows(TableName table, String uuid, RowPositions hot, Map<Path, RowPositions> committed)
      implements CatalogChange {
    public KeepRows {
      committed = Map.copyOf(committed);
    }
  }

  /**
   * Hot rows of a table end with the commit, because they are deleted or now stand in a file. When
   * one of them has ended before, the commit fails with {@code CONFLICT}.
   *
   * @param uuid the table that is meant
   * @param rowIds kept, not copied
   */
  record EndHotRows(TableName table, String uuid, RowPositions rowIds) implements CatalogChange {}
}
