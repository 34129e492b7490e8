@NullMarked
package io.polarway.tck.cache;

import org.jspecify.annotations.NullMarked;
