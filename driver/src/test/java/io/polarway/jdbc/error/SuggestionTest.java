package io.polarway.jdbc.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  private static final List<String> NAMES = List.of("ts", "Symbol", "price", "volume");

  @ParameterizedTest
  @CsvSource({"symbl,Symbol", "pirce,price", "PRICES,price", "vloume,volume", "t,ts"})
  void aMisspelledNameIsRecognised(String written, String meant) {
    assertThat(Suggestion.didYouMean(written, NAMES)).isEqualTo(" Did you mean \"%s\"?", meant);
  }

  @Test
  void aNameUnlikeAllOthersHasNoSuggestion() {
    assertThat(Suggestion.didYouMean("quantity", NAMES)).isEmpty();
    assertThat(Suggestion.didYouMean("", NAMES)).isEmpty();
    assertThat(Suggestion.didYouMean("x".repeat(100_000), NAMES)).isEmpty();
    assertThat(Suggestion.didYouMean("price", List.of())).isEmpty();
  }
}
