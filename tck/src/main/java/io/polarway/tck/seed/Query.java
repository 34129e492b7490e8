package io.polarway.tck.seed;

/** The demo's queries. */
public enum Query {
  BY_SYMBOL(
      "Query 1: aggregation by symbol",
      "query 1, aggregation",
      """
      SELECT
          symbol,
          COUNT(*) as trades,
          AVG(price) as avg_price,
          STDDEV(price) as volatility,
          SUM(volume) as total_volume
      FROM trades
      GROUP BY symbol
      ORDER BY symbol
      """),
  FIVE_MINUTES(
      "Query 2: time series in 5-minute buckets (the last 20)",
      "query 2, time series",
      """
      SELECT
          time_bucket(INTERVAL '5 minutes', timestamp) as bucket,
          symbol,
          COUNT(*) as trades,
          AVG(price) as avg_price,
          MIN(price) as low,
          MAX(price) as high,
          SUM(volume) as volume
      FROM trades
      GROUP BY bucket, symbol
      ORDER BY bucket DESC, symbol
      LIMIT 20
      """),
  ROLLING_AVERAGE(
      "Query 3: window functions (BTC/USD, average of 5 minutes and momentum of 20)",
      "query 3, window functions",
      """
      WITH bucketed AS (
          SELECT
              time_bucket(INTERVAL '1 minute', timestamp) as bucket,
              symbol,
              AVG(price) as avg_price
          FROM trades
          GROUP BY bucket, symbol
      )
      SELECT
          bucket,
          symbol,
          avg_price,
          AVG(avg_price) OVER (
              PARTITION BY symbol
              ORDER BY bucket
              ROWS BETWEEN 4 PRECEDING AND CURRENT ROW
          ) as sma_5,
          avg_price - AVG(avg_price) OVER (
              PARTITION BY symbol
              ORDER BY bucket
              ROWS BETWEEN 19 PRECEDING AND CURRENT ROW
          ) as momentum_20
      FROM bucketed
      WHERE symbol = 'BTC/USD'
      ORDER BY bucket DESC
      LIMIT 10
      """);

  private final String title;
  private final String shortTitle;
  private final String sql;

  Query(String title, String shortTitle, String sql) {
    this.title = title;
    this.shortTitle = shortTitle;
    this.sql = sql;
  }

  public String title() {
    return title;
  }

  String shortTitle() {
    return shortTitle;
  }

  /** The query's text; the table it reads is called {@code trades}. */
  public String sql() {
    return sql;
  }
}
