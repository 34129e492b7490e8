package io.polarway.storage.engine;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the engine's messages into failures that a caller can tell apart. */
final class EngineErrors {

  private static final int LONGEST_MESSAGE = 2_000;

  /** The excerpt of the statement, whose text and positions are not the user's own any more. */
  private static final Pattern EXCERPT = Pattern.compile("\\n+LINE \\d+: .*", Pattern.DOTALL);

  /** What the engine puts before the cause when a streamed result is read on after it. */
  private static final Pattern WRAPPING =
      Pattern.compile("^.*(?:unsuccessful or closed|closed streaming) query result\\s*Error: ");

  private static final Pattern CANDIDATES =
      Pattern.compile("\\n\\s*Candidate functions:.*", Pattern.DOTALL);

  /** A name of the storage's own among those that the engine proposes. */
  private static final Pattern OWN_CANDIDATE =
      Pattern.compile(
          "(?<=Candidate (?:bindings|tables): )((?:\"[^\"]*\", )*)\"polarway_\\w+\"(?:, )?");

  private static final Pattern PATH_LIST =
      Pattern.compile("(\\['[^']{0,4096}')(?:,\\s*'[^']{0,4096}')+\\s*]");

  private static final Pattern BLANKS = Pattern.compile("[ \\t]*\\n\\s*");

  /** A file of a table, whose directory has the table's name. */
  private static final Pattern DATA_FILE =
      Pattern.compile(
          "[\"'](?<file>/[^\"']*/data/(?<schema>[^/\"']+)/(?<table>[^/\"']+)/data/[^\"']+\\.parquet)[\"']");

  private static final Set<Failure> MAY_BE_DAMAGE =
      EnumSet.of(Failure.DAMAGED, Failure.INVALID_VALUE, Failure.IO, Failure.UNKNOWN_TABLE);

  private static final String ALLOWED =
      ". Queries read the store's tables and the directories of the property allowedPaths, and"
          + " nothing else; add the directory to allowedPaths. The engine's own settings are"
          + " fixed.";

  /** A failure for the messages that begin with {@code prefix} and contain {@code part}. */
  private record Rule(String prefix, String part, Failure failure) {
    boolean matches(String message, String lowerCase) {
      return message.startsWith(prefix) && lowerCase.contains(part);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule("INTERRUPT", "", Failure.CANCELLED),
          new Rule("Parser Error", "", Failure.SYNTAX),
          new Rule("Syntax Error", "", Failure.SYNTAX),
          new Rule("Permission Error", "", Failure.ACCESS_DENIED),
          new Rule("Extension Autoloading Error", "", Failure.ACCESS_DENIED),
          new Rule("Missing Extension Error", "", Failure.ACCESS_DENIED),
          new Rule("Out of Memory Error", "", Failure.OUT_OF_MEMORY),
          new Rule("", "no space left", Failure.DISK_FULL),
          new Rule("", "max_temp_directory_size", Failure.DISK_FULL),
          new Rule("Catalog Error", "because schema", Failure.UNKNOWN_SCHEMA),
          new Rule("Catalog Error", "schema with name", Failure.UNKNOWN_SCHEMA),
          new Rule("Catalog Error", "table with name", Failure.UNKNOWN_TABLE),
          new Rule("Catalog Error", "sequence with name", Failure.UNKNOWN_TABLE),
          new Rule("Catalog Error", "view with name", Failure.UNKNOWN_TABLE),
          new Rule("Catalog Error", "function with name", Failure.UNKNOWN_FUNCTION),
          new Rule("Catalog Error", "macro with name", Failure.UNKNOWN_FUNCTION),
          new Rule("Catalog Error", "configuration parameter", Failure.UNSUPPORTED),
          new Rule("Catalog Error", "already exists", Failure.DUPLICATE_TABLE),
          new Rule("Catalog Error", "", Failure.INVALID_STATEMENT),
          new Rule("Binder Error", "referenced table", Failure.UNKNOWN_TABLE),
          new Rule("Binder Error", "not found in from clause", Failure.UNKNOWN_COLUMN),
          new Rule("Binder Error", "referenced column", Failure.UNKNOWN_COLUMN),
          new Rule("Binder Error", "does not have a column named", Failure.UNKNOWN_COLUMN),
          new Rule("Binder Error", "no function matches", Failure.UNKNOWN_FUNCTION),
          new Rule("Binder Error", "", Failure.INVALID_STATEMENT),
          new Rule("Conversion Error", "out of range", Failure.VALUE_OUT_OF_RANGE),
          new Rule("Conversion Error", "could not cast value", Failure.VALUE_OUT_OF_RANGE),
          new Rule("Conversion Error", "", Failure.INVALID_VALUE),
          new Rule("Out of Range Error", "", Failure.VALUE_OUT_OF_RANGE),
          new Rule("Mismatch Type Error", "", Failure.INVALID_VALUE),
          new Rule("Invalid type Error", "", Failure.INVALID_VALUE),
          new Rule("Invalid Input Error", "division by zero", Failure.DIVISION_BY_ZERO),
          new Rule("Invalid Input Error", "magic bytes", Failure.DAMAGED),
          new Rule("Invalid Input Error", "no statements to execute", Failure.SYNTAX),
          new Rule("Invalid Input Error", "parameter count mismatch", Failure.INVALID_STATEMENT),
          new Rule("Invalid Input Error", "values were not provided", Failure.INVALID_STATEMENT),
          new Rule("Invalid Input Error", "lock_configuration", Failure.ACCESS_DENIED),
          new Rule("Invalid Input Error", "configuration has been locked", Failure.ACCESS_DENIED),
          new Rule("Invalid Input Error", "more than one row", Failure.MORE_THAN_ONE_ROW),
          new Rule("Invalid Input Error", "", Failure.INVALID_VALUE),
          new Rule("Constraint Error", "", Failure.INVALID_VALUE),
          new Rule("Not implemented Error", "", Failure.UNSUPPORTED),
          new Rule("IO Error", "no files found", Failure.UNKNOWN_TABLE),
          new Rule("IO Error", "failed to download extension", Failure.ACCESS_DENIED),
          new Rule("IO Error", "", Failure.IO),
          new Rule("HTTP Error", "", Failure.IO),
          new Rule("Serialization Error", "", Failure.DAMAGED),
          new Rule("", "tprotocolexception", Failure.DAMAGED),
          new Rule("", "don't know what type", Failure.DAMAGED),
          new Rule("Invalid Configuration Error", "", Failure.ACCESS_DENIED),
          new Rule("TransactionContext Error", "", Failure.INVALID_STATEMENT),
          new Rule("Dependency Error", "", Failure.INVALID_STATEMENT),
          new Rule("Sequence Error", "", Failure.INVALID_STATEMENT),
          new Rule("Settings Error", "", Failure.INVALID_VALUE));

