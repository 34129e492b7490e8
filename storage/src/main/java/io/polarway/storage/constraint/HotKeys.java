package io.polarway.storage.constraint;

import io.polarway.storage.catalog.Catalog;
import io.polarway.storage.catalog.HotRow;
import io.polarway.storage.catalog.HotRowLog;
import io.polarway.storage.catalog.HotTable;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.hot.HotRowCodec;
import io.polarway.storage.table.Key;
import io.polarway.storage.table.TableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hashes of the keys that hot rows of tables have, so that a key that no hot row has is known
 * without a query. Rows that have ended stay in it for a while. Thread-safe.
 */
public final class HotKeys {

  private static final int BATCH_ROWS = 2048;

  /** So many hashes of rows that are gone are kept. */
  private static final long SLACK = 10_000;

  private final Catalog catalog;
  private final Map<String, TableKeys> tables = new ConcurrentHashMap<>();

  public HotKeys(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Whether a hot row of a snapshot may have one of these keys, given by their hashes. */
  boolean mayHave(TableSnapshot table, Key key, LongList hashes) {
    if (!table.hotRows().hasRows() || hashes.size() == 0) {
      return false;
    }
    return tables
        .computeIfAbsent(table.definition().uuid(), uuid -> new TableKeys(table.definition()))
        .mayHave(table.hotRows(), key, hashes);
  }

  /** Forgets tables that are gone. */
  public void forget(List<String> uuidsThatStay) {
    tables.keySet().retainAll(uuidsThatStay);
  }

  /** The keys of one table. */
  private final class TableKeys {

    private final TableDefinition table;
    private final Map<Key, HashSetOfLongs> hashes = new HashMap<>();

    /** It has the rows before this one, which are those of all commits up to the number. */
    private long nextRow = 1;

    private long number;

    TableKeys(TableDefinition table) {
      this.table = table;
      for (Key key : table.constraints().enforcedKeys()) {
        hashes.put(key, new HashSetOfLongs());
      }
    }

    synchronized boolean mayHave(HotTable wanted, Key key, LongList asked) {
      HashSetOfLongs known = hashes.get(key);
      if (known == null) {
        return true;
      }
      if (number < wanted.lastNumber()) {
        if (known.size() > 2 * wanted.storedRows() + SLACK) {
          hashes.values().forEach(HashSetOfLongs::clear);
          nextRow = 1;
        }
        load(wanted.lastNumber());
      }
      for (int i = 0; i < asked.size(); i++) {
        if (known.contains(asked.get(i))) {
          return true;
        }
      }
      return false;
    }

    private void load(long endsSince) {
      HotRowLog log = catalog.hotRows(table, nextRow, endsSince);
      HotRowCodec codec = new HotRowCodec(table);
      List<HotRow> rows = log.rows();
      for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
        List<HotRow> part = rows.subList(from, Math.min(rows.size(), from + BATCH_ROWS));
        ColumnBatch batch = ColumnBatch.create(AddedRows.types(table), part.size());
        part.forEach(row -> codec.decode(row.content(), batch));
        hashes.forEach((key, known) -> addAll(batch, KeyHash.of(table, key), known));
      }
      nextRow = log.state().nextRow();
      number = log.state().lastNumber();
    }

    private static void addAll(ColumnBatch rows, KeyHash hash, HashSetOfLongs target) {
      for (int row = 0; row < rows.size(); row++) {
        if (!hash.hasNull(rows, row)) {
          target.add(hash.of(rows, row));
        }
      }
    }
  }
}
