package io.polarway.jdbc.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/**
 * Every SQLState that the driver gives, with its meaning and the subclass of SQLException that
 * carries it (JDBC 4.3, 8.5).
 *
 * <p>The codes are those of ISO 9075-2, and where it has none those of PostgreSQL, which most
 * clients know. Two come from ODBC's call level interface: 01S00 and 07009.
 */
public enum SqlState {
  WARNING("01000", "warning", SQLException::new),
  INVALID_CONNECTION_ATTRIBUTE("01S00", "invalid connection string attribute", SQLException::new),
  WRONG_PARAMETER_COUNT("07001", "a parameter was not set", SQLNonTransientException::new),
  RESTRICTED_DATA_TYPE("07006", "restricted data type attribute violation", SQLDataException::new),
  INVALID_DESCRIPTOR_INDEX("07009", "no such parameter or column", SQLNonTransientException::new),
  CANNOT_CONNECT("08001", "cannot connect", SQLNonTransientConnectionException::new),
  CONNECTION_CLOSED("08003", "connection closed", SQLNonTransientConnectionException::new),
  CONNECTION_REFUSED("08004", "store cannot be opened", SQLNonTransientConnectionException::new),
  OUTCOME_UNKNOWN("08007", "outcome of a commit unknown", SQLNonTransientConnectionException::new),
  UNSUPPORTED("0A000", "feature not supported", SQLFeatureNotSupportedException::new),
  CARDINALITY_VIOLATION("21000", "two rows in the place of one", SQLNonTransientException::new),
  TEXT_TOO_LONG("22001", "text longer than its column", SQLDataException::new),
  OUT_OF_RANGE("22003", "numeric value out of range", SQLDataException::new),
  INVALID_DATETIME("22007", "invalid date, time or timestamp", SQLDataException::new),
  DIVISION_BY_ZERO("22012", "division by zero", SQLDataException::new),
  INVALID_CAST("22018", "value cannot be turned into the type", SQLDataException::new),
  INVALID_CHARACTER("22021", "character not in UTF-8", SQLDataException::new),
  INVALID_XML("2200M", "invalid XML document", SQLDataException::new),
  SEQUENCE_EXHAUSTED("2200H", "sequence has given its last value", SQLDataException::new),
  INVALID_ARGUMENT("22023", "invalid argument", SQLDataException::new),
  NOT_NULL("23502", "null in a NOT NULL column", SQLIntegrityConstraintViolationException::new),
  DUPLICATE_KEY("23505", "key of another row", SQLIntegrityConstraintViolationException::new),
  CHECK_VIOLATION("23514", "CHECK violated", SQLIntegrityConstraintViolationException::new),
  INVALID_CURSOR_STATE("24000", "closed or not on a row", SQLNonTransientException::new),
  INVALID_TRANSACTION_STATE("25000", "not in this transaction", SQLNonTransientException::new),
  ACTIVE_TRANSACTION("25001", "not within a transaction", SQLNonTransientException::new),
  READ_ONLY("25006", "read-only store or transaction", SQLNonTransientException::new),
  OBJECTS_DEPEND_ON_IT("2BP01", "schema not empty", SQLNonTransientException::new),
  INVALID_SAVEPOINT("3B001", "no savepoint of this transaction", SQLNonTransientException::new),
  UNKNOWN_CATALOG("3D000", "unknown catalog", SQLNonTransientException::new),
  UNKNOWN_SCHEMA("3F000", "unknown schema", SQLSyntaxErrorException::new),
  EXPIRED("72000", "snapshot too old", SQLNonTransientException::new),
  CONFLICT("40001", "serialization failure", SQLTransactionRollbackException::new),
  INVALID_STATEMENT("42000", "statement without a meaning", SQLSyntaxErrorException::new),
  ACCESS_DENIED("42501", "outside of what the store allows", SQLSyntaxErrorException::new),
  GENERATED_ALWAYS("428C9", "value for a generated column", SQLSyntaxErrorException::new),
  SYNTAX_ERROR("42601", "syntax error", SQLSyntaxErrorException::new),
  DUPLICATE_COLUMN("42701", "column exists already", SQLSyntaxErrorException::new),
  UNKNOWN_COLUMN("42703", "unknown column", SQLSyntaxErrorException::new),
  UNKNOWN_FUNCTION("42883", "unknown function", SQLSyntaxErrorException::new),
  UNKNOWN_TABLE("42P01", "unknown table", SQLSyntaxErrorException::new),
  DUPLICATE_SCHEMA("42P06", "schema exists already", SQLSyntaxErrorException::new),
  DUPLICATE_TABLE("42P07", "table exists already", SQLSyntaxErrorException::new),
  INVALID_DEFINITION("42P16", "invalid table definition", SQLSyntaxErrorException::new),
  DISK_FULL("53100", "disk full", SQLTransientException::new),
  OUT_OF_MEMORY("53200", "out of memory", SQLTransientException::new),
  OBJECT_CLOSED("55000", "object closed or not ready", SQLNonTransientException::new),
  LOCK_TIMEOUT("55P03", "lock not had in time", SQLTransientException::new),
  CANCELLED("57014", "cancelled", SQLNonTransientException::new),
  TIMEOUT("57014", "out of time", SQLTimeoutException::new),
  IO_ERROR("58030", "reading or writing failed", SQLNonTransientException::new),
  RAISED("P0001", "an error that the statement raises", SQLNonTransientException::new),
  INTERNAL_ERROR("XX000", "fault of the driver or the engine", SQLNonTransientException::new),
  DATA_DAMAGED("XX001", "stored data damaged", SQLNonTransientException::new);

  private final String code;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference has no state
  private final Maker maker;

  SqlState(String code, String meaning, Maker maker) {
    this.code = code;
    this.meaning = meaning;
    this.maker = maker;
  }

  /** The five characters. */
  public String code() {
    return code;
  }

  /** What it says, in a few words. */
  public String meaning() {
    return meaning;
  }

  SQLException exception(String message, @Nullable Throwable cause) {
    return maker.make(message, code, cause);
  }

  private interface Maker {
    SQLException make(String message, String code, @Nullable Throwable cause);
  }
}
