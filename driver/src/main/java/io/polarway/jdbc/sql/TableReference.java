package io.polarway.jdbc.sql;

/**
 * A place where a query reads a table by name.
 *
 * @param range the characters of the name, all parts and quotes included, the alias not
 * @param hasAlias whether an alias follows. Where none does, whatever replaces the name needs one:
 *     the name's last part.
 */
public record TableReference(Name name, TextRange range, boolean hasAlias) {}
