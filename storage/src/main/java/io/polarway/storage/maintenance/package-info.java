/** Compaction of data files, expiry of snapshots, and the sweep of files that nothing needs. */
@NullMarked
package io.polarway.storage.maintenance;

import org.jspecify.annotations.NullMarked;
