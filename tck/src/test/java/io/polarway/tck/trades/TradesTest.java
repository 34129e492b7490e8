package io.polarway.tck.trades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TradesTest {

  private static final int ROWS = 60_000;

  @ParameterizedTest
  @EnumSource(TradeKind.class)
  void rowsAreInOrderOfTimeAndSpreadEvenlyOverTheDays(TradeKind kind) {
    Trades trades = Trades.generate(kind, ROWS, 42);

    Map<LocalDate, Integer> rowsPerDay = new TreeMap<>();
    for (int row = 0; row < ROWS; row++) {
      rowsPerDay.merge(trades.timestamp(row).toLocalDate(), 1, Integer::sum);
      if (row > 0) {
        assertThat(trades.timestampMicros(row)).isGreaterThan(trades.timestampMicros(row - 1));
      }
    }

    assertThat(rowsPerDay)
        .containsOnlyKeys(
            LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 3))
        .allSatisfy((day, rows) -> assertThat(rows).isEqualTo(ROWS / 3));
  }

  @Test
  void ticksAreMultiplesOfAHundredth() {
    Trades trades = Trades.generate(TradeKind.TICKS, ROWS, 42);

    for (int row = 0; row < ROWS; row++) {
      assertThat(Math.round(trades.price(row) * 100) / 100.0).isEqualTo(trades.price(row));
      assertThat(Math.round(trades.volume(row) * 100) / 100.0).isEqualTo(trades.volume(row));
      assertThat(trades.timestampMicros(row) % 1_000).isZero();
    }
  }

  /**
   * The closed form: log2 3 for the symbol; for a normal value log2(deviation * sqrt(2 pi e) /
   * distance of neighbours), which is 44.7 bits for each of the three prices; for the log-normal
   * volume 52 bits of mantissa and 3.5 of exponent.
   */
  @Test
  void entropyOfRandomDoublesIsTheirClosedForm() {
    Trades trades = Trades.generate(TradeKind.FULL_ENTROPY, ROWS, 42);

    assertThat(trades.entropyBytes() * 8.0 / ROWS).isCloseTo(1.585 + 44.7 + 55.5, within(0.3));
  }

  @Test
  void theSameSeedGivesTheSameTradesAndAnotherOneOthers() {
    TradeChecksum first = TradeChecksum.of(Trades.generate(TradeKind.TICKS, ROWS, 42));
    TradeChecksum same = TradeChecksum.of(Trades.generate(TradeKind.TICKS, ROWS, 42));
    TradeChecksum other = TradeChecksum.of(Trades.generate(TradeKind.TICKS, ROWS, 43));

    assertThat(same.sums()).isEqualTo(first.sums());
    assertThat(other.sums().get("price")).isNotEqualTo(first.sums().get("price"));
  }

  @Test
  void sortingKeepsTheRows() {
    Trades trades = Trades.generate(TradeKind.TICKS, ROWS, 42);
    Trades sorted = trades.sortedBySymbol();

    assertThat(TradeChecksum.of(sorted).sums()).isEqualTo(TradeChecksum.of(trades).sums());
    for (int row = 1; row < ROWS; row++) {
      int order = sorted.symbol(row).compareTo(sorted.symbol(row - 1));
      assertThat(order).isNotNegative();
      if (order == 0) {
        assertThat(sorted.timestampMicros(row)).isGreaterThan(sorted.timestampMicros(row - 1));
      }
    }
  }

  @Test
  void checksumsNoticeValuesExchangedBetweenRows() {
    TradeChecksum checksum = new TradeChecksum();
    checksum.add(1, "A", 1.5, 2);
    checksum.add(2, "B", 2.5, 3);
    TradeChecksum exchanged = new TradeChecksum();
    exchanged.add(1, "A", 2.5, 2);
    exchanged.add(2, "B", 1.5, 3);

    assertThat(exchanged.sums().get("price")).isEqualTo(checksum.sums().get("price"));
    assertThat(exchanged.sums().get("whole rows")).isNotEqualTo(checksum.sums().get("whole rows"));
  }
}
