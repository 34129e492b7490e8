package io.polarway.tck.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void readsOptionsInAnyOrder() {
    Arguments arguments = arguments("--keep", "--rows", "60_000");

    assertThat(arguments.has("--keep")).isTrue();
    assertThat(arguments.number("--rows", 1, 1, 100_000)).isEqualTo(60_000);
    assertThat(arguments.text("--store")).isNull();
    assertThat(arguments.number("--other", 7, 1, 10)).isEqualTo(7);
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> arguments("--row", "5"))
        .isInstanceOf(UsageException.class)
        .hasMessage("unknown argument: --row");
    assertThatThrownBy(() -> arguments("--rows"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--rows needs a value");
    assertThatThrownBy(() -> arguments("--rows", "many").number("--rows", 1, 1, 10))
        .isInstanceOf(UsageException.class)
        .hasMessage("--rows takes a whole number from 1 to 10, not many");
    assertThatThrownBy(() -> arguments("--rows", "11").number("--rows", 1, 1, 10))
        .isInstanceOf(UsageException.class);
  }

  private static Arguments arguments(String... arguments) {
    return new Arguments(List.of(arguments), Set.of("--rows", "--store"), Set.of("--keep"));
  }
}
