package io.polarway.tck.benchmark;

import io.polarway.tck.console.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The turns of one contestant, one in each round. Ratios are those of neighbours in time. */
final class TurnSamples {

  private final List<Turn> turns = new ArrayList<>();

  void add(Turn turn) {
    turns.add(turn);
  }

  /** The times of all runs. */
  Samples all() {
    return new Samples(
        turns.stream().flatMapToLong(turn -> Arrays.stream(turn.runs().nanos())).toArray());
  }

  /** The median of the rounds. */
  double runsPerSecond() {
    return Numbers.median(turns.stream().mapToDouble(Turn::runsPerSecond).toArray());
  }

  /** How many times as long as another's its run takes: by the middle run of each round. */
  double timeRatioTo(TurnSamples other) {
    return ratioTo(other, turn -> turn.runs().median());
  }

  /** How many times as many runs a second as another it makes. */
  double rateRatioTo(TurnSamples other) {
    return ratioTo(other, Turn::runsPerSecond);
  }

  private double ratioTo(TurnSamples other, ToDoubleFunction<Turn> figure) {
    double[] ratios = new double[Math.min(turns.size(), other.turns.size())];
    Arrays.setAll(
        ratios,
        round ->
            figure.applyAsDouble(turns.get(round)) / figure.applyAsDouble(other.turns.get(round)));
    return Numbers.median(ratios);
  }

  /** For a report. */
  Map<String, Object> figures() {
    Samples all = all();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("runs", all.nanos().length);
    figures.put("p50Nanos", all.percentile(0.5));
    figures.put("p99Nanos", all.percentile(0.99));
    figures.put("runsPerSecond", runsPerSecond());
    return figures;
  }
}
