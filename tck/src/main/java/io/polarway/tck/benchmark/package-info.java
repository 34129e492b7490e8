/** The benchmarks: figures beside those of other embedded databases, measured in the same run. */
@NullMarked
package io.polarway.tck.benchmark;

import org.jspecify.annotations.NullMarked;
