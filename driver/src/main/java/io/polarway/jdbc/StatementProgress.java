package io.polarway.jdbc;

import java.util.Optional;

/**
 * Tells how far a running statement has come. Statements of this driver unwrap to it:
 *
 * <pre>{@code
 * statement.unwrap(StatementProgress.class).progress()
 * }</pre>
 */
public interface StatementProgress {

  /**
   * How far the query has come that the statement, or the reading of its rows, waits for at this
   * moment, or whose rows it writes, or how far OPTIMIZE has, or a batch or many rows of VALUES;
   * empty when none runs, or when the engine cannot tell. From any thread, and without waiting.
   */
  Optional<Progress> progress();

  /**
   * How far a query has come, as the engine estimates it, or OPTIMIZE, or the writing of rows. Of a
   * batch of changes that run one after the other, the changes count in the place of rows.
   *
   * @param share what is done of the whole, from 0 to 1
   * @param rowsDone the rows that its steps have worked on; a row counts once in each step of a
   *     query
   * @param rowsInAll the rows that they will have worked on at its end
   */
  record Progress(double share, long rowsDone, long rowsInAll) {}
}
