/**
 * The trades that the demo and the benchmarks store: made from a seed, with their entropy and
 * checksums.
 */
@NullMarked
package io.polarway.tck.trades;

import org.jspecify.annotations.NullMarked;
