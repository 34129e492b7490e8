package io.polarway.storage.catalog;

import io.polarway.storage.table.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction wants to have committed, all of it or nothing.
 *
 * @param changes made in their order
 * @param versionsThatMustStand tables that must not have changed: each with its version, empty for
 *     a table that must not be there
 * @param claims hashes of the keys that its rows have: two requests that share one are not
 *     committed together, so that the check of the second one sees the first. Null when they are
 *     not known; then it is committed with no other
 * @param what a short description for the list of commits
 * @param check is given what the changes will be made on, when nobody else can commit any more and
 *     nothing is written yet; when it fails, nothing is changed. It can be called more than once,
 *     and by another thread, while the one that commits waits.
 */
public record CommitRequest(
    List<CatalogChange> changes,
    Map<TableName, String> versionsThatMustStand,
    @Nullable Set<Long> claims,
    String what,
    Consumer<CatalogSnapshot> check) {

  public CommitRequest {
    changes = List.copyOf(changes);
    claims = claims == null ? null : Set.copyOf(claims);
    versionsThatMustStand = Map.copyOf(versionsThatMustStand);
  }

  /** One without keys and without a check. */
  static CommitRequest of(
      List<CatalogChange> changes, Map<TableName, String> versionsThatMustStand, String what) {
    return new CommitRequest(changes, versionsThatMustStand, Set.of(), what, newest -> {});
  }

  /** Whether others can join it: it leaves files and definitions as they are. */
  boolean canBeGrouped() {
    if (claims == null) {
      return false;
    }
    for (CatalogChange change : changes) {
      boolean ofHotRows =
          change instanceof CatalogChange.AddHotRows
              || change instanceof CatalogChange.EndHotRows
              || change instanceof CatalogChange.KeepRows;
      if (!ofHotRows) {
        return false;
      }
    }
    return true;
  }
}
