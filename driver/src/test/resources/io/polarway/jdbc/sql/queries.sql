-- The demo's queries.
SELECT
    symbol,
    COUNT(*) as trades,
    AVG(price) as avg_price,
    STDDEV(price) as volatility,
    SUM(volume) as total_volume
FROM trades
GROUP BY symbol
ORDER BY symbol;
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
LIMIT 20;
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
LIMIT 10;
SELECT symbol, COUNT(*) as total_trades, AVG(price) as avg_price, MIN(timestamp) as first_trade, MAX(timestamp) as last_trade
FROM trades GROUP BY symbol ORDER BY total_trades DESC, symbol;

-- Names, scopes, qualifiers.
SELECT main.trades.symbol, polarway.main.trades.price, trades.* FROM trades WHERE main.trades.price > 110;
SELECT trades.* FROM main.trades ORDER BY main.trades.timestamp, "main"."TRADES".symbol LIMIT 3;
SELECT count(*) FROM polarway.main.trades WHERE polarway.main.trades.price > (SELECT avg(bid) FROM quotes WHERE quotes.symbol = main.trades.symbol);
SELECT t.symbol FROM trades t JOIN trades AS u ON t.timestamp = u.timestamp WHERE t.price > 114;
SELECT main.trades.price, other.trades.note FROM main.trades JOIN other.trades ON main.trades.symbol = other.trades.symbol WHERE main.trades.price > 114;
SELECT trades.symbol FROM (SELECT symbol FROM trades WHERE price > 114) trades;
WITH trades AS (SELECT symbol FROM quotes) SELECT count(*) FROM trades;
WITH trades AS (SELECT symbol FROM quotes) SELECT count(*) FROM main.trades, trades;
WITH a AS (SELECT symbol FROM trades), b AS (SELECT * FROM a JOIN quotes USING (symbol)) SELECT count(*) FROM b, a;
SELECT (WITH quotes AS (SELECT 1 AS bid) SELECT sum(bid) FROM quotes) AS a, (SELECT sum(bid) FROM quotes) AS b;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i, count(*) FROM n, trades GROUP BY i;
WITH RECURSIVE quotes(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM quotes WHERE i < 5) SELECT sum(i) FROM quotes;
WITH a AS MATERIALIZED (SELECT * FROM trades), b AS NOT MATERIALIZED (SELECT * FROM a) SELECT count(*) FROM b;
TABLE quotes;
FROM quotes;
FROM quotes SELECT symbol WHERE bid > 95 ORDER BY ALL;
(TABLE quotes) UNION ALL TABLE quotes;
SELECT count(*) FROM (FROM trades) x, (TABLE quotes) y;
SELECT * FROM "Odd Name" WHERE value IN (1, 3) AND year = 2026 ORDER BY month, count;
SELECT "Odd Name".date, "odd name".time, "select" FROM "Odd Name";
SELECT date.value FROM "Odd Name" date WHERE date.date = DATE '2026-02-01';
SELECT timestamp, year.value AS month FROM trades, "Odd Name" AS year ORDER BY timestamp, 2 LIMIT 4;
SELECT größe.wert, main.größe.id FROM größe;
SELECT count(*) FROM trades, quotes, LATERAL (SELECT * FROM lists WHERE lists.id = quotes.bid) l;
SELECT count(*) FROM trades JOIN quotes ON trades.symbol = quotes.symbol LEFT JOIN lists ON lists.id = quotes.bid;
SELECT count(*) FROM (trades JOIN quotes USING (symbol));
SELECT count(*) FROM trades NATURAL JOIN other.trades o;
SELECT count(*) FROM (VALUES (1, 'BTC/USD'), (2, 'x')) v(id, symbol) JOIN trades USING (symbol);
VALUES (1, (SELECT count(*) FROM trades)), (2, 3);
SELECT 1 WHERE EXISTS (SELECT 1 FROM trades);
SELECT * FROM range(3) r, generate_series(1, 2) g(i), unnest([7, 8]) u(x);
SELECT symbol, price FROM trades WHERE symbol IN (SELECT symbol FROM quotes) AND price >= ALL (SELECT price FROM trades) ORDER BY ALL;
SELECT symbol FROM trades UNION SELECT symbol FROM quotes EXCEPT SELECT 'x' INTERSECT (SELECT symbol FROM other.trades) ORDER BY 1;
SELECT struct_pack(a := main.quotes.bid) AS s FROM quotes LIMIT 2;
SELECT lists.s.a, s.b FROM lists;
SELECT main.lists.s.b AS b FROM lists;

