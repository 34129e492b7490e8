package io.polarway.tck.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void columnsAreAlignedAndLineBreaksStayInTheirCell() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    new TextTable()
        .left("name")
        .right("rows")
        .row("é", "1,000")
        .row("two\nlines", "7")
        .print(new PrintStream(printed, true, UTF_8));

    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
            ┌───────────┬───────┐
            │ name      │  rows │
            ├───────────┼───────┤
            │ é         │ 1,000 │
            │ two⏎lines │     7 │
            └───────────┴───────┘
            """);
  }
}
