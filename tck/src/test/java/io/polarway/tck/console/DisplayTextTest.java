package io.polarway.tck.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayTextTest {

  @Test
  void widthCountsCells() {
    assertThat(DisplayText.width("abc")).isEqualTo(3);
    assertThat(DisplayText.width("東京")).isEqualTo(4);
    assertThat(DisplayText.width("é")).isEqualTo(1);
    assertThat(DisplayText.width("e\u0301")).isEqualTo(1);
    assertThat(DisplayText.width("🙂")).isEqualTo(2);
    assertThat(DisplayText.width("")).isZero();
  }

  @Test
  void clipKeepsWithinTheCells() {
    assertThat(DisplayText.clip("abcdef", 4)).isEqualTo("abc…");
    assertThat(DisplayText.clip("abcd", 4)).isEqualTo("abcd");
    assertThat(DisplayText.clip("東京都", 4)).isEqualTo("東…");
    assertThat(DisplayText.clip("abcdef", 0)).isEqualTo("abcdef");
  }

  @Test
  void visibleReplacesControlCharacters() {
    assertThat(DisplayText.visible("a\r\nb\tc\u001bd\u007fe\u009bf")).isEqualTo("a⏎b c␛d␡e�f");
    assertThat(DisplayText.visible("plain 東京")).isEqualTo("plain 東京");
  }
}
