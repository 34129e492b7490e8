SELECT 1
SELECT 5 / 2, 5 // 2, -5 // 2, 5 % 3
SELECT 5//2
SELECT price//10 AS bucket, count(*) FROM trades GROUP BY ALL ORDER BY ALL
SELECT 1_000_000 + count(*) FROM trades
SELECT 1_000_000
SELECT 0x1F, 0b101, 0o17
SELECT 1e3, .5, 5., 1.5e-2
SELECT ~5, ~id FROM quotes WHERE id < 3
SELECT -(-5), - -5, +5
SELECT 2 ** 10, 2 ^ 3, 7 & 3, 4 | 1, xor(6, 3), 1 << 4, 256 >> 2
SELECT @(-5), 5!
SELECT 'a' || 'b', 'abc'[1], 'abc'[1:2], 'abc'[-1]
SELECT 'abc'[2:], 'abc'[:2], 'abc'[:]
SELECT 'O''Brien', E'a\tb', $$it's$$, $tag$x $$ y$tag$
SELECT $$trades$$ AS s, count(*) FROM trades
SELECT '--', '/* x */', "symbol" FROM trades LIMIT 0
SELECT /* a /* nested */ comment */ count(*) FROM trades
SELECT count(*) -- the number
 FROM trades
SELECT TRUE AND NOT FALSE OR NULL
SELECT 1 == 1, 1 <> 2, 1 != 2, 1 IS DISTINCT FROM NULL, NULL IS NOT DISTINCT FROM NULL
SELECT CASE 1 WHEN 1 THEN 'one' ELSE 'other' END, CASE WHEN 1 > 2 THEN 1 END
SELECT if(1 > 2, 'a', 'b'), ifnull(NULL, 3), coalesce(NULL, 4), nullif(1, 1)
SELECT CAST('42' AS INTEGER), '42'::INT, TRY_CAST('x' AS INT), INT '7'
SELECT '2026-01-01'::DATE, DATE '2026-01-01' + 1, TIMESTAMP '2026-01-01 10:00:00' - INTERVAL 1 HOUR
SELECT INTERVAL '1' DAY, INTERVAL 3 MONTH, INTERVAL '2 years 3 days', INTERVAL (1 + 1) HOUR
SELECT extract(year FROM DATE '2026-03-04'), date_part('month', DATE '2026-03-04'), year(DATE '2026-03-04')
SELECT substring('hello' FROM 2 FOR 3), substring('hello', 2, 3), position('l' IN 'hello'), trim(BOTH 'x' FROM 'xaxx'), overlay('hello' PLACING 'J' FROM 1 FOR 1)
SELECT 'abc' LIKE 'a%', 'abc' ILIKE 'A%', 'abc' NOT LIKE 'b%', 'abc' SIMILAR TO 'a.c', 'abc' ~ 'a.*', 'abc' !~ 'b', 'abc' GLOB 'a*'
SELECT 'a_c' LIKE 'a$_c' ESCAPE '$', 'abc' ~~ 'a%', 'abc' ~~* 'A%', 'abc' !~~ 'x', 'abc' ^@ 'ab'
SELECT 1 IN (1, 2), 3 NOT IN (1, 2), 1 IN [1, 2], 1 IN (SELECT id FROM quotes)
SELECT 2 BETWEEN 1 AND 3, 2 NOT BETWEEN 1 AND 3
SELECT NULL IS NULL, 1 IS NOT NULL, 1 ISNULL, 1 NOTNULL, 1 NOT NULL
SELECT true IS TRUE, NULL IS UNKNOWN, false IS NOT FALSE
SELECT [1, 2, 3], [], [[1], [2, 3]], list_value(1, 2)
SELECT [1, 2, 3][1], [1, 2, 3][2:3], [1, 2, 3][-1], ([1, 2, 3])[1:3:2]
SELECT {'a': 1, 'b': 'x'}, {'a': 1}.a, {'a': {'b': 2}}.a.b, struct_pack(x := 1, y := 'z')
SELECT {a: 1, b: [1, 2]}, row(1, 'x'), (1, 'y')
SELECT MAP {'a': 1, 'b': 2}, MAP {'a': 1}['a'], map(['x'], [9])
SELECT [x * 2 FOR x IN [1, 2, 3]], [x FOR x IN [1, 2, 3] IF x > 1]
SELECT [price * 2 FOR price IN [1.5, 2.5]] FROM trades LIMIT 1
SELECT list_transform([1, 2, 3], lambda x: x + 1), list_filter([4, 5], lambda x, i: i > 1)
SELECT list_transform(list(id ORDER BY id), lambda x: x * 2) FROM quotes WHERE id < 4
SELECT list_sort([3, 1, 2]), list_aggregate([1, 2], 'sum'), array_length([1, 2]), len([1, 2])
SELECT unnest([1, 2, 3])
SELECT unnest({'a': 1, 'b': 2})
SELECT unnest([{'a': 1}, {'a': 2}], recursive := true)
SELECT generate_series(1, 3), range(3)
SELECT 'abc'.upper(), [1, 2].list_sum(), 'a,b'.split(',')
SELECT symbol.lower() AS s FROM trades GROUP BY s ORDER BY s
SELECT '{"a": {"b": [1, 2]}}'::JSON -> 'a' -> 'b' ->> 0, '{"a": 1}'->>'a', '{"a":1}'->'$.a'
SELECT json_extract('{"a": 1}', '$.a'), {'a': 1}::JSON
SELECT uuid() IS NOT NULL, random() < 1, now() IS NOT NULL, current_date IS NOT NULL
SELECT 'a' COLLATE NOCASE = 'A'
SELECT '\x41'::BLOB, x'4142', 'abc'::BLOB
SELECT TIMESTAMP '2026-01-01 00:00:00' AT TIME ZONE 'Europe/Berlin' = TIMESTAMPTZ '2025-12-31 23:00:00+00'
SELECT * FROM region ORDER BY r_regionkey
SELECT r.* FROM region r ORDER BY 1
SELECT region.* FROM region ORDER BY ALL
SELECT main.region.r_name FROM region ORDER BY 1
SELECT main.region.r_name FROM main.region ORDER BY 1
SELECT polarway.main.region.r_name FROM polarway.main.region ORDER BY 1
SELECT REGION.R_NAME FROM Region ORDER BY r_name
FROM region ORDER BY ALL
FROM region SELECT r_name ORDER BY 1
FROM region r SELECT r.r_name WHERE r.r_regionkey > 2 ORDER BY 1
FROM region AS r LIMIT 0
FROM (FROM region) ORDER BY 1
FROM polarway.main.region ORDER BY 1
FROM s1.notes ORDER BY id
FROM s1.trades SELECT s1.trades.id, trades.symbol ORDER BY 1
SELECT s1.trades.id, main.trades.symbol FROM s1.trades, main.trades WHERE main.trades.price < 5 ORDER BY ALL
SELECT t.id, u.symbol FROM s1.trades t JOIN trades u ON t.id = u.volume ORDER BY ALL
FROM s1.trades t POSITIONAL JOIN s1.notes n
FROM s1.trades POSITIONAL JOIN trades LIMIT 5
FROM trades t SEMI JOIN s1.trades u ON t.volume = u.id SELECT count(*)
FROM s1.trades SEMI JOIN s1.notes USING (id) SELECT s1.trades.id ORDER BY 1
FROM s1.trades SELECT polarway.s1.trades.id ORDER BY 1
TABLE region
TABLE region ORDER BY r_regionkey
TABLE s1.notes
VALUES (1, 'a'), (2, 'b')
VALUES (1), (2) ORDER BY 1 DESC
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v(id, name)
SELECT * FROM (VALUES (1), (2)) AS v(x) JOIN region ON r_regionkey = x
FROM (VALUES (1), (2)) v(x) SELECT x + 1 ORDER BY 1
SELECT * EXCLUDE (ts) FROM trades WHERE price < 3 ORDER BY ALL
SELECT * EXCLUDE ts FROM trades WHERE price < 3 ORDER BY ALL
SELECT * EXCLUDE (ts, volume) FROM trades WHERE price < 3 ORDER BY ALL
SELECT * REPLACE (upper(r_name) || '!' AS r_name) FROM region ORDER BY 1
SELECT * EXCLUDE (r_regionkey) REPLACE (lower(r_name) AS r_name) FROM region ORDER BY 1
SELECT * RENAME (r_name AS name) FROM region ORDER BY 1
SELECT r.* EXCLUDE (r_name) FROM region r ORDER BY 1
SELECT * LIKE 'r_n%' FROM region ORDER BY 1
SELECT * ILIKE 'R_N%' FROM region ORDER BY 1
SELECT * NOT LIKE 'r_n%' FROM region ORDER BY 1
SELECT COLUMNS('r_.*') FROM region ORDER BY 1
SELECT COLUMNS('^l_(quantity|discount)$')::DOUBLE FROM lineitem WHERE l_orderkey = 1 ORDER BY ALL
SELECT min(COLUMNS(*)) FROM wide
SELECT min(COLUMNS(* EXCLUDE (id))), max(COLUMNS(['jan', 'feb'])) FROM wide
SELECT COLUMNS(lambda c: c LIKE 'm%') FROM wide ORDER BY ALL
SELECT id FROM wide WHERE COLUMNS(['jan', 'feb']) > 0 ORDER BY 1
SELECT coalesce(*COLUMNS(['maybe', 'jan'])) FROM wide ORDER BY ALL
SELECT #1, #2 FROM region ORDER BY #1
SELECT r_name FROM region ORDER BY #1 DESC
SELECT count(*) FILTER (WHERE price > 100) FROM trades
SELECT count(*) FILTER (price > 100), sum(volume) FILTER (symbol = 'BTC') FROM trades
SELECT symbol, sum(price) FILTER (WHERE volume > 4) AS s FROM trades GROUP BY symbol ORDER BY ALL
SELECT symbol, count(*) FROM trades GROUP BY ALL ORDER BY ALL
SELECT symbol, count(*) FROM trades GROUP BY symbol ORDER BY ALL DESC
SELECT symbol, price > 100 AS high, count(*) FROM trades GROUP BY ALL HAVING count(*) > 10 ORDER BY ALL
SELECT symbol, count(*) FROM trades GROUP BY 1 ORDER BY 2 DESC, 1
SELECT symbol s, count(*) c FROM trades GROUP BY s HAVING c > 3 ORDER BY c, s
SELECT symbol, date_trunc('day', ts) d, count(*) FROM trades GROUP BY ROLLUP (symbol, d) ORDER BY ALL
SELECT symbol, price > 100 p, count(*) FROM trades GROUP BY CUBE (symbol, p) ORDER BY ALL
SELECT symbol, price > 100 p, count(*), grouping(symbol) FROM trades GROUP BY GROUPING SETS ((symbol), (p), ()) ORDER BY ALL
SELECT count(DISTINCT symbol), sum(DISTINCT volume), avg(price), median(price), mode(symbol) FROM trades WHERE symbol < 'C'
SELECT quantile_cont(price, 0.5), quantile_disc(price, [0.25, 0.75]), percentile_cont(0.5) WITHIN GROUP (ORDER BY price) FROM trades
SELECT string_agg(symbol, ',' ORDER BY symbol DESC), list(id ORDER BY id) FROM quotes WHERE id < 4
SELECT array_agg(id ORDER BY id DESC) FILTER (id > 2), listagg(symbol, '-' ORDER BY id) FROM quotes WHERE id < 6
SELECT arg_max(symbol, price), arg_min(symbol, ts), max_by(ts, price), any_value(symbol) IS NOT NULL, first(symbol ORDER BY ts) FROM trades
SELECT max(price, 3), min(price, 2) FROM trades
SELECT histogram(symbol) FROM trades
SELECT approx_count_distinct(symbol) FROM trades
SELECT stddev(price) > 0, corr(price, volume) IS NOT NULL, bool_and(price >= 0), bit_or(id) FROM trades, quotes WHERE id < 2
SELECT symbol, price, row_number() OVER (PARTITION BY symbol ORDER BY ts) AS n FROM trades QUALIFY n <= 2 ORDER BY ALL
SELECT symbol, ts FROM trades QUALIFY row_number() OVER (PARTITION BY symbol ORDER BY price DESC, ts) = 1 ORDER BY ALL
SELECT ts, sum(price) OVER (ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) s FROM trades WHERE symbol = 'BTC' ORDER BY ts LIMIT 9
SELECT ts, avg(price) OVER (ORDER BY ts RANGE BETWEEN INTERVAL 30 MINUTES PRECEDING AND CURRENT ROW) s FROM trades ORDER BY ts LIMIT 9
SELECT ts, count(*) OVER (ORDER BY ts GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) c FROM trades ORDER BY ts LIMIT 5
SELECT ts, first_value(price) OVER w, last_value(price) OVER w FROM trades WINDOW w AS (PARTITION BY symbol ORDER BY ts) ORDER BY ts LIMIT 9
SELECT id, lag(bid) OVER (ORDER BY id), lead(bid, 2, -1) OVER (ORDER BY id), lag(bid IGNORE NULLS) OVER (ORDER BY id) FROM quotes ORDER BY id LIMIT 5
SELECT id, ntile(3) OVER (ORDER BY id), rank() OVER (ORDER BY symbol), dense_rank() OVER (ORDER BY symbol), cume_dist() OVER (ORDER BY id) FROM quotes ORDER BY id LIMIT 5
SELECT id, sum(id) FILTER (id > 2) OVER (ORDER BY id) FROM quotes ORDER BY id LIMIT 5
SELECT id, count(DISTINCT symbol) OVER () FROM quotes ORDER BY id LIMIT 2
SELECT n_name, r_name FROM nation JOIN region ON n_regionkey = r_regionkey ORDER BY ALL
SELECT n_name, r_name FROM nation, region WHERE n_regionkey = r_regionkey ORDER BY ALL
SELECT n.n_name, r.r_name FROM nation n INNER JOIN region r ON n.n_regionkey = r.r_regionkey ORDER BY ALL
SELECT n_name, r_name FROM nation LEFT JOIN region ON n_regionkey = r_regionkey AND r_regionkey > 2 ORDER BY ALL
SELECT n_name, r_name FROM nation LEFT OUTER JOIN region ON n_regionkey = r_regionkey AND r_regionkey > 2 ORDER BY ALL
SELECT n_name, r_name FROM region RIGHT JOIN nation ON n_regionkey = r_regionkey AND r_regionkey > 2 ORDER BY ALL
SELECT count(*) FROM nation FULL OUTER JOIN region ON n_nationkey = r_regionkey
SELECT count(*) FROM nation CROSS JOIN region
SELECT count(*) FROM quotes NATURAL JOIN trades
SELECT count(*) FROM quotes JOIN trades USING (symbol)
SELECT symbol, count(*) FROM quotes JOIN trades USING (symbol, ts) GROUP BY symbol ORDER BY ALL
SELECT count(*) FROM trades SEMI JOIN quotes USING (symbol)
SELECT count(*) FROM trades ANTI JOIN quotes USING (symbol)
SELECT DISTINCT symbol FROM trades ANTI JOIN quotes USING (symbol)
SELECT DISTINCT t.symbol FROM trades t ANTI JOIN quotes q ON t.symbol = q.symbol
SELECT count(*) FROM trades t SEMI JOIN quotes q ON t.symbol = q.symbol AND t.ts = q.ts
SELECT r_name, id FROM region POSITIONAL JOIN s1.notes
SELECT * FROM region POSITIONAL JOIN wide
SELECT t.symbol, t.ts, q.bid FROM trades t ASOF JOIN quotes q ON t.symbol = q.symbol AND t.ts >= q.ts ORDER BY ALL LIMIT 20
SELECT t.symbol, t.ts, q.bid FROM trades t ASOF LEFT JOIN quotes q ON t.symbol = q.symbol AND t.ts >= q.ts ORDER BY ALL LIMIT 20
SELECT symbol, bid FROM trades ASOF JOIN quotes USING (symbol, ts) ORDER BY ALL LIMIT 20
FROM trades ASOF JOIN quotes USING (symbol, ts) SELECT count(*), sum(bid)
SELECT count(*) FROM customer JOIN orders JOIN lineitem ON l_orderkey = o_orderkey ON o_custkey = c_custkey
SELECT count(*) FROM (customer JOIN orders ON c_custkey = o_custkey) JOIN lineitem ON l_orderkey = o_orderkey
SELECT count(*) FROM customer JOIN (orders JOIN lineitem ON l_orderkey = o_orderkey) ON c_custkey = o_custkey
SELECT count(*) FROM (customer c CROSS JOIN region r), nation
SELECT r_name, x FROM region, LATERAL (SELECT r_regionkey * 10 AS x) ORDER BY 1
SELECT r_name, x FROM region, (SELECT r_regionkey * 10 AS x) ORDER BY 1
SELECT r_name, n FROM region CROSS JOIN LATERAL (SELECT count(*) n FROM nation WHERE n_regionkey = r_regionkey) ORDER BY 1
SELECT r_name, n FROM region LEFT JOIN LATERAL (SELECT max(n_name) n FROM nation WHERE n_regionkey = r_regionkey) ON true ORDER BY 1
SELECT r_name, u FROM region, unnest([1, 2]) t(u) ORDER BY ALL
SELECT r_name, u FROM region, LATERAL unnest([r_regionkey, 7]) AS t(u) ORDER BY ALL
SELECT * FROM unnest([1, 2, 3]) WITH ORDINALITY AS t(a, b) ORDER BY 1
SELECT * FROM range(3) t(i), range(2) u(j) ORDER BY ALL
SELECT * FROM generate_series(1, 10, 3)
SELECT * FROM range(DATE '2026-01-01', DATE '2026-01-04', INTERVAL 1 DAY)
SELECT r_name FROM region WHERE EXISTS (SELECT 1 FROM nation WHERE n_regionkey = r_regionkey AND n_nationkey > 23) ORDER BY 1
SELECT r_name FROM region WHERE NOT EXISTS (FROM nation WHERE n_regionkey = r_regionkey AND n_nationkey > 23) ORDER BY 1
SELECT r_name FROM region WHERE r_regionkey IN (SELECT n_regionkey FROM nation WHERE n_nationkey > 22) ORDER BY 1
SELECT r_name FROM region WHERE r_regionkey NOT IN (FROM nation SELECT n_regionkey WHERE n_nationkey > 22) ORDER BY 1
SELECT r_name FROM region WHERE r_regionkey = ANY (SELECT n_regionkey FROM nation WHERE n_nationkey > 22) ORDER BY 1
SELECT r_name FROM region WHERE r_regionkey >= ALL (SELECT n_regionkey FROM nation) ORDER BY 1
SELECT (SELECT max(n_name) FROM nation) FROM region
SELECT (SELECT max(n_name) FROM nation), (FROM region SELECT count(*)) AS c
SELECT r_name, (SELECT count(*) FROM nation WHERE n_regionkey = r_regionkey) FROM region ORDER BY 1
SELECT ARRAY(SELECT r_name FROM region ORDER BY 1)
SELECT ARRAY (FROM region SELECT r_regionkey ORDER BY 1), [1, 2]
SELECT (1, 2) = (1, 2), (r_regionkey, r_name) IN (VALUES (1, 'AMERICA')) FROM region ORDER BY 2
WITH w AS (SELECT * FROM region) SELECT * FROM w ORDER BY 1
WITH w AS (FROM region) FROM w ORDER BY 1
WITH w(k, n) AS (SELECT * FROM region) SELECT n FROM w ORDER BY k
WITH w AS MATERIALIZED (SELECT * FROM region) SELECT count(*) FROM w
WITH w AS NOT MATERIALIZED (SELECT * FROM region) SELECT count(*) FROM w
WITH region AS (SELECT 1 AS x) SELECT * FROM region
WITH region AS (FROM polarway.main.region WHERE r_regionkey = 1) FROM region
WITH region AS (FROM main.region WHERE r_regionkey = 1) SELECT *, 1_0 AS ten FROM region
WITH trades AS (FROM s1.trades) SELECT count(*) FROM trades
WITH a AS (SELECT 1 x), b AS (SELECT x + 1 y FROM a) SELECT * FROM a, b, region ORDER BY ALL
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r ORDER BY 1
WITH RECURSIVE r AS (SELECT 0 AS k UNION SELECT (k + 1) % 5 FROM r) SELECT r_name FROM r JOIN region ON k = r_regionkey ORDER BY 1
WITH RECURSIVE t(k, v) USING KEY (k) AS (SELECT 1, 0 UNION SELECT k, v + 1 FROM t WHERE v < 3) SELECT * FROM t
WITH w AS (SELECT * FROM region) SELECT * FROM w WHERE r_regionkey IN (WITH w AS (SELECT 1 AS q) SELECT q FROM w)
SELECT * FROM (WITH w AS (FROM region) SELECT count(*) c FROM w)
WITH w AS (VALUES (1, 2)) SELECT * FROM w
SELECT symbol FROM trades UNION SELECT symbol FROM quotes ORDER BY 1
SELECT symbol FROM s1.trades UNION ALL SELECT r_name FROM region ORDER BY 1
SELECT symbol FROM trades EXCEPT SELECT symbol FROM quotes ORDER BY 1
SELECT symbol FROM trades INTERSECT SELECT symbol FROM quotes ORDER BY 1
SELECT symbol FROM trades EXCEPT ALL SELECT symbol FROM quotes ORDER BY 1
SELECT symbol FROM trades INTERSECT ALL SELECT symbol FROM quotes ORDER BY 1
SELECT id, symbol FROM s1.trades UNION ALL BY NAME SELECT symbol, bid FROM quotes WHERE id < 2 ORDER BY ALL
SELECT id FROM s1.trades UNION BY NAME SELECT r_name FROM region ORDER BY ALL
(SELECT 1 AS x) UNION (SELECT 2) ORDER BY x
(SELECT r_name FROM region ORDER BY 1 LIMIT 1) UNION ALL (SELECT r_name FROM region ORDER BY 1 DESC LIMIT 1) ORDER BY 1
(FROM region) ORDER BY 1
((SELECT 1))
FROM region UNION ALL FROM region ORDER BY ALL
SELECT DISTINCT symbol FROM trades ORDER BY symbol
SELECT DISTINCT ON (symbol) symbol, price FROM trades ORDER BY symbol, ts
SELECT DISTINCT ON (symbol, volume) symbol, volume FROM trades ORDER BY ALL LIMIT 5
SELECT ALL r_name FROM region ORDER BY 1
SELECT r_name FROM region ORDER BY r_name DESC NULLS LAST LIMIT 2 OFFSET 1
SELECT maybe FROM wide ORDER BY maybe NULLS FIRST, id
SELECT maybe FROM wide ORDER BY maybe ASC NULLS LAST
SELECT r_name FROM region ORDER BY r_name OFFSET 2 LIMIT 1
SELECT r_name FROM region ORDER BY r_name OFFSET 2 ROWS FETCH NEXT 1 ROWS ONLY
SELECT r_name FROM region ORDER BY r_name FETCH FIRST 2 ROWS ONLY
SELECT id FROM wide ORDER BY id LIMIT 25%
SELECT id FROM wide ORDER BY id LIMIT 50 PERCENT
SELECT id FROM wide ORDER BY id LIMIT (SELECT 2)
SELECT id FROM wide ORDER BY id LIMIT 1 + 1
SELECT id FROM wide ORDER BY id LIMIT ALL
SELECT count(*) FROM trades USING SAMPLE 100%
SELECT count(*) FROM trades USING SAMPLE 100 PERCENT (bernoulli)
SELECT count(*) FROM trades USING SAMPLE 10 ROWS
SELECT count(*) FROM trades USING SAMPLE reservoir(20 ROWS) REPEATABLE (42)
SELECT count(*) FROM trades TABLESAMPLE 100%
SELECT count(*) FROM trades TABLESAMPLE reservoir(5 ROWS)
SELECT count(*) FROM trades t TABLESAMPLE SYSTEM (100 PERCENT), region
SELECT count(*) FROM trades AS t TABLESAMPLE BERNOULLI(100%)
PIVOT trades ON symbol USING sum(volume)
PIVOT trades ON symbol USING sum(volume) GROUP BY price ORDER BY ALL LIMIT 7
PIVOT trades ON symbol USING sum(volume) AS v, count(*) AS c GROUP BY price ORDER BY ALL LIMIT 9
PIVOT trades ON symbol IN ('BTC', 'ETH') USING count(*)
PIVOT (SELECT symbol, volume > 4 AS big, price FROM trades) ON big USING max(price) ORDER BY ALL
PIVOT main.quotes ON symbol USING count(*) GROUP BY bid ORDER BY ALL
PIVOT s1.trades ON symbol USING count(*) GROUP BY id ORDER BY ALL
FROM (PIVOT trades ON symbol USING sum(volume))
SELECT * FROM (PIVOT trades ON symbol USING sum(volume) GROUP BY price) p ORDER BY ALL
FROM trades PIVOT (sum(volume) FOR symbol IN ('BTC', 'ETH'))
SELECT * FROM (SELECT symbol, volume FROM trades) PIVOT (sum(volume) FOR symbol IN ('BTC' AS b, 'ETH' AS e))
SELECT * FROM trades PIVOT (count(*) AS c, max(price) AS m FOR symbol IN ('BTC', 'ETH') GROUP BY volume) ORDER BY ALL
WITH p AS (PIVOT trades ON symbol IN ('BTC', 'SOL') USING avg(price) GROUP BY volume) SELECT * FROM p ORDER BY volume
WITH t AS (SELECT symbol, volume FROM trades) PIVOT t ON symbol USING sum(volume)
UNPIVOT wide ON jan, feb, mar
UNPIVOT wide ON jan, feb, mar INTO NAME month VALUE amount
UNPIVOT wide ON COLUMNS(* EXCLUDE (id, maybe)) INTO NAME month VALUE amount
UNPIVOT wide ON (jan, feb) AS first, (mar, maybe) AS second INTO NAME half VALUE x, y
FROM wide UNPIVOT (amount FOR month IN (jan, feb, mar))
SELECT * FROM wide UNPIVOT INCLUDE NULLS (amount FOR month IN (jan, maybe)) ORDER BY ALL
FROM (UNPIVOT wide ON jan, feb) ORDER BY ALL
FROM (SUMMARIZE region)
FROM (SUMMARIZE s1.notes)
SELECT column_name, min, max FROM (SUMMARIZE SELECT r_regionkey FROM region)
FROM (DESCRIBE region)
FROM (DESCRIBE SELECT r_name, 1 AS one FROM region)
SELECT column_name FROM (DESCRIBE main.region)
SELECT name FROM (SHOW TABLES) ORDER BY 1
SELECT column_name, column_type FROM (SHOW region)
SELECT "a b", "sélect", "order" FROM "Odd Name" ORDER BY 1
SELECT "Odd Name"."a b" FROM "Odd Name" ORDER BY 1
SELECT main."Odd Name"."a b" FROM main."Odd Name" ORDER BY 1
FROM "odd name" SELECT "A B" ORDER BY 1
SELECT 'é', 'ü', "sélect" FROM "Odd Name" SEMI JOIN region ON "a b" = r_regionkey ORDER BY ALL
SELECT '€', main."Odd Name"."a b", 1_0 FROM main."Odd Name" ORDER BY ALL
SELECT timestamp, date, time, value, year FROM (SELECT 1 AS timestamp, 2 AS date, 3 AS time, 4 AS value, 5 AS year)
SELECT x AS select_, y AS "from" FROM (SELECT 1 x, 2 y)
SELECT 1 AS 'quoted alias', 2 two, 3 AS "three"
SELECT price: 1, volume: 2 + 3
SELECT p: r_name FROM r: region ORDER BY 1
SELECT r.r_name FROM r: main.region ORDER BY 1
SELECT region FROM region ORDER BY 1
SELECT r FROM region r ORDER BY 1
SELECT r.r_name FROM region r(r_regionkey, r_name) ORDER BY 1
SELECT k FROM region r(k, n) WHERE n LIKE 'A%' ORDER BY 1
SELECT r_name, FROM region ORDER BY 1
SELECT symbol, count(*), FROM trades GROUP BY symbol, ORDER BY symbol
SELECT [1, 2,], {'a': 1,}
SELECT count() FROM trades
SELECT count(), sum(1) FROM region, nation
SELECT current_schema() = 'main', typeof(1), typeof([1])
SELECT alias(r_name), typeof(r_regionkey) FROM region LIMIT 1
SELECT * FROM query_table('region') ORDER BY 1
FROM query_table(['region', 'region']) ORDER BY ALL
FROM query('SELECT count(*) AS n FROM nation')
FROM query('FROM region') ORDER BY 1
SELECT * FROM (SELECT * FROM (SELECT * FROM region)) ORDER BY 1
SELECT a.r_name, b.r_name FROM region a, region b WHERE a.r_regionkey < b.r_regionkey ORDER BY ALL
SELECT count(*) FROM region, region r2
SELECT c_mktsegment, count(*) FROM customer GROUP BY c_mktsegment ORDER BY c_mktsegment NULLS FIRST
SELECT l_returnflag, sum(l_quantity), avg(l_extendedprice * (1 - l_discount)) FROM lineitem WHERE l_shipdate <= DATE '1996-09-02' - INTERVAL '90' DAY GROUP BY l_returnflag ORDER BY 1
SELECT l_orderkey, sum(l_extendedprice * (1 - l_discount)) AS revenue, o_orderdate FROM customer, orders, lineitem WHERE c_mktsegment = 'BUILDING' AND c_custkey = o_custkey AND l_orderkey = o_orderkey GROUP BY l_orderkey, o_orderdate ORDER BY revenue DESC, l_orderkey LIMIT 10
SELECT o_orderstatus, count(*) FROM orders WHERE o_orderdate >= DATE '1995-07-01' AND o_orderdate < DATE '1995-07-01' + INTERVAL 3 MONTH AND EXISTS (SELECT * FROM lineitem WHERE l_orderkey = o_orderkey AND l_quantity > 20) GROUP BY 1 ORDER BY 1
SELECT n_name, sum(l_extendedprice) FROM customer JOIN orders ON c_custkey = o_custkey JOIN lineitem ON l_orderkey = o_orderkey JOIN nation ON c_nationkey = n_nationkey JOIN region ON n_regionkey = r_regionkey WHERE r_name = 'ASIA' GROUP BY n_name ORDER BY 2 DESC, 1
SELECT extract(year FROM o_orderdate) AS y, sum(CASE WHEN o_orderstatus = 'F' THEN o_totalprice ELSE 0 END) / sum(o_totalprice) FROM orders GROUP BY y ORDER BY y
SELECT c_count, count(*) AS custdist FROM (SELECT c_custkey, count(o_orderkey) FROM customer LEFT JOIN orders ON c_custkey = o_custkey AND o_orderstatus NOT LIKE 'P%' GROUP BY c_custkey) AS c_orders(c_custkey, c_count) GROUP BY c_count ORDER BY ALL
WITH revenue AS (SELECT l_orderkey AS k, sum(l_extendedprice) AS total FROM lineitem GROUP BY 1) SELECT k, total FROM revenue WHERE total = (SELECT max(total) FROM revenue)
SELECT c_name FROM customer WHERE c_acctbal > (SELECT avg(c_acctbal) FROM customer WHERE c_acctbal > 0.0) AND NOT EXISTS (SELECT * FROM orders WHERE o_custkey = c_custkey) ORDER BY 1
SELECT cntrycode, count(*), sum(c_acctbal) FROM (SELECT substring(c_name FROM 10 FOR 1) AS cntrycode, c_acctbal FROM customer WHERE substring(c_name FROM 10 FOR 1) IN ('1', '3')) AS custsale GROUP BY cntrycode ORDER BY 1
SELECT time_bucket(INTERVAL '1 hour', ts) AS bucket, first(price ORDER BY ts) AS open, max(price) AS high, min(price) AS low, last(price ORDER BY ts) AS close, sum(volume) FROM trades WHERE symbol = 'BTC' GROUP BY bucket ORDER BY bucket LIMIT 10
SELECT symbol, ts, price, price - lag(price) OVER (PARTITION BY symbol ORDER BY ts) AS change FROM trades QUALIFY change IS NOT NULL ORDER BY ALL LIMIT 10
SELECT date_trunc('day', ts) AS day, symbol, sum(price * volume) / nullif(sum(volume), 0) AS vwap FROM trades GROUP BY ALL ORDER BY ALL
SELECT symbol, list(price ORDER BY ts)[1:3] AS firsts FROM trades GROUP BY symbol ORDER BY symbol
SELECT symbol, count(*) AS n, bar(n, 0, 200, 10) FROM trades GROUP BY symbol ORDER BY symbol
SELECT price * 2 AS double_price, double_price + 1 AS more FROM trades WHERE double_price > 490 ORDER BY ALL
SELECT price * 2 AS dp FROM trades WHERE dp > 490 GROUP BY dp HAVING dp > 492 ORDER BY dp
SELECT count(*) FROM trades WHERE ts::DATE = '2026-01-02'
SELECT count(*) FROM trades WHERE ts BETWEEN '2026-01-01' AND '2026-01-01 12:00:00'
SELECT count(*) FROM trades WHERE ts >= '2026-01-02'::TIMESTAMP AND symbol IN ('BTC', 'ETH')
SELECT count(*) FROM trades WHERE (symbol, price) IN (SELECT symbol, max(price) FROM trades GROUP BY symbol)
SELECT strftime(ts, '%Y-%m') AS m, count(*) FROM trades GROUP BY m ORDER BY m
SELECT regexp_replace(symbol, '[A-Z]$', '_'), regexp_extract(symbol, '(.)', 1) FROM trades GROUP BY symbol ORDER BY symbol
SELECT format('{} has {}', symbol, count(*)), printf('%05.1f', max(price)) FROM trades GROUP BY symbol ORDER BY symbol
SELECT struct_extract(s, 'a'), s.b, s['a'] FROM (SELECT {'a': r_regionkey, 'b': r_name} AS s FROM region) ORDER BY 1
SELECT t.s.b.c FROM (SELECT {'b': {'c': r_regionkey}} AS s FROM region) t ORDER BY 1
SELECT s.* FROM (SELECT {'a': r_regionkey, 'b': r_name} AS s FROM region) ORDER BY 1
SELECT (s).a FROM (SELECT {'a': r_regionkey} AS s FROM region) ORDER BY 1
SELECT m['k'], map_keys(m), cardinality(m) FROM (SELECT MAP {'k': r_regionkey} AS m FROM region) ORDER BY 1
SELECT l[1], l[-1], len(l) FROM (SELECT [r_regionkey, 9] AS l FROM region) ORDER BY 1
SELECT u.x FROM (SELECT unnest(list(r_regionkey)) AS x FROM region) u ORDER BY 1
SELECT r_regionkey, unnest([1, 2]) AS u FROM region ORDER BY ALL
SELECT 1 WHERE false
SELECT count(*) FROM region HAVING count(*) > 100
SELECT sum(r_regionkey) FROM region WHERE r_regionkey > 100
SELECT NULL, NULL::INT, [NULL]
SELECT union_value(n := 1), 'a'::ENUM('a', 'b'), 1::UTINYINT, 170141183460469231731687303715884105727::HUGEINT
SELECT '12:30:00'::TIME, '2026-01-01 10:00:00+02'::TIMESTAMPTZ = '2026-01-01 08:00:00+00'::TIMESTAMPTZ, INTERVAL '1 month 2 days'
SELECT 'infinity'::DOUBLE, 'nan'::DOUBLE, 1e300 * 10
SELECT bitstring('0101', 8), '101'::BIT
SELECT greatest(1, 2, 3), least('b', 'a'), abs(-2), round(2.567, 2), floor(2.5), mod(7, 3)
SELECT md5('a'), sha256('a'), hash('a') IS NOT NULL, base64('abc'::BLOB)
SELECT error FROM (SELECT 1 AS error)
SELECT r_name FROM region WHERE r_name NOT ILIKE '%a%' OR r_name SIMILAR TO '.*IC.*' ORDER BY 1
SELECT r_name FROM region WHERE r_name NOT SIMILAR TO 'A.*' ORDER BY 1
SELECT r_name FROM region WHERE regexp_matches(r_name, '^A') ORDER BY 1
SELECT try_cast('1' AS INTEGER) + 1, try(1 / 1)
SELECT id, jan + feb AS s FROM wide WHERE s > 2 ORDER BY s DESC, id
SELECT id FROM wide WHERE maybe IS NOT DISTINCT FROM id ORDER BY id
SELECT max(id) - min(id) AS span, count(maybe) FROM wide
SELECT id, CASE id % 3 WHEN 0 THEN 'a' WHEN 1 THEN 'b' ELSE 'c' END FROM wide ORDER BY id
SELECT sum(jan) OVER (PARTITION BY feb ORDER BY id) AS s FROM wide ORDER BY ALL
SELECT * FROM wide WHERE id = (SELECT max(id) FROM wide)
SELECT a.id, b.id FROM wide a LEFT JOIN wide b ON a.id = b.maybe ORDER BY ALL
SELECT wide.id, count(n.id) FROM wide LEFT JOIN s1.notes AS n USING (id) GROUP BY wide.id ORDER BY ALL
SELECT EXISTS (FROM region), NOT EXISTS (SELECT 1 FROM region WHERE false)
SELECT * FROM region WHERE r_regionkey < 2 UNION ALL SELECT * FROM region WHERE r_regionkey > 3 ORDER BY 1
SELECT row_number() OVER () IS NOT NULL FROM region
SELECT sum(x) FROM (SELECT unnest(range(5)) AS x)
SELECT * FROM (SELECT symbol, count(*) n FROM trades GROUP BY symbol) t WHERE t.n > 1 ORDER BY ALL
SELECT r_name AS name FROM region GROUP BY name ORDER BY name
SELECT 1 AS a, a + 1 AS b, b * 2 AS c
SELECT * FROM region AS "r x" WHERE "r x".r_regionkey = 1
SELECT count(*) FROM region, nation, s1.notes, main.quotes
SELECT greatest(*COLUMNS(['jan', 'feb', 'mar'])) FROM wide ORDER BY ALL
SELECT * FROM wide ORDER BY COLUMNS('ma.*') NULLS FIRST, id
SELECT id FROM wide GROUP BY id ORDER BY sum(jan), id LIMIT 4
SELECT symbol, sum(volume) AS v FROM trades GROUP BY symbol ORDER BY v DESC, symbol LIMIT 2 OFFSET 1
SELECT list_reduce([1, 2, 3], lambda a, b: a + b), list_transform([[1], [2]], lambda l: l[1])
SELECT symbol FROM trades WHERE symbol = ANY (['BTC', 'ETH']) GROUP BY symbol ORDER BY symbol
SELECT row(r_regionkey, r_name) FROM region ORDER BY 1
PIVOT_WIDER quotes ON symbol USING sum(bid)
PIVOT_LONGER wide ON jan, feb
PIVOT trades ON symbol, volume > 4 USING count(*)
SELECT * FROM (trades) LIMIT 0
SELECT count(*) FROM (trades t JOIN quotes q USING (symbol)) AS j
SELECT r_name FROM region ORDER BY lower(r_name) COLLATE NOCASE DESC LIMIT 2
SELECT fill(maybe) OVER (ORDER BY id) FROM wide ORDER BY id
SELECT COLUMNS('r_(.*)') AS 'c_\1' FROM region ORDER BY ALL
SELECT * EXCLUDE (trades.ts) FROM trades ORDER BY ALL LIMIT 3
