package io.polarway.tck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcTemplateTest {

  private record Trade(LocalDateTime time, String symbol, BigDecimal price, long volume) {}

  private static final List<Trade> TRADES =
      List.of(
          new Trade(LocalDateTime.of(2026, 2, 1, 9, 0), "BTC/USD", new BigDecimal("50000.25"), 3),
          new Trade(LocalDateTime.of(2026, 2, 1, 9, 1), "ETH/USD", new BigDecimal("3000.50"), 5),
          new Trade(LocalDateTime.of(2026, 2, 2, 9, 2), "BTC/USD", new BigDecimal("50010.75"), 7));

  private DriverManagerDataSource dataSource = new DriverManagerDataSource();
  private JdbcTemplate jdbc = new JdbcTemplate();

  @BeforeEach
  void createTheTable(@TempDir Path directory) {
    dataSource = new DriverManagerDataSource("jdbc:polarway:" + directory.resolve("store"));
    jdbc = new JdbcTemplate(dataSource);
    jdbc.execute(
        """
        CREATE TABLE trades (
            time TIMESTAMP NOT NULL, symbol VARCHAR NOT NULL, price DECIMAL(18, 2), volume BIGINT
        ) PARTITIONED BY (day(time))\
        """);
  }

  @Test
  void batchUpdateAndQueryRoundTrip() {
    insert(TRADES);

    List<Trade> read =
        jdbc.query(
            "SELECT time, symbol, price, volume FROM trades WHERE symbol = ? ORDER BY time",
            (row, number) ->
                new Trade(
                    row.getObject("time", LocalDateTime.class),
                    row.getString("symbol"),
                    row.getBigDecimal("price"),
                    row.getLong("volume")),
            "BTC/USD");

    assertThat(read).containsExactly(TRADES.get(0), TRADES.get(2));
    assertThat(jdbc.queryForObject("SELECT sum(volume) FROM trades", Long.class)).isEqualTo(15);
  }

  @Test
  void transactionsCommitTogetherOrNotAtAll() {
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(dataSource));

    transaction.executeWithoutResult(status -> insert(TRADES));
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      insert(TRADES);
                      throw new IllegalStateException("changed my mind");
                    }))
        .hasMessage("changed my mind");

    assertThat(jdbc.queryForObject("SELECT count(*) FROM trades", Long.class)).isEqualTo(3);
  }

  @Test
  void sqlStatesBecomeSpringsExceptions() {
    assertThatThrownBy(() -> jdbc.queryForList("SELECT * FROM nowhere"))
        .isInstanceOf(BadSqlGrammarException.class);
  }

  private void insert(List<Trade> trades) {
    jdbc.batchUpdate(
        "INSERT INTO trades VALUES (?, ?, ?, ?)",
        trades,
        trades.size(),
        (insert, trade) -> {
          insert.setObject(1, trade.time());
          insert.setString(2, trade.symbol());
          insert.setBigDecimal(3, trade.price());
          insert.setLong(4, trade.volume());
        });
  }
}
