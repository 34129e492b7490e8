/** The storage demo, through java.sql alone. */
@NullMarked
package io.polarway.tck.seed;

import org.jspecify.annotations.NullMarked;
