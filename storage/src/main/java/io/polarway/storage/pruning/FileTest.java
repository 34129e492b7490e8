package io.polarway.storage.pruning;

import io.polarway.storage.catalog.StoredFile;

/** Whether a file may hold a row that is needed. */
@FunctionalInterface
interface FileTest {
  boolean mayMatch(StoredFile file);
}
