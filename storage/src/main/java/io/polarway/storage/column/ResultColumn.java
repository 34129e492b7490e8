package io.polarway.storage.column;

/** A column of a query's result: the name that the query gives it, and its type. */
public record ResultColumn(String name, DataType type) {}
