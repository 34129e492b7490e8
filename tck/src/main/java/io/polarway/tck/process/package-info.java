/** Java processes that tests and benchmarks start. */
@NullMarked
package io.polarway.tck.process;

import org.jspecify.annotations.NullMarked;
