package io.polarway.jdbc.route;

import io.polarway.storage.column.HeldBatches;
import org.jspecify.annotations.Nullable;

/**
 * What a change of tables came to.
 *
 * @param rows the number of rows
 * @param returned what RETURNING gave; null when it was not there
 * @param keys the columns asked for of the rows written; null when none were
 */
public record Written(long rows, @Nullable HeldBatches returned, @Nullable HeldBatches keys) {

  static Written rows(long rows) {
    return new Written(rows, null, null);
  }
}