-- What Calcite reads in another way.
SELECT price // 3, 1_000_000, price % 3, 2 ** 3, 7 & 3 | 4, 1 << 3 FROM trades ORDER BY ALL LIMIT 5;
SELECT count(*) FROM trades SEMI JOIN quotes USING (symbol);
SELECT count(*) FROM trades ANTI JOIN quotes ON trades.symbol = quotes.symbol;
SELECT count(*) FROM trades POSITIONAL JOIN quotes;
SELECT count(*) FROM trades ASOF JOIN quotes ON trades.symbol = quotes.symbol AND trades.timestamp >= quotes.timestamp;
SELECT count(*) FROM trades ASOF LEFT JOIN quotes USING (symbol, timestamp);
SELECT symbol /* FROM nothing -- */ FROM /* a /* nested; */ b */ trades -- FROM quotes
 WHERE symbol = 'BTC/USD' -- ' unclosed
 LIMIT 2;

-- DuckDB's forms.
SELECT * EXCLUDE (price, volume) FROM trades ORDER BY timestamp LIMIT 3;
SELECT * EXCLUDE price REPLACE (volume + (SELECT max(bid) FROM quotes) AS volume) FROM trades ORDER BY timestamp LIMIT 3;
SELECT * RENAME (price AS cost) FROM trades ORDER BY timestamp LIMIT 3;
SELECT COLUMNS('pri.*') FROM trades ORDER BY timestamp LIMIT 3;
SELECT count(COLUMNS(*)) FROM trades;
SELECT symbol, sum(price) FROM trades GROUP BY ALL ORDER BY ALL;
SELECT symbol, price FROM trades QUALIFY row_number() OVER (PARTITION BY symbol ORDER BY price, timestamp) = 1 ORDER BY symbol;
SELECT DISTINCT ON (symbol) symbol, price FROM trades ORDER BY symbol, price;
SELECT x::INTEGER, x::DECIMAL(10, 2), x::VARCHAR[], CAST(x AS TIMESTAMP WITH TIME ZONE) FROM (SELECT NULL AS x FROM quotes) LIMIT 1;
SELECT price::INT::VARCHAR || 'x', TRY_CAST(symbol AS DOUBLE), CAST(price AS DOUBLE PRECISION) FROM trades LIMIT 2;
SELECT l[1], l[1:2], l[:2], l[2:], [1, 2] || l, {'a': id, 'b': [id]}, MAP {'k': id}, '{"a": 1}'::JSON -> 'a', list_filter(l, lambda x: x > 1), [x * 2 FOR x IN l IF x > 1] FROM lists;
SELECT symbol LIKE 'B%', symbol ILIKE 'b%', symbol NOT LIKE 'x' ESCAPE '!', symbol GLOB 'B*', symbol SIMILAR TO 'B.*', symbol ~ 'B', symbol ~~ 'B%' FROM trades LIMIT 1;
SELECT extract(year FROM timestamp), extract('month' FROM timestamp), substring(symbol FROM 1 FOR 3), substring(symbol, 2), trim(BOTH 'B' FROM symbol), trim(symbol), position('/' IN symbol), date_trunc('hour', timestamp), date_part('year', timestamp) FROM trades LIMIT 1;
SELECT timestamp + INTERVAL 3 DAYS, timestamp - INTERVAL '1' HOUR, timestamp + INTERVAL (price::INT) MINUTE, timestamp AT TIME ZONE 'UTC' IS NULL, DATE '2026-02-01' + 1, TIME '10:00:00' FROM trades LIMIT 1;
SELECT count(*) FILTER (WHERE price > 105), string_agg(symbol, ',' ORDER BY timestamp DESC), first(price ORDER BY timestamp), list(price ORDER BY price DESC NULLS LAST)[1:2], quantile_cont(price, 0.5), arg_max(symbol, price), mode() WITHIN GROUP (ORDER BY symbol) FROM trades WHERE price < 103;
SELECT symbol, lag(price IGNORE NULLS) OVER w, sum(price) OVER (w ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW), sum(price) OVER (ORDER BY timestamp RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW) FROM trades WINDOW w AS (PARTITION BY symbol ORDER BY timestamp) ORDER BY ALL LIMIT 0;
SELECT symbol, grouping(symbol), count(*) FROM trades GROUP BY GROUPING SETS ((symbol), ()) ORDER BY ALL;
SELECT symbol, price, count(*) FROM trades GROUP BY CUBE (symbol, price) ORDER BY ALL LIMIT 9;
SELECT CASE WHEN price > 105 THEN 'high' ELSE 'low' END AS "case", CASE symbol WHEN 'BTC/USD' THEN 1 END, coalesce(NULL, price), nullif(price, 100), left(symbol, 3), right(symbol, 3), if(price > 1, 2, 3) FROM trades ORDER BY timestamp LIMIT 2;
SELECT symbol IS NOT DISTINCT FROM NULL, symbol IS NULL, symbol NOTNULL, symbol ISNULL, price BETWEEN 1 AND 2, NOT price > 1, (price > 1) IS UNKNOWN, price NOT IN (1, 2), 1 IN [1, 2], 2 NOT IN l FROM trades, lists LIMIT 1;
SELECT symbol, FROM trades ORDER BY timestamp LIMIT 1;
SELECT symbol FROM trades UNION ALL BY NAME SELECT bid AS symbol, symbol AS b FROM quotes ORDER BY ALL LIMIT 5;
SELECT count(*) FROM trades LIMIT (SELECT count(*) FROM quotes) OFFSET 0;
SELECT count(*) FROM trades USING SAMPLE 100%;
SELECT count(*) FROM trades TABLESAMPLE 100%;
SELECT symbol COLLATE NOCASE FROM trades ORDER BY timestamp OFFSET 2 LIMIT 1;
SELECT symbol.upper().lower(), 'abc'.upper() FROM trades LIMIT 1;
SELECT * FROM trades PIVOT (sum(price) FOR symbol IN ('BTC/USD', 'ETH/USD')) ORDER BY ALL LIMIT 3;
SELECT X'41' IS NULL, E'a\'b', $$a'b;$$, $x$ FROM quotes $x$, 'it''s' FROM trades LIMIT 0;
SELECT 0x1F, 1e3, .5, 5., -+-1, 1 - -1 FROM trades LIMIT 1;
SELECT sum(price) AS trades FROM trades HAVING sum(price) > 1 FETCH FIRST 3 ROWS ONLY;
SELECT ALL symbol FROM trades ORDER BY timestamp NULLS FIRST OFFSET 1 ROW FETCH NEXT 2 ROWS ONLY;
SELECT now() IS NULL, current_date IS NULL, current_timestamp IS NULL, current_user, user FROM trades LIMIT 1;

-- As object-relational mappers write.
select t1_0.symbol,t1_0.price,t1_0."timestamp" from trades t1_0 where t1_0.symbol=? and (t1_0.price>? or t1_0.price is null) order by t1_0."timestamp" offset ? rows fetch first ? rows only;
select count(distinct t1_0.symbol) from trades t1_0 left join quotes q1_0 on q1_0.symbol=t1_0.symbol where exists(select 1 from quotes q2_0 where q2_0.bid=t1_0.price);
SELECT "trades"."symbol", "trades"."price" FROM "main"."trades" WHERE ("main"."trades"."symbol" = ? AND 1 = 1) ORDER BY "main"."trades"."timestamp" ASC LIMIT 2;
SELECT "x"."symbol" AS "A", row_number() OVER (ORDER BY "x"."price") "rn" FROM (SELECT * FROM "polarway"."main"."trades" AS "y") "x" WHERE lower("x"."symbol") LIKE ('%' || ? || '%') ORDER BY 2 LIMIT 3;
