/** Several processes on one store. */
@NullMarked
package io.polarway.tck.process;

import org.jspecify.annotations.NullMarked;
