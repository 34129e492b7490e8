/** Databases whose stored bytes are changed behind their back. */
@NullMarked
package io.polarway.tck.damage;

import org.jspecify.annotations.NullMarked;
