/** The driver as other programs find and use it. */
@NullMarked
package io.polarway.tck.client;

import org.jspecify.annotations.NullMarked;
