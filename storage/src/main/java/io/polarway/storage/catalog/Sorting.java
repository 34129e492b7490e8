package io.polarway.storage.catalog;

import io.polarway.storage.table.SortField;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortOrder;

/** A table's sort order in Iceberg's terms (table specification, "Sorting"). */
final class Sorting {

  private Sorting() {}

  /** Iceberg's sort order of a table; the columns have the schema's field ids. */
  static SortOrder toOrder(TableDefinition table, Schema schema) {
    SortOrder.Builder order = SortOrder.builderFor(schema);
    for (SortField field : table.sortOrder()) {
      String column = table.columns().get(table.indexOf(field.column())).name();
      NullOrder nulls = field.nullsFirst() ? NullOrder.NULLS_FIRST : NullOrder.NULLS_LAST;
      if (field.descending()) {
        order.desc(column, nulls);
      } else {
        order.asc(column, nulls);
      }
    }
    return order.build();
  }

  /** The order that Iceberg's means; empty when it has a part that is not known here. */
  static List<SortField> fromOrder(SortOrder order) {
    List<SortField> fields = new ArrayList<>();
    for (org.apache.iceberg.SortField field : order.fields()) {
      String column = order.schema().findColumnName(field.sourceId());
      if (column == null || !field.transform().isIdentity()) {
        return List.of();
      }
      fields.add(
          new SortField(
              column,
              field.direction() == SortDirection.DESC,
              field.nullOrder() == NullOrder.NULLS_FIRST));
    }
    return fields;
  }
}
