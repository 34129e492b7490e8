package io.polarway.jdbc.route;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.sql.TableVersion;
import io.polarway.storage.Query;
import io.polarway.storage.Session;
import io.polarway.storage.column.BatchStream;
import io.polarway.storage.column.ColumnBatch;
import io.polarway.storage.column.LongColumn;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the commits that a statement names. */
final class CommitNumbers {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern PARAMETER = Pattern.compile("\\?\\d*|\\$\\d+");

  private final Session session;
  private final @Nullable List<@Nullable Object> parameters;

  /**
   * @param parameters the statement's; null as long as they have no values
   */
  CommitNumbers(Session session, @Nullable List<@Nullable Object> parameters) {
    this.session = session;
    this.parameters = parameters;
  }

  /** The number of the commit; null when it depends on parameters without values. */
  @Nullable Long number(TableVersion version, String text) throws SQLException {
    String value = version.value().of(text);
    if (!version.isTime() && NUMBER.matcher(value).matches()) {
      return Long.valueOf(value);
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int index : version.parameters()) {
      if (parameters == null) {
        return null;
      }
      values.add(parameters.get(index));
    }
    Long computed = computed(version, value, values);
    if (computed == null) {
      throw SqlErrors.invalidArgument(
          "%s is NULL; give %s"
              .formatted(
                  version.range().of(text),
                  version.isTime() ? "a time" : "the number of a commit"));
    }
    return version.isTime()
        ? session.commitNumberAt(Instant.EPOCH.plus(computed, ChronoUnit.MICROS))
        : computed;
  }

  /** The number, or the time in microseconds since 1970; null for NULL. */
  private @Nullable Long computed(
      TableVersion version, String value, List<@Nullable Object> values) {
    String expression =
        version.parameters().isEmpty() ? value : PARAMETER.matcher(value).replaceAll("?");
    String sql =
        (version.isTime() ? "SELECT epoch_us(CAST((" : "SELECT CAST((")
            + expression
            + (version.isTime() ? "\n) AS TIMESTAMPTZ))" : "\n) AS BIGINT)");
    try (BatchStream stream = session.query(Query.withoutTables(sql), values, Duration.ZERO)) {
      ColumnBatch batch = stream.next();
      return batch == null || batch.column(0).isNull(0)
          ? null
          : ((LongColumn) batch.column(0)).get(0);
    }
  }
}