  private EngineErrors() {}

  /** The exception for a message of the engine. */
  static StorageException translate(@Nullable String raw) {
    if (raw == null) {
      return new StorageException(Failure.INTERNAL, "The engine failed and gave no reason.");
    }
    StorageException ours = RowFunction.failure(raw);
    if (ours != null) {
      return ours;
    }
    String message = WRAPPING.matcher(raw).replaceFirst("");
    if (isFatal(message)) {
      return new StorageException(
          Failure.INTERNAL,
          "The engine stopped after a fault and starts anew with the next statement. Cause: "
              + clean(message));
    }
    String lowerCase = message.toLowerCase(Locale.ROOT);
    for (Rule rule : RULES) {
      if (rule.matches(message, lowerCase)) {
        String text = clean(message);
        if (MAY_BE_DAMAGE.contains(rule.failure)) {
          return ofFile(rule.failure, text);
        }
        return new StorageException(
            rule.failure, rule.failure == Failure.ACCESS_DENIED ? text + ALLOWED : text);
      }
    }
    return new StorageException(Failure.INTERNAL, clean(message));
  }

  /** The failure, told of a table's file if the message names one. */
  private static StorageException ofFile(Failure failure, String message) {
    Matcher matcher = DATA_FILE.matcher(message);
    if (!matcher.find()) {
      return new StorageException(failure, message);
    }
    String file =
        "The data file %s of table %s.%s "
            .formatted(
                matcher.group("file"),
                decoded(matcher.group("schema")),
                decoded(matcher.group("table")));
    if (message.contains("No files found") || message.contains("No such file")) {
      return new StorageException(
          Failure.MISSING_FILE,
          file + "is missing. Only the store itself may delete its files; restore it from a copy.");
    }
    return failure == Failure.IO
        ? new StorageException(failure, file + "cannot be read: " + message)
        : new StorageException(
            Failure.DAMAGED, file + "is damaged; restore it from a copy. Cause: " + message);
  }

  private static String decoded(String directoryName) {
    try {
      return URLDecoder.decode(directoryName, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return directoryName;
    }
  }

  /** Whether the engine's instance does not work any more. */
  static boolean isFatal(String message) {
    return message.contains("database has been invalidated")
        || message.startsWith("FATAL Error")
        || message.startsWith("INTERNAL Error");
  }

  private static String clean(String message) {
    String text = EXCERPT.matcher(message).replaceFirst("");
    text = CANDIDATES.matcher(text).replaceFirst("");
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text = OWN_CANDIDATE.matcher(text).replaceFirst("$1");
    }
    text = PATH_LIST.matcher(text).replaceAll("$1, ...]");
    int stack = text.indexOf("\nStack Trace:");
    if (stack >= 0) {
      text = text.substring(0, stack);
    }
    text = BLANKS.matcher(text.strip()).replaceAll(" ");
    int typeEnd = text.indexOf("Error: ");
    if (typeEnd >= 0 && typeEnd < 30) {
      text = text.substring(typeEnd + "Error: ".length());
    }
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }
}
