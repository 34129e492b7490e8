package io.polarway.jdbc.route;

import io.polarway.jdbc.result.ColumnOrigin;
import io.polarway.jdbc.sql.PlainSelect;
import io.polarway.jdbc.sql.PlainSelect.Item;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the columns of a {@link PlainSelect} come from. */
record PlainSelectOrigins(PlainSelect select, TableDefinition table)
    implements ColumnOrigin.Finder {

  /** The columns named, as far as the result's labels agree; else nothing is known of any. */
  @Override
  public List<@Nullable ColumnOrigin> find(List<String> labels) {
    List<@Nullable ColumnOrigin> origins = new ArrayList<>(labels.size());
    for (Item item : select.items()) {
      if (item instanceof Item.AllColumns) {
        for (ColumnDefinition column : table.columns()) {
          if (!isLabel(labels, origins.size(), column.name())) {
            return UNKNOWN.find(labels);
          }
          origins.add(origin(column));
        }
      } else if (item instanceof Item.Column named) {
        String label = named.label() == null ? named.name() : named.label();
        if (!isLabel(labels, origins.size(), label)) {
          return UNKNOWN.find(labels);
        }
        origins.add(origin(named));
      } else {
        origins.add(null);
      }
    }
    return origins.size() == labels.size() ? origins : UNKNOWN.find(labels);
  }

  /** A name means the column also where another item has it as its label. */
  private @Nullable ColumnOrigin origin(Item.Column named) {
    int index = table.indexOf(named.name());
    return index < 0 ? null : origin(table.columns().get(index));
  }

  private ColumnOrigin origin(ColumnDefinition column) {
    return new ColumnOrigin(TableNames.CATALOG, table.name(), column);
  }

  private static boolean isLabel(List<String> labels, int index, String name) {
    return index < labels.size() && labels.get(index).equalsIgnoreCase(name);
  }
}
