package io.polarway.jdbc.sql;

import io.polarway.storage.filter.Condition;
import io.polarway.storage.filter.RowFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a query asks of the rows of a table that it reads, if columns agree that only the tables'
 * definitions tell.
 *
 * @param agreements all of which must hold
 */
public record TableCondition(Condition condition, List<Agreement> agreements) {

  /**
   * Columns that must have one type, since a UNION makes one of them.
   *
   * @param columns of the tables in its branches
   */
  public record Agreement(List<ColumnAt> columns) {
    public Agreement {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column of a table in a query.
   *
   * @param start where the table's name begins in the text
   * @param column its name; {@link #ALL} for all columns, which must agree in names and order too
   */
  public record ColumnAt(int start, String column) {
    /** The name of no column. */
    public static final String ALL = "*";
  }

  public TableCondition {
    agreements = List.copyOf(agreements);
  }

  RowFilter filter() {
    return condition.filter();
  }

  /** As it is asked of what a SELECT reads whose result is asked this. */
  TableCondition within(RowFilter filter) {
    return new TableCondition(new Condition(condition.text(), filter, true), agreements);
  }

  TableCondition when(Agreement agreement) {
    List<Agreement> all = new ArrayList<>(agreements);
    all.add(agreement);
    return new TableCondition(condition, all);
  }
}
