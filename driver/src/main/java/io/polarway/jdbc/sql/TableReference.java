package io.polarway.jdbc.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place where a query reads a table by name, or calls a function that lists what is in a catalog.
 *
 * @param range the characters of the name, all parts and quotes included, or of the call; the alias
 *     not
 * @param hasAlias whether an alias follows. Where none does, whatever replaces the name needs one:
 *     {@code correlation}.
 * @param correlation what columns are qualified with when there is no alias: the name's last part,
 *     or all of it where another table of the same FROM has the same last part
 * @param qualifiers the characters before columns that name this table by more than its last part,
 *     as {@code main.trades} in {@code main.trades.price}
 * @param labels the unnamed result columns in whose expression the name stands, as far as no other
 *     table stands in it before: what replaces the name would show in the column's label
 * @param tableWord the word TABLE of {@code TABLE name}, null elsewhere
 * @param conditions what the query asks of the table's rows: it needs only those that fulfil all
 * @param arguments what a function of the catalog is called with, each null unless it is a text;
 *     null for a table's name
 * @param usedNames the names, in lower case, among which those of all columns are that the query
 *     uses; null when it may use any
 * @param version which version of the table is read; null for what the transaction sees
 */
public record TableReference(
    Name name,
    TextRange range,
    boolean hasAlias,
    String correlation,
    List<TextRange> qualifiers,
    List<TextRange> labels,
    @Nullable TextRange tableWord,
    List<TableCondition> conditions,
    @Nullable List<@Nullable String> arguments,
    @Nullable Set<String> usedNames,
    @Nullable TableVersion version) {
  public TableReference {
    conditions = List.copyOf(conditions);
    qualifiers = List.copyOf(qualifiers);
    labels = List.copyOf(labels);
  }

  /** The same place, where the table is read as of a version. */
  TableReference withVersion(TableVersion newVersion) {
    return new TableReference(
        name,
        range,
        hasAlias,
        correlation,
        qualifiers,
        labels,
        tableWord,
        conditions,
        arguments,
        usedNames,
        newVersion);
  }

  /** Whether it calls a function of the catalog, such as {@code duckdb_tables()}. */
  public boolean isFunction() {
    return arguments != null;
  }
}
