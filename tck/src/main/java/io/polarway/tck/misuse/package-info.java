/** Calls and texts that no driver should be given, and what each makes of them. */
@NullMarked
package io.polarway.tck.misuse;

import org.jspecify.annotations.NullMarked;
