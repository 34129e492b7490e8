package io.polarway.tck.benchmark;

import io.polarway.tck.seed.Query;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a database wants the demo's queries written, and its values read. */
enum Dialect {
  /** Polarway and DuckDB. */
  DUCKDB {
    @Override
    String text(Query query) {
      return query.sql();
    }
  },

  /** Without a type for time, time_bucket and STDDEV: the same from what there is. */
  SQLITE {
    @Override
    String text(Query query) {
      return switch (query) {
        case BY_SYMBOL ->
            """
            SELECT symbol, COUNT(*), AVG(price),
                sqrt((SUM(price * price) - SUM(price) * SUM(price) / COUNT(*)) / (COUNT(*) - 1)),
                SUM(volume)
            FROM trades GROUP BY symbol ORDER BY symbol\
            """;
        case FIVE_MINUTES -> buckets("timestamp / 300000000");
        case ROLLING_AVERAGE -> rollingAverage("timestamp / 60000000");
      };
    }

    @Override
    long timestamp(ResultSet row, int column) throws SQLException {
      return row.getLong(column);
    }
  },

  /** Without time_bucket. */
  H2 {
    @Override
    String text(Query query) {
      return switch (query) {
        case BY_SYMBOL -> query.sql();
        case FIVE_MINUTES -> buckets("FLOOR(EXTRACT(EPOCH FROM \"timestamp\") / 300)");
        case ROLLING_AVERAGE -> rollingAverage("FLOOR(EXTRACT(EPOCH FROM \"timestamp\") / 60)");
      };
    }

    @Override
    String timestampColumn() {
      return "\"timestamp\"";
    }
  };

  /** The text of a demo's query. */
  abstract String text(Query query);

  /** The name of the trades' time. */
  String timestampColumn() {
    return "timestamp";
  }

  /** Reads a time by the getter that suits; the number is of no use but to be used. */
  long timestamp(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column).getTime();
  }

  private static String buckets(String bucket) {
    return """
    SELECT %1$s AS bucket, symbol, COUNT(*), AVG(price), MIN(price), MAX(price), SUM(volume)
    FROM trades GROUP BY %1$s, symbol ORDER BY 1 DESC, symbol LIMIT 20\
    """
        .formatted(bucket);
  }

  private static String rollingAverage(String bucket) {
    return """
    WITH bucketed AS (
        SELECT %1$s AS bucket, symbol, AVG(price) AS avg_price FROM trades GROUP BY %1$s, symbol)
    SELECT bucket, symbol, avg_price,
        AVG(avg_price) OVER (PARTITION BY symbol ORDER BY bucket
            ROWS BETWEEN 4 PRECEDING AND CURRENT ROW),
        avg_price - AVG(avg_price) OVER (PARTITION BY symbol ORDER BY bucket
            ROWS BETWEEN 19 PRECEDING AND CURRENT ROW)
    FROM bucketed WHERE symbol = 'BTC/USD' ORDER BY bucket DESC LIMIT 10\
    """
        .formatted(bucket);
  }
}
