/** The catalog as tools ask for it. */
@NullMarked
package io.polarway.tck.catalog;

import org.jspecify.annotations.NullMarked;
