package io.polarway.tck.trades;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Trades in columns, made from a seed and spread over three days.
 *
 * <p>Symbol: each of three with the same probability. Price: normal around the symbol's base price,
 * with 0.1 % of it as standard deviation. Volume: log-normal, mu 5, sigma 2. Immutable.
 */
public final class Trades {

  public static final List<String> SYMBOLS = List.of("BTC/USD", "ETH/USD", "SOL/USD");
  public static final LocalDate FIRST_DAY = LocalDate.of(2026, 2, 1);
  public static final int DAYS = 3;

  private static final double[] BASE_PRICES = {50_000, 3_000, 100};
  private static final double VOLATILITY = 0.001;
  private static final double LOG_VOLUME_MEAN = 5;
  private static final double LOG_VOLUME_DEVIATION = 2;
  private static final double TICKS_PER_UNIT = 100;

  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  private static final long SPAN_MICROS = DAYS * MICROS_PER_DAY;
  private static final double LN_2 = Math.log(2);

  private final long[] timestamps;
  private final byte[] symbols;
  private final double[] prices;
  private final double[] volumes;
  private final double entropyBits;

  private Trades(
      long[] timestamps, byte[] symbols, double[] prices, double[] volumes, double entropyBits) {
    this.timestamps = timestamps;
    this.symbols = symbols;
    this.prices = prices;
    this.volumes = volumes;
    this.entropyBits = entropyBits;
  }

  /** The same trades for the same arguments, in order of time. */
  public static Trades generate(TradeKind kind, int rows, long seed) {
    long[] timestamps = new long[rows];
    byte[] symbols = new byte[rows];
    double[] prices = new double[rows];
    double[] volumes = new double[rows];
    double entropyBits = 0;

    RandomGenerator random = new SplittableRandom(seed);
    boolean ticks = kind == TradeKind.TICKS;
    long start = FIRST_DAY.toEpochDay() * MICROS_PER_DAY;
    double slotMicros = (double) SPAN_MICROS / rows;
    long slotMillis = Math.max(1, SPAN_MICROS / rows / MICROS_PER_MILLI);

    for (int row = 0; row < rows; row++) {
      long slotStart = start + (long) (row * slotMicros);
      if (ticks) {
        timestamps[row] =
            Math.floorDiv(slotStart, MICROS_PER_MILLI) * MICROS_PER_MILLI
                + random.nextLong(slotMillis) * MICROS_PER_MILLI;
        entropyBits += log2((double) slotMillis);
      } else {
        timestamps[row] = slotStart;
      }

      int symbol = random.nextInt(BASE_PRICES.length);
      symbols[row] = (byte) symbol;
      entropyBits += log2(BASE_PRICES.length);

      double mean = BASE_PRICES[symbol];
      double deviation = mean * VOLATILITY;
      double price = mean + random.nextGaussian() * deviation;
      prices[row] =
          ticks ? Math.max(1, Math.round(price * TICKS_PER_UNIT)) / TICKS_PER_UNIT : price;
      entropyBits += bits(normalDensity(prices[row], mean, deviation), stepAt(prices[row], ticks));

      double volume = Math.exp(LOG_VOLUME_MEAN + LOG_VOLUME_DEVIATION * random.nextGaussian());
      volumes[row] =
          ticks ? Math.max(1, Math.round(volume * TICKS_PER_UNIT)) / TICKS_PER_UNIT : volume;
      double density =
          normalDensity(Math.log(volumes[row]), LOG_VOLUME_MEAN, LOG_VOLUME_DEVIATION)
              / volumes[row];
      entropyBits += bits(density, stepAt(volumes[row], ticks));
    }
    return new Trades(timestamps, symbols, prices, volumes, entropyBits);
  }

  /** The same trades by symbol, and by time within a symbol, as one sorts them for rest. */
  public Trades sortedBySymbol() {
    int rows = rows();
    int[] next = new int[SYMBOLS.size() + 1];
    for (byte symbol : symbols) {
      next[symbol + 1]++;
    }
    for (int symbol = 1; symbol < next.length; symbol++) {
      next[symbol] += next[symbol - 1];
    }
    Trades sorted =
        new Trades(new long[rows], new byte[rows], new double[rows], new double[rows], entropyBits);
    for (int row = 0; row < rows; row++) {
      int target = next[symbols[row]]++;
      sorted.timestamps[target] = timestamps[row];
      sorted.symbols[target] = symbols[row];
      sorted.prices[target] = prices[row];
      sorted.volumes[target] = volumes[row];
    }
    return sorted;
  }

  public int rows() {
    return timestamps.length;
  }

  /** Microseconds since 1970-01-01 00:00. */
  public long timestampMicros(int row) {
    return timestamps[row];
  }

  public LocalDateTime timestamp(int row) {
    return toLocalDateTime(timestamps[row]);
  }

  public String symbol(int row) {
    return SYMBOLS.get(symbols[row]);
  }

  public double price(int row) {
    return prices[row];
  }

  public double volume(int row) {
    return volumes[row];
  }

  /** What the values take as they are: 8 bytes for a time or a double, and the symbols' text. */
  public long rawBytes() {
    long bytes = 24L * rows();
    for (byte symbol : symbols) {
      bytes += SYMBOLS.get(symbol).length();
    }
    return bytes;
  }

  /**
   * What no lossless code can go below, but by luck: the sum over all values of -log2 of the
   * probability that the generator gives to that value (Shannon, 1948). A value drawn from a
   * density has the probability density times the distance to its neighbours, which is one tick, or
   * for a double straight from the generator one unit in the last place. A regular time is free; a
   * random one costs log2 of the milliseconds that it could have been.
   */
  public long entropyBytes() {
    return (long) Math.ceil(entropyBits / Byte.SIZE);
  }

  public static LocalDateTime toLocalDateTime(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        (int) (Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO),
        ZoneOffset.UTC);
  }

  public static long toMicros(LocalDateTime timestamp) {
    return timestamp.toLocalDate().toEpochDay() * MICROS_PER_DAY
        + timestamp.toLocalTime().toNanoOfDay() / NANOS_PER_MICRO;
  }

  private static double stepAt(double value, boolean ticks) {
    return ticks ? 1 / TICKS_PER_UNIT : Math.ulp(value);
  }

  private static double bits(double density, double step) {
    return -log2(density * step);
  }

  private static double normalDensity(double value, double mean, double deviation) {
    double distance = (value - mean) / deviation;
    return Math.exp(-distance * distance / 2) / (deviation * Math.sqrt(2 * Math.PI));
  }

  private static double log2(double value) {
    return Math.log(value) / LN_2;
  }
}
