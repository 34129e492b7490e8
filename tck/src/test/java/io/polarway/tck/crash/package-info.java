/** Processes killed while they write. */
@NullMarked
package io.polarway.tck.crash;

import org.jspecify.annotations.NullMarked;
