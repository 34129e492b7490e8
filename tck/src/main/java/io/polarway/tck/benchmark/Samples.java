package io.polarway.tck.benchmark;

import io.polarway.tck.console.Numbers;
import java.util.Arrays;

/** Times of one contestant, in nanoseconds, in the order of the rounds. */
final class Samples {

  private final long[] nanos;

  Samples(long[] nanos) {
    this.nanos = nanos.clone();
  }

  long[] nanos() {
    return nanos.clone();
  }

  double median() {
    return Numbers.median(Arrays.stream(nanos).asDoubleStream().toArray());
  }

  /**
   * The time that a share of the samples did not exceed.
   *
   * @param share such as 0.99
   */
  long percentile(double share) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) Math.floor(share * sorted.length))];
  }

  /** The median of the ratios of neighbours in time, this one's time to the other's. */
  double ratioTo(Samples other) {
    double[] ratios = new double[Math.min(nanos.length, other.nanos.length)];
    Arrays.setAll(ratios, i -> (double) nanos[i] / other.nanos[i]);
    return Numbers.median(ratios);
  }
}
