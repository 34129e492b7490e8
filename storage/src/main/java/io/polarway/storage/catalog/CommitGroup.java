package io.polarway.storage.catalog;

import io.polarway.storage.table.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Commits that are made in one transaction of the database. They are those that change nothing but
 * hot rows, and of which none depends on another: no two add the same key, and none demands that a
 * table stands which one before it changes. Any other commit is a group of its own.
 */
final class CommitGroup {

  /** More would let the first one wait for too long. */
  private static final int MOST = 64;

  private final List<PendingCommit> members = new ArrayList<>();
  private final Set<Long> claims = new HashSet<>();
  private final Set<TableName> changed = new HashSet<>();

  private CommitGroup() {}

  /** Takes as many as can be committed together from the head of a queue, which is not empty. */
  static List<PendingCommit> takeFrom(Deque<PendingCommit> queue) {
    CommitGroup group = new CommitGroup();
    PendingCommit first = queue.remove();
    group.add(first);
    if (first.request().canBeGrouped()) {
      while (!queue.isEmpty() && group.members.size() < MOST && group.canTake(queue.element())) {
        group.add(queue.remove());
      }
    }
    return group.members;
  }

  private void add(PendingCommit commit) {
    members.add(commit);
    claims.addAll(claimsOf(commit.request()));
    for (CatalogChange change : commit.request().changes()) {
      if (change instanceof CatalogChange.AddHotRows add) {
        changed.add(inAnyCase(add.table()));
      } else if (change instanceof CatalogChange.EndHotRows end) {
        changed.add(inAnyCase(end.table()));
      }
    }
  }

  private boolean canTake(PendingCommit next) {
    CommitRequest request = next.request();
    if (!request.canBeGrouped()) {
      return false;
    }
    for (TableName table : request.versionsThatMustStand().keySet()) {
      if (changed.contains(inAnyCase(table))) {
        return false;
      }
    }
    return Collections.disjoint(claims, claimsOf(request));
  }

  private static Set<Long> claimsOf(CommitRequest request) {
    Set<Long> known = request.claims();
    return known == null ? Set.of() : known;
  }

  private static TableName inAnyCase(TableName table) {
    return new TableName(
        table.schema().toLowerCase(Locale.ROOT), table.name().toLowerCase(Locale.ROOT));
  }
}
