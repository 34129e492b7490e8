/** Tests that use the driver as its users do. */
@NullMarked
package io.polarway.tck;

import org.jspecify.annotations.NullMarked;
