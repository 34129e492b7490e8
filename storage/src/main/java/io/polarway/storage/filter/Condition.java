package io.polarway.storage.filter;

/**
 * One of the conditions that a query puts on a table, all of which must hold.
 *
 * @param text as the user wrote it
 * @param outside whether it stands outside of the SELECT that reads the table: rows that do not
 *     fulfil it can be left out only if no function in between makes of many rows one value, as a
 *     session's own macros could
 */
public record Condition(String text, RowFilter filter, boolean outside) {}
