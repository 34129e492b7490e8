package io.polarway.storage.transaction;

import io.polarway.storage.catalog.RowMoves;
import io.polarway.storage.column.RowPositions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of one table that a transaction deletes, in a way that can be undone step by step. */
final class DeletedRows {

  private static final RowPositions NONE = new RowPositions();

  private final Map<Path, RowPositions> committed = new LinkedHashMap<>();
  private final Map<PartitionRows, RowPositions> own = new HashMap<>();
  private final RowPositions hot = new RowPositions();

  /** What was added to each of these sets since each mark. */
  private final List<Map<RowPositions, RowPositions>> steps = new ArrayList<>();

  /** By committed file, the positions in it. */
  Map<Path, RowPositions> committed() {
    return committed;
  }

  /** By partition, the numbers of the transaction's own rows. */
  Map<PartitionRows, RowPositions> own() {
    return own;
  }

  /** The ids of hot rows. */
  RowPositions hot() {
    return hot;
  }

  /**
   * Finds rows again that were moved since they were read.
   *
   * @return whether any of them was
   */
  boolean follow(RowMoves moves) {
    boolean[] ofInterest = new boolean[Math.max(1, moves.sources().size())];
    List<RowPositions> before = new ArrayList<>();
    if (moves.wereHot()) {
      before.add(hot);
    } else {
      moves.sources().forEach(path -> before.add(committed.getOrDefault(path, NONE)));
    }
    boolean any = false;
    for (int i = 0; i < ofInterest.length; i++) {
      ofInterest[i] = !before.get(i).isEmpty();
      any |= ofInterest[i];
    }
    return any && follow(moves, before, ofInterest);
  }

  private boolean follow(RowMoves moves, List<RowPositions> before, boolean[] ofInterest) {
    boolean found = false;
    long[] rows = moves.rows();
    for (int i = 0; i < rows.length; i++) {
      int source = RowMoves.source(rows[i]);
      if (ofInterest[source] && before.get(source).remove(RowMoves.position(rows[i]))) {
        committed.computeIfAbsent(moves.target(), path -> new RowPositions()).add(i);
        found = true;
      }
    }
    return found;
  }

  boolean isEmpty() {
    return hot.isEmpty() && committed.values().stream().allMatch(RowPositions::isEmpty);
  }

  /** Deletes a row; false when that was done before. */
  boolean add(RowSource source, long position) {
    RowPositions target;
    long row = position;
    if (source instanceof RowSource.Committed file) {
      target = committed.computeIfAbsent(file.file().path(), path -> new RowPositions());
    } else if (source instanceof RowSource.Own rows) {
      target = own.computeIfAbsent(rows.rows(), key -> new RowPositions());
      row += rows.firstRow();
    } else {
      target = hot;
    }
    if (!target.add(row)) {
      return false;
    }
    if (!steps.isEmpty()) {
      steps.get(steps.size() - 1).computeIfAbsent(target, key -> new RowPositions()).add(row);
    }
    return true;
  }

  /**
   * Marks the state for {@link #undoTo}; each mark is one of its own, so that it can be released.
   */
  int mark() {
    steps.add(new HashMap<>());
    return steps.size() - 1;
  }

  /** Undoes what came since a mark. */
  void undoTo(int mark) {
    for (Map<RowPositions, RowPositions> step : steps.subList(mark, steps.size())) {
      step.forEach(RowPositions::removeAll);
      step.clear();
    }
    if (steps.size() > mark + 1) {
      steps.subList(mark + 1, steps.size()).clear();
    }
  }

  /** Undoes all. */
  void undoAll() {
    committed.clear();
    own.clear();
    hot.removeAll(hot.copy());
    steps.clear();
  }

  /** Forgets marks, from one on. */
  void release(int mark) {
    if (mark == 0 || steps.isEmpty()) {
      steps.clear();
      return;
    }
    if (mark >= steps.size()) {
      return;
    }
    Map<RowPositions, RowPositions> before = steps.get(mark - 1);
    for (Map<RowPositions, RowPositions> step : steps.subList(mark, steps.size())) {
      step.forEach(
          (target, rows) -> before.computeIfAbsent(target, key -> new RowPositions()).addAll(rows));
    }
    steps.subList(mark, steps.size()).clear();
  }
}
