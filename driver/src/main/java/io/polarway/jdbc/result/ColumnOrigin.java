package io.polarway.jdbc.result;

import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.table.TableName;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The column of a table whose values a result column shows, unchanged. */
public record ColumnOrigin(String catalog, TableName table, ColumnDefinition column) {

  /** Tells where the columns of a result come from. */
  @FunctionalInterface
  public interface Finder {

    /** Knows of no column where it comes from. */
    Finder UNKNOWN = labels -> Collections.nCopies(labels.size(), null);

    /**
     * For each column of the result its origin, null where it has none or it is not known.
     *
     * @param labels the names of the result's columns
     */
    List<@Nullable ColumnOrigin> find(List<String> labels);
  }
}
