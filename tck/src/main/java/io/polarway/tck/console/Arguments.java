package io.polarway.tck.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Options of a command line, {@code --name value} and {@code --name}; nothing else is taken. */
public final class Arguments {

  private static final String PRESENT = "";

  private final Map<String, String> values = new HashMap<>();

  /**
   * Reads a command line.
   *
   * @param withValue the options that a value follows
   * @param flags the options that stand alone
   * @throws UsageException for anything else
   */
  public Arguments(List<String> arguments, Set<String> withValue, Set<String> flags) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (flags.contains(argument)) {
        values.put(argument, PRESENT);
      } else if (!withValue.contains(argument)) {
        throw new UsageException("unknown argument: " + argument);
      } else if (i + 1 == arguments.size()) {
        throw new UsageException(argument + " needs a value");
      } else {
        values.put(argument, arguments.get(++i));
      }
    }
  }

  public boolean has(String option) {
    return values.containsKey(option);
  }

  public @Nullable String text(String option) {
    return values.get(option);
  }

  /**
   * The whole number given for an option; underscores may group its digits.
   *
   * @throws UsageException if it is not a number of that range
   */
  public int number(String option, int otherwise, int smallest, int largest) {
    String text = values.get(option);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.replace("_", ""));
      if (number >= smallest && number <= largest) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the same message as a number out of range.
    }
    throw new UsageException(
        "%s takes a whole number from %d to %d, not %s".formatted(option, smallest, largest, text));
  }
}
