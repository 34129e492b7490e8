package io.polarway.storage.constraint;

import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.hot.HotRelation;
import io.polarway.storage.hot.HotRowCodec;
import io.polarway.storage.pruning.SessionRules;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rows that a transaction adds: at the end of each statement against all rows that the
 * transaction sees, and at the commit against those that others have committed since. One thread at
 * a time.
 *
 * <p>Violations are {@code DUPLICATE_KEY} and {@code CHECK_VIOLATION}.
 */
public final class ConstraintCheck {

  private final EngineSession engine;
  private final HotMirror hotRows;
  private final HotKeys hotKeys;
  private final KeySearch keySearch;
  private final CheckSearch checkSearch;

  public ConstraintCheck(EngineSession engine, HotMirror hotRows, HotKeys hotKeys) {
    this.hotKeys = hotKeys;
    this.engine = engine;
    this.hotRows = hotRows;
    this.keySearch = new KeySearch(engine);
    this.checkSearch = new CheckSearch(engine);
  }

  /** Fails when the engine cannot evaluate a CHECK constraint of a table that is to be. */
  public void validate(TableDefinition table) {
    checkSearch.validate(table);
  }

  /**
   * Checks the rows that a statement has added.
   *
   * @param committed the table as the transaction sees it, but for its own changes; null when there
   *     is nothing but these
   */
  public void checkStatement(AddedRows added, @Nullable TableSnapshot committed, SeenRows seen) {
    if (added.count() == 0) {
      return;
    }
    TableDefinition table = added.table();
    if (!table.constraints().checks().isEmpty()) {
      checkSearch.check(table, rows(added, seen));
    }
    for (AddedKeys keys : added.keys()) {
      if (keys.mayRepeat()) {
        keySearch.checkRepeated(table, keys.key(), seen.own());
      }
    }
    if (committed != null) {
      checkKeys(added, committed.files(), committed, 0, seen);
    }
  }

  /**
   * Checks hot rows that are about to be committed.
   *
   * @param rows as they will be stored
   * @param checked the table as of which they were checked before
   */
  public void checkCommit(
      TableDefinition table,
      List<byte[]> rows,
      TableSnapshot checked,
      TableSnapshot newest,
      SeenRows seen) {
    HotRowCodec codec = new HotRowCodec(table);
    for (int from = 0; from < rows.size(); from += AddedRows.FEW) {
      List<byte[]> chunk = rows.subList(from, Math.min(rows.size(), from + AddedRows.FEW));
      ColumnBatch batch = ColumnBatch.create(AddedRows.types(table), chunk.size());
      for (byte[] row : chunk) {
        codec.decode(row, batch);
      }
      AddedRows added = new AddedRows(table);
      added.add(batch, Set.of());
      checkNewer(added, checked, newest, seen);
    }
  }

  /** Checks the rows in files that are about to be committed: {@link SeenRows#own} gives them. */
  public void checkCommit(
      TableDefinition table, TableSnapshot checked, TableSnapshot newest, SeenRows seen) {
    AddedRows many = new AddedRows(table);
    many.keys().forEach(AddedKeys::checkAll);
    checkNewer(many, checked, newest, seen);
  }

  private void checkNewer(
      AddedRows added, TableSnapshot checked, TableSnapshot newest, SeenRows seen) {
    Set<Path> known = checked.files().stream().map(StoredFile::path).collect(Collectors.toSet());
    List<StoredFile> files =
        newest.files().stream().filter(file -> !known.contains(file.path())).toList();
    checkKeys(added, files, newest, checked.hotRows().lastNumber(), seen);
  }

  private void checkKeys(
      AddedRows added,
      List<StoredFile> files,
      TableSnapshot snapshot,
      long hotSince,
      SeenRows seen) {
    TableDefinition table = added.table();
    SessionRules rules = SessionRules.of(engine.settings(), engine.hasTemporaryObjects());
    for (AddedKeys keys : added.keys()) {
      if (!keys.areToBeChecked()) {
        continue;
      }
      List<StoredFile> candidates = KeyFiles.select(files, table, keys, added.few(), rules);
      boolean mayBeHot =
          snapshot.hotRows().lastNumber() > hotSince && keys.mayBeHot(hotKeys, snapshot);
      HotRelation hot = mayBeHot ? hotRows.relation(snapshot) : null;
      if (candidates.isEmpty() && hot == null) {
        continue;
      }
      keySearch.checkAgainst(
          table,
          keys.key(),
          keyRows(added, keys.key(), seen),
          seen.scan(candidates),
          hot == null ? null : hot.selectSince(hotSince, seen.deletedHotRows()));
    }
  }

  /** The new rows, of which the key's columns count. */
  private static NewRows keyRows(AddedRows added, Key key, SeenRows seen) {
    ColumnBatch few = added.few();
    if (few == null) {
      return NewRows.of(added.table(), seen.own());
    }
    List<Integer> places = key.columns().stream().map(added.table()::indexOf).toList();
    return NewRows.of(
        places.stream().map(added.table().columns()::get).toList(),
        new ColumnBatch(places.stream().map(few::column).toList()));
  }

  private static NewRows rows(AddedRows added, SeenRows seen) {
    ColumnBatch few = added.few();
    return few == null
        ? NewRows.of(added.table(), seen.own())
        : NewRows.of(added.table().columns(), few);
  }
}
