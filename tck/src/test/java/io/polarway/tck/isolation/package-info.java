/** What transactions see of each other. */
@NullMarked
package io.polarway.tck.isolation;

import org.jspecify.annotations.NullMarked;
