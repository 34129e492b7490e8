package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.jdbc.sql.Name;
import io.polarway.jdbc.sql.SequenceCalls;
import io.polarway.jdbc.sql.SqlStatement.AlterSequence;
import io.polarway.jdbc.sql.SqlStatement.CreateSequence;
import io.polarway.jdbc.sql.SqlStatement.DropSequence;
import io.polarway.jdbc.sql.SqlStatement.IfExists;
import io.polarway.jdbc.sql.SqlStatement.SequenceOptions;
import io.polarway.storage.Session;
import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.SequenceDefinition;
import io.polarway.storage.table.TableDefinition;
import io.polarway.storage.table.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of CREATE, ALTER and DROP SEQUENCE, and what a sequence is by its options. */
final class SequenceRouter {

  private static final String NOT_ASSIGNED = "";

  private final Session session;
  private final TableNames names;

  SequenceRouter(Session session, TableNames names) {
    this.session = session;
    this.names = names;
  }

  Route create(CreateSequence create) throws SQLException {
    TableName name = names.qualified(create.name());
    SequenceDefinition existing = session.sequences().find(name.schema(), name.name());
    if (existing != null && create.ifExists() == IfExists.KEEP) {
      return new Route.NothingToDo();
    }
    SequenceDefinition replaced = create.ifExists() == IfExists.REPLACE ? existing : null;
    if (replaced != null) {
      checkNotOwned(replaced, "replace");
    }
    return new Route.CreateSequence(
        definition(name, create.options(), ScalarType.BIGINT), replaced);
  }

  Route alter(AlterSequence alter) throws SQLException {
    SequenceDefinition sequence =
        alter.ifExists() ? names.findSequence(alter.name()) : names.sequence(alter.name());
    if (sequence == null) {
      return new Route.NothingToDo();
    }
    Long restart = alter.restart();
    return new Route.RestartSequence(sequence, restart == null ? sequence.start() : restart);
  }

  Route drop(DropSequence drop) throws SQLException {
    List<SequenceDefinition> found = new ArrayList<>();
    for (Name name : drop.names()) {
      SequenceDefinition sequence = names.findSequence(name);
      if (sequence != null) {
        checkNotOwned(sequence, "drop");
        checkNoDefault(sequence);
        found.add(sequence);
      }
    }
    if (found.isEmpty() && session.hasTemporaryObjects()) {
      return new Route.ChangeTemporary(drop.text(), null);
    }
    if (!drop.ifExists() && found.size() < drop.names().size()) {
      for (Name name : drop.names()) {
        names.sequence(name);
      }
    }
    return found.isEmpty() ? new Route.NothingToDo() : new Route.DropSequences(found);
  }

  private void checkNotOwned(SequenceDefinition sequence, String action) throws SQLException {
    for (TableDefinition table : session.tables()) {
      if (table.uuid().equals(sequence.ownerUuid())) {
        throw SqlErrors.of(
            SqlState.OBJECTS_DEPEND_ON_IT,
            "Cannot %s sequence %s: an identity column of table %s has its values of it; it goes with the table"
                .formatted(action, sequence.name(), table.name()));
      }
    }
  }

  private void checkNoDefault(SequenceDefinition sequence) throws SQLException {
    for (TableDefinition table : session.tables()) {
      for (ColumnDefinition column : table.columns()) {
        String expression = column.defaultExpression();
        if (expression == null) {
          continue;
        }
        for (SequenceCalls.Call call : SequenceCalls.in(expression)) {
          if (sequence.equals(names.findSequence(call.sequence()))) {
            throw SqlErrors.of(
                SqlState.OBJECTS_DEPEND_ON_IT,
                "Cannot drop sequence %s: the default of column %s of table %s takes values of it"
                    .formatted(sequence.name(), column.name(), table.name()));
          }
        }
      }
    }
  }

  /**
   * A sequence by its options.
   *
   * @param type whose numbers its values are, if the options do not say it
   */
  static SequenceDefinition definition(TableName name, SequenceOptions options, DataType type)
      throws SQLException {
    DataType values = options.type() == null ? type : options.type();
    long step = given(options.increment(), 1);
    boolean ascends = step > 0;
    long smallest = given(options.smallest(), ascends ? 1 : smallest(values, name));
    long largest = given(options.largest(), ascends ? largest(values, name) : -1);
    long blockSize = given(options.blockSize(), SequenceDefinition.DEFAULT_BLOCK_SIZE);
    return new SequenceDefinition(
        NOT_ASSIGNED,
        name,
        given(options.start(), ascends ? smallest : largest),
        step,
        smallest,
        largest,
        options.cycle(),
        (int) Math.max(0, Math.min(Integer.MAX_VALUE, blockSize)),
        null);
  }

  private static long given(@Nullable Long option, long other) {
    return option == null ? other : option;
  }

  private static long smallest(DataType type, TableName name) throws SQLException {
    return -1 - largest(type, name);
  }

  private static long largest(DataType type, TableName name) throws SQLException {
    if (type instanceof DataType.Decimal decimal && decimal.scale() == 0) {
      return decimal.precision() > 18
          ? Long.MAX_VALUE
          : (long) Math.pow(10, decimal.precision()) - 1;
    }
    if (type == ScalarType.TINYINT) {
      return Byte.MAX_VALUE;
    }
    if (type == ScalarType.SMALLINT) {
      return Short.MAX_VALUE;
    }
    if (type == ScalarType.INTEGER) {
      return Integer.MAX_VALUE;
    }
    if (type == ScalarType.BIGINT) {
      return Long.MAX_VALUE;
    }
    throw SqlErrors.of(
        SqlState.INVALID_DEFINITION,
        "The values of sequence %s are whole numbers, not %s; use BIGINT or INTEGER"
            .formatted(name, type.sqlName()));
  }
}
