/** Stores whose processes are killed, or lose power, in the midst of their work. */
@NullMarked
package io.polarway.tck.crash;

import org.jspecify.annotations.NullMarked;
