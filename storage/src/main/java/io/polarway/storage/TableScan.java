package io.polarway.storage;

import io.polarway.storage.table.TableDefinition;

/** One place where a query reads a table. */
public record TableScan(TableDefinition table) {}
