package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The batch of a {@link java.sql.Statement} (JDBC 4.3, chapter 14). It stops at the first failure.
 * In auto-commit mode it is one transaction, of which then nothing remains, so that each of its
 * statements counts as failed; otherwise those before the failed one remain and have their counts.
 */
final class StatementBatch {

  private static final long[] NO_COUNTS = {};

  private final ConnectionCore core;
  private final StatementExecution execution;
  private final List<SqlStatement> statements = new ArrayList<>();

  StatementBatch(ConnectionCore core, StatementExecution execution) {
    this.core = core;
    this.execution = execution;
  }

  /** Adds the only statement of a text. */
  void add(List<SqlStatement> text) throws SQLException {
    if (text.size() > 1) {
      throw SqlErrors.of(
          SqlState.INVALID_STATEMENT,
          "addBatch takes one statement, the text has %d; add each".formatted(text.size()));
    }
    statements.add(text.get(0));
  }

  void clear() {
    statements.clear();
  }

  /** The numbers of rows, one for each statement. */
  long[] execute() throws SQLException {
    List<SqlStatement> taken = List.copyOf(statements);
    statements.clear();
    return execute(
        taken.size(),
        (index, context) -> execution.executeWrite(taken.get(index), List.of(), context));
  }

  /** One command of a batch. */
  @FunctionalInterface
  interface Command {
    long run(int index, StatementExecution.Context context) throws SQLException;
  }

  /** Runs so many commands as one batch. */
  long[] execute(int commands, Command command) throws SQLException {
    if (commands == 0) {
      return NO_COUNTS;
    }
    execution.begin();
    long[] counts = new long[commands];
    int[] done = {0};
    try {
      execution.run(
          context ->
              core.transactions()
                  .statement(
                      () -> {
                        execution.keys().clear();
                        done[0] = 0;
                        long start = System.nanoTime();
                        for (int i = 0; i < commands; i++) {
                          if (i > 0) {
                            core.transactions().startStatement();
                          }
                          context.cancellation().check();
                          if (commands > 1) {
                            context.cancellation().advances(i, commands);
                          }
                          counts[i] = command.run(i, context.next(start));
                          done[0] = i + 1;
                        }
                        return commands;
                      }));
      return counts;
    } catch (SQLException failed) {
      boolean undone = core.transactions().isStatementOwnTransaction();
      throw SqlErrors.batchFailed(
          failed, undone ? UpdateCounts.allFailed(commands) : Arrays.copyOf(counts, done[0]));
    }
  }
}
