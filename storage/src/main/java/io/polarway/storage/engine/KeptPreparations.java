package io.polarway.storage.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queries that stay prepared on a connection, so that their next execution reads and binds them
 * once instead of twice. The one that was used longest ago makes room. One thread at a time.
 */
final class KeptPreparations {

  private static final int MOST = 8;

  /** Longer texts, which name many files, hold much memory and seldom come again. */
  private static final int LONGEST_TEXT = 20_000;

  private final DuckDb duckDb;
  private final Map<String, Preparation> byText = new LinkedHashMap<>();

  KeptPreparations(DuckDb duckDb) {
    this.duckDb = duckDb;
  }

  /** Gives one away; null when there is none of this text. */
  @Nullable Preparation take(String text) {
    return byText.remove(text);
  }

  /** Takes one over. */
  void keep(Preparation preparation) {
    if (preparation.text().length() > LONGEST_TEXT) {
      duckDb.release(preparation.nativeStatement());
      return;
    }
    Preparation same = byText.put(preparation.text(), preparation);
    if (same != null) {
      duckDb.release(same.nativeStatement());
    } else if (byText.size() > MOST) {
      Preparation oldest = byText.remove(byText.keySet().iterator().next());
      if (oldest != null) {
        duckDb.release(oldest.nativeStatement());
      }
    }
  }

  /** Frees all. */
  void clear() {
    List<Preparation> all = new ArrayList<>(byText.values());
    byText.clear();
    all.forEach(preparation -> duckDb.release(preparation.nativeStatement()));
  }
}
