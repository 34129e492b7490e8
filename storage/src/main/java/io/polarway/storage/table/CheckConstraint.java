package io.polarway.storage.table;

/**
 * What must not be false of any row.
 *
 * @param name of the constraint; empty as long as none was given
 * @param expression in SQL, as written between the parentheses
 */
public record CheckConstraint(String name, String expression) {}
