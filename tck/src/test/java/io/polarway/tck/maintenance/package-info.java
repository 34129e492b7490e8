/** Compaction and vacuum as their users meet them: beside others' work, killed, on a full disk. */
@NullMarked
package io.polarway.tck.maintenance;

import org.jspecify.annotations.NullMarked;
