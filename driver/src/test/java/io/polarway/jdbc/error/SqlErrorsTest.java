package io.polarway.jdbc.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlErrorsTest {

  @ParameterizedTest
  @EnumSource
  void everyStateHasFiveCharactersAndMakesAnExceptionThatCarriesThem(SqlState state) {
    Throwable cause = new IOException("cause");
    SQLException exception = SqlErrors.of(state, "what failed", cause);

    assertThat(state.code()).matches("[0-9A-Z]{5}");
    assertThat(state.meaning()).isNotBlank();
    thrown(exception)
        .hasMessage("what failed")
        .hasCause(cause)
        .returns(state.code(), SqlErrorsTest::sqlState);
  }

  @ParameterizedTest
  @EnumSource
  void everyFailureOfStorageKeepsItsMessageAndBecomesItsCause(Failure failure) {
    StorageException failed = new StorageException(failure, "Cannot open it: try again");

    thrown(SqlErrors.from(failed)).hasMessage("Cannot open it: try again").hasCause(failed);
  }

  @Test
  void failuresGetTheSubclassThatClientsLookFor() {
    thrown(SqlErrors.from(new StorageException(Failure.CONFLICT, "lost")))
        .isInstanceOf(SQLTransactionRollbackException.class)
        .returns("40001", SqlErrorsTest::sqlState);
    thrown(SqlErrors.from(new StorageException(Failure.TIMEOUT, "late")))
        .isInstanceOf(SQLTimeoutException.class)
        .returns("57014", SqlErrorsTest::sqlState);
    thrown(SqlErrors.from(new StorageException(Failure.UNKNOWN_TABLE, "no trades")))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .returns("42P01", SqlErrorsTest::sqlState);
  }

  @Test
  void otherUncheckedExceptionsAreInternalErrorsOrFailedInputAndOutput() {
    thrown(SqlErrors.from(new IllegalStateException()))
        .hasMessageContaining("IllegalStateException")
        .returns("XX000", SqlErrorsTest::sqlState);
    thrown(SqlErrors.from(new UncheckedIOException(new IOException("gone"))))
        .hasMessageContaining("gone")
        .returns("58030", SqlErrorsTest::sqlState);
  }

  @Test
  void messagesNameTheValueAndTheRemedy() {
    thrown(SqlErrors.columnLabel("prise", List.of("ts", "Price")))
        .hasMessage("There is no column 'prise' in the result. Did you mean \"Price\"?");
    thrown(SqlErrors.parameterIndex(3, 2))
        .hasMessage("There is no parameter 3: the statement has 2 parameters");
    thrown(SqlErrors.columnIndex(1, 0)).hasMessage("There is no column 1: the result has none");
    thrown(SqlErrors.conversion("column \"a\"", "x".repeat(1000), "VARCHAR", "int"))
        .hasMessageContaining("(1000 characters)")
        .hasMessageEndingWith("of column \"a\" (VARCHAR) to int");
    thrown(SqlErrors.unsupported("Savepoints")).hasMessage("Savepoints is not supported");
  }

  @Test
  void aFailedBatchTellsWhatWasDoneBefore() {
    SQLException cause = SqlErrors.outOfRange("parameter 1", 300, "TINYINT");
    BatchUpdateException failed = SqlErrors.batchFailed(cause, new long[] {1, 1});

    thrown(failed).hasCause(cause).returns("22003", SqlErrorsTest::sqlState);
    assertThat(failed.getLargeUpdateCounts()).containsExactly(1, 1);
    assertThat(failed.getUpdateCounts()).containsExactly(1, 1);
  }

  private static AbstractThrowableAssert<?, Throwable> thrown(Throwable exception) {
    return Assertions.assertThat(exception);
  }

  private static String sqlState(Throwable exception) {
    return ((SQLException) exception).getSQLState();
  }
}
