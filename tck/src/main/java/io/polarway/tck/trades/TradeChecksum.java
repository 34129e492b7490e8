package io.polarway.tck.trades;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Count and checksums of trades, in whatever order they come: a sum of hashes for each column, and
 * one over whole rows, so that values exchanged between rows show. One thread.
 */
public final class TradeChecksum {

  private long rows;
  private long timestamps;
  private long symbols;
  private long prices;
  private long volumes;
  private long wholeRows;

  public static TradeChecksum of(Trades trades) {
    TradeChecksum checksum = new TradeChecksum();
    for (int row = 0; row < trades.rows(); row++) {
      checksum.add(
          trades.timestampMicros(row), trades.symbol(row), trades.price(row), trades.volume(row));
    }
    return checksum;
  }

  public void add(long timestampMicros, String symbol, double price, double volume) {
    long timestampHash = mixed(timestampMicros);
    long symbolHash = mixed(symbol.hashCode());
    long priceHash = mixed(Double.doubleToRawLongBits(price));
    long volumeHash = mixed(Double.doubleToRawLongBits(volume));
    rows++;
    timestamps += timestampHash;
    symbols += symbolHash;
    prices += priceHash;
    volumes += volumeHash;
    wholeRows += mixed(timestampHash + 31 * (symbolHash + 31 * (priceHash + 31 * volumeHash)));
  }

  public long rows() {
    return rows;
  }

  /** The checksums, by what they are of. */
  public Map<String, Long> sums() {
    Map<String, Long> sums = new LinkedHashMap<>();
    sums.put("timestamp", timestamps);
    sums.put("symbol", symbols);
    sums.put("price", prices);
    sums.put("volume", volumes);
    sums.put("whole rows", wholeRows);
    return sums;
  }

  /** The finisher of SplitMix64: every bit of the argument reaches every bit of the result. */
  private static long mixed(long value) {
    long bits = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
