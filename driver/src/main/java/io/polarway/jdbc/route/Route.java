package io.polarway.jdbc.route;

import io.polarway.jdbc.result.ColumnOrigin;
import io.polarway.jdbc.sql.SqlStatement;
import io.polarway.jdbc.sql.SqlStatement.SavepointControl;
import io.polarway.jdbc.sql.SqlStatement.TransactionControl.Action;
import io.polarway.jdbc.sql.SqlStatement.Value;
import io.polarway.storage.Query;
import io.polarway.storage.column.QueryShape;
import io.polarway.storage.column.ResultColumn;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does, with every name in it resolved. A route holds for the snapshot on which it
 * was found, so it is found anew for each execution.
 */
public sealed interface Route {

  /**
   * The rows of this query are the result.
   *
   * @param origins finds the tables' columns that its columns are
   */
  record Engine(Query query, ColumnOrigin.Finder origins) implements Route {}

  /**
   * A procedure runs, and its rows are the result.
   *
   * @param arguments one for each of its parameters, null where there is none
   */
  record Call(Procedure procedure, List<@Nullable Value> arguments) implements Route {}

  /**
   * The result tells how a statement runs.
   *
   * @param route that of the statement
   * @param analyze whether it is run for that
   * @param json whether the result is one JSON document
   */
  record Explain(SqlStatement statement, Route route, boolean analyze, boolean json)
      implements Route {}

  /** The store changes; the result is a number of rows. */
  sealed interface Write extends Route {}

  /**
   * Rows of parameters and literals, which go into the table's column buffers without the engine.
   *
   * @param rows for each row of VALUES one value for each of the table's columns, in its order. A
   *     {@link Value.Default} among them stands for a default expression that has to be computed.
   */
  record InsertValues(TableDefinition table, int parameterCount, List<List<Value>> rows)
      implements Write {
    public InsertValues {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The rows of a query change a table: INSERT, UPDATE, DELETE, MERGE with all their clauses, and
   * SELECT ... FOR UPDATE.
   *
   * @param query gives the columns that {@code effect} tells
   * @param returning whether its further columns are the statement's result
   */
  record ChangeRows(
      TableDefinition table, Query query, RowEffect effect, boolean returning, Set<String> kept)
      implements Write {
    public ChangeRows {
      kept = Set.copyOf(kept);
    }

    ChangeRows(TableDefinition table, Query query, RowEffect effect, boolean returning) {
      this(table, query, effect, returning, Set.of());
    }

    /** What the statement takes and gives, by what its query does. */
    public QueryShape shape(QueryShape ofQuery) {
      List<ResultColumn> columns = ofQuery.columns();
      return columns == null
          ? ofQuery
          : new QueryShape(
              returning
                  ? RowWriter.returnedColumns(table, effect, columns).stream()
                      .map(columns::get)
                      .toList()
                  : List.of(),
              ofQuery.parameters());
    }
  }

  /**
   * CREATE TABLE.
   *
   * @param sequences those of its identity columns, which go with it
   */
  record CreateTable(
      TableDefinition definition, boolean replace, List<SequenceDefinition> sequences)
      implements Write {
    public CreateTable {
      sequences = List.copyOf(sequences);
    }
  }

  /**
   * CREATE SEQUENCE.
   *
   * @param replaced goes before; null for none
   */
  record CreateSequence(SequenceDefinition definition, @Nullable SequenceDefinition replaced)
      implements Write {}

  /** ALTER SEQUENCE ... RESTART. */
  record RestartSequence(SequenceDefinition sequence, long start) implements Write {}

  /** DROP SEQUENCE. */
  record DropSequences(List<SequenceDefinition> sequences) implements Write {
    public DropSequences {
      sequences = List.copyOf(sequences);
    }
  }

  /**
   * CREATE TABLE AS.
   *
   * @param query the query that fills it: the table's columns in its order and of its types; null
   *     when it stays empty
   */
  record CreateTableAs(TableDefinition definition, boolean replace, @Nullable Query query)
      implements Write {}

  /** DROP TABLE. */
  record DropTables(List<TableName> names) implements Write {
    public DropTables {
      names = List.copyOf(names);
    }
  }

  record CreateSchema(String name) implements Write {}

  record DropSchema(String name, boolean cascade) implements Write {}

  /** A definition whose IF EXISTS or IF NOT EXISTS leaves nothing to do. */
  record NothingToDo() implements Write {}

  /**
   * The engine runs this text on what only the session has; the result is a number of rows. It is
   * no change of the store.
   *
   * @param defined the name of the table or view that it makes; null when it makes none
   */
  record ChangeTemporary(String sql, @Nullable String defined) implements Route {}

  /** The connection changes, and no table. */
  sealed interface Local extends Route {}

  /** Names without a schema are looked up in this one from now on; null for the first schema. */
  record UseSchema(@Nullable String name) implements Local {}

  /** A setting of the engine; value null for its default. */
  record SetOption(String name, @Nullable String value) implements Local {}

  /** SAVEPOINT, RELEASE or ROLLBACK TO. */
  record ControlSavepoint(SavepointControl control) implements Local {}

  /** BEGIN, COMMIT or ROLLBACK. */
  record ControlTransaction(Action action) implements Local {}
}
