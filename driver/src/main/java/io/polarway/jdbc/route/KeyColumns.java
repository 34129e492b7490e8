package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The columns of written rows that a user asks for: JDBC's generated keys. */
public sealed interface KeyColumns {

  /** None. */
  record None() implements KeyColumns {}

  /** Those of the primary key, and those whose default the store computes. */
  record Generated() implements KeyColumns {}

  record Named(List<String> names) implements KeyColumns {
    public Named {
      names = List.copyOf(names);
    }
  }

  /** By their numbers in the table, counted from 1. */
  record Numbered(List<Integer> numbers) implements KeyColumns {
    public Numbered {
      numbers = List.copyOf(numbers);
    }
  }

  /** The positions of the columns in a table, from 0. */
  default List<Integer> positions(TableDefinition table) throws SQLException {
    List<Integer> positions = new ArrayList<>();
    if (this instanceof Named named) {
      Versions versions = new Versions(table);
      for (String name : named.names()) {
        positions.add(versions.indexOf(name));
      }
    } else if (this instanceof Numbered numbered) {
      for (int number : numbered.numbers()) {
        if (number < 1 || number > table.columns().size()) {
          throw SqlErrors.invalidArgument(
              "Table %s has no column %d; it has %d"
                  .formatted(table.name(), number, table.columns().size()));
        }
        positions.add(number - 1);
      }
    } else if (this instanceof Generated) {
      for (int i = 0; i < table.columns().size(); i++) {
        ColumnDefinition column = table.columns().get(i);
        String expression = column.defaultExpression();
        boolean isComputed = expression != null && SqlText.asLiteral(expression) == null;
        if (isComputed || table.primaryKey().stream().anyMatch(column.name()::equalsIgnoreCase)) {
          positions.add(i);
        }
      }
    }
    return positions;
  }
}
