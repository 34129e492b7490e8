package io.polarway.jdbc.result;

import io.polarway.jdbc.type.ColumnReader;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a result set needs to know of where it comes from.
 *
 * @param statement what getStatement gives, null for metadata
 * @param sessionZone where TIMESTAMPTZ is shown
 * @param maxRows after how many rows it ends, 0 for no limit
 * @param fetchSize what getFetchSize says at first
 * @param maxFieldSize see {@link ColumnReader#create(io.polarway.storage.column.ResultColumn,
 *     ZoneId, int)}
 * @param origins finds the tables' columns that the result's columns are
 * @param onClose told of the first close, by the thread that closes
 */
public record ResultSetOptions(
    @Nullable Statement statement,
    ZoneId sessionZone,
    long maxRows,
    int fetchSize,
    int maxFieldSize,
    ColumnOrigin.Finder origins,
    Consumer<ResultSet> onClose) {

  /** For a result that no statement stands behind. */
  public static ResultSetOptions detached(ZoneId sessionZone) {
    return new ResultSetOptions(
        null, sessionZone, 0, 0, 0, ColumnOrigin.Finder.UNKNOWN, resultSet -> {});
  }
}
