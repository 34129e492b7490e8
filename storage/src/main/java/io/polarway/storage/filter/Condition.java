package io.polarway.storage.filter;

/**
 * One of the conditions that a query puts on a table, all of which must hold.
 *
 * @param text as the user wrote it
 */
public record Condition(String text, RowFilter filter) {}
