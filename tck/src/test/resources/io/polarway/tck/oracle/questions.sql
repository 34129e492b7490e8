select l_returnflag, l_linestatus, sum(l_quantity) as sum_qty, sum(l_extendedprice*(1-l_discount)*(1+l_tax))
  sum_charge, avg(l_discount) from lineitem where l_shipdate <= date '1998-12-01' - interval '90' day group by
  l_returnflag, l_linestatus order by 1,2;

select s_acctbal, s_name, n_name, p_partkey from part, supplier, partsupp, nation, region where p_partkey =
  ps_partkey and s_suppkey = ps_suppkey and p_type like '%TIN' and s_nationkey = n_nationkey and n_regionkey =
  r_regionkey and r_name = 'EUROPE' and ps_supplycost = (select min(ps_supplycost) from partsupp, supplier,
  nation, region where p_partkey = ps_partkey and s_suppkey = ps_suppkey and s_nationkey = n_nationkey and
  n_regionkey = r_regionkey and r_name = 'EUROPE') order by s_acctbal desc, p_partkey limit 100;

select l_orderkey, sum(l_extendedprice * (1 - l_discount)) as revenue, o_orderdate from customer, orders,
  lineitem where c_mktsegment = 'BUILDING' and c_custkey = o_custkey and l_orderkey = o_orderkey and
  o_orderdate < date '1995-03-15' and l_shipdate > date '1995-03-15' group by l_orderkey, o_orderdate order by
  revenue desc, o_orderdate, 1 limit 10;

select o_orderpriority, count(*) as order_count from orders where o_orderdate >= date '1993-07-01' and
  o_orderdate < date '1993-07-01' + interval '3' month and exists (select * from lineitem where l_orderkey =
  o_orderkey and l_commitdate < l_receiptdate) group by o_orderpriority;

select n_name, sum(l_extendedprice * (1 - l_discount)) as revenue from customer, orders, lineitem, supplier,
  nation, region where c_custkey = o_custkey and l_orderkey = o_orderkey and l_suppkey = s_suppkey and
  c_nationkey = s_nationkey and s_nationkey = n_nationkey and n_regionkey = r_regionkey and r_name = 'ASIA'
  group by n_name;

select sum(l_extendedprice * l_discount) as revenue from lineitem where l_shipdate >= date '1994-01-01' and
  l_shipdate < date '1994-01-01' + interval '1' year and l_discount between 0.06 - 0.01 and 0.06 + 0.01 and
  l_quantity < 24;

select supp_nation, cust_nation, l_year, sum(volume) as revenue from (select n1.n_name as supp_nation,
  n2.n_name as cust_nation, extract(year from l_shipdate) as l_year, l_extendedprice * (1 - l_discount) as
  volume from supplier, lineitem, orders, customer, nation n1, nation n2 where s_suppkey = l_suppkey and
  o_orderkey = l_orderkey and c_custkey = o_custkey and s_nationkey = n1.n_nationkey and c_nationkey =
  n2.n_nationkey and l_shipdate between date '1993-01-01' and date '1996-12-31') as shipping group by all;

select o_year, sum(case when nation = 'BRAZIL' then volume else 0 end) / sum(volume) as mkt_share from (select
  extract(year from o_orderdate) as o_year, l_extendedprice * (1 - l_discount) as volume, n2.n_name as nation
  from part, supplier, lineitem, orders, customer, nation n1, nation n2, region where p_partkey = l_partkey and
  s_suppkey = l_suppkey and l_orderkey = o_orderkey and o_custkey = c_custkey and c_nationkey = n1.n_nationkey
  and n1.n_regionkey = r_regionkey and r_name = 'AMERICA' and s_nationkey = n2.n_nationkey) as all_nations
  group by o_year;

select nation, o_year, sum(amount) from (select n_name nation, year(o_orderdate) o_year,
  l_extendedprice*(1-l_discount)-ps_supplycost*l_quantity amount from part, supplier, lineitem, partsupp,
  orders, nation where s_suppkey=l_suppkey and ps_suppkey=l_suppkey and ps_partkey=l_partkey and
  p_partkey=l_partkey and o_orderkey=l_orderkey and s_nationkey=n_nationkey and p_name like '%green%') profit
  group by nation, o_year;

select c_custkey, sum(l_extendedprice*(1-l_discount)) revenue from customer, orders, lineitem where
  c_custkey=o_custkey and l_orderkey=o_orderkey and o_orderdate >= date '1993-10-01' and l_returnflag='R' group
  by c_custkey, c_name having sum(l_quantity) > 10 order by revenue desc, 1 limit 20;

select ps_partkey, sum(ps_supplycost*ps_availqty) v from partsupp, supplier, nation where ps_suppkey=s_suppkey
  and s_nationkey=n_nationkey and n_name='GERMANY' group by ps_partkey having sum(ps_supplycost*ps_availqty) >
  (select sum(ps_supplycost*ps_availqty)*0.0001 from partsupp, supplier, nation where ps_suppkey=s_suppkey and
  s_nationkey=n_nationkey and n_name='GERMANY');

select l_shipmode, sum(case when o_orderpriority='1-URGENT' or o_orderpriority='2-HIGH' then 1 else 0 end) hi
  from orders, lineitem where o_orderkey=l_orderkey and l_shipmode in ('MAIL','SHIP') and
  l_commitdate<l_receiptdate and l_shipdate<l_commitdate group by l_shipmode;

select c_count, count(*) custdist from (select c_custkey, count(o_orderkey) from customer left outer join
  orders on c_custkey=o_custkey and o_comment not like '%special%requests%' group by c_custkey) as c_orders
  (c_custkey, c_count) group by c_count;

select 100.00*sum(case when p_type like 'PROMO%' then l_extendedprice*(1-l_discount) else 0
  end)/sum(l_extendedprice*(1-l_discount)) promo from lineitem, part where l_partkey=p_partkey;

with revenue(supplier_no, total_revenue) as (select l_suppkey, sum(l_extendedprice*(1-l_discount)) from
  lineitem group by l_suppkey) select s_suppkey, total_revenue from supplier, revenue where
  s_suppkey=supplier_no and total_revenue=(select max(total_revenue) from revenue);

select p_brand, p_type, p_size, count(distinct ps_suppkey) c from partsupp, part where p_partkey=ps_partkey and
  p_brand<>'Brand#45' and p_size in (49,14,23) and ps_suppkey not in (select s_suppkey from supplier where
  s_comment like '%Customer%Complaints%') group by p_brand,p_type,p_size;

select sum(l_extendedprice)/7.0 avg_yearly from lineitem, part where p_partkey=l_partkey and l_quantity <
  (select 0.9*avg(l_quantity) from lineitem where l_partkey=p_partkey);

select c_name, o_orderkey, sum(l_quantity) from customer, orders, lineitem where o_orderkey in (select
  l_orderkey from lineitem group by l_orderkey having sum(l_quantity)>100) and c_custkey=o_custkey and
  o_orderkey=l_orderkey group by all order by 3 desc, 2 limit 100;

select sum(l_extendedprice*(1-l_discount)) from lineitem, part where (p_partkey=l_partkey and p_container in
  ('SM CASE') and l_quantity between 1 and 11) or (p_partkey=l_partkey and p_container in ('MED BOX') and
  l_shipmode in ('AIR','AIR REG'));

select s_name from supplier, nation where s_suppkey in (select ps_suppkey from partsupp where ps_partkey in
  (select p_partkey from part where p_name like 'forest%') and ps_availqty > (select 0.5*sum(l_quantity) from
  lineitem where l_partkey=ps_partkey and l_suppkey=ps_suppkey)) and s_nationkey=n_nationkey;

select s_name, count(*) numwait from supplier, lineitem l1, orders where s_suppkey=l1.l_suppkey and
  o_orderkey=l1.l_orderkey and o_orderstatus='F' and l1.l_receiptdate>l1.l_commitdate and exists (select * from
  lineitem l2 where l2.l_orderkey=l1.l_orderkey and l2.l_suppkey<>l1.l_suppkey) and not exists (select * from
  lineitem l3 where l3.l_orderkey=l1.l_orderkey and l3.l_suppkey<>l1.l_suppkey and
  l3.l_receiptdate>l3.l_commitdate) group by s_name;

select cntrycode, count(*), sum(c_acctbal) from (select substring(c_phone from 1 for 2) cntrycode, c_acctbal
  from customer where substring(c_phone from 1 for 2) in ('13','31','23') and c_acctbal > (select
  avg(c_acctbal) from customer where c_acctbal>0) and not exists (select * from orders where
  o_custkey=c_custkey)) custsale group by cntrycode;

select l_returnflag, l_shipmode, sum(l_quantity), grouping(l_returnflag), grouping_id(l_returnflag, l_shipmode)
  from lineitem group by grouping sets ((l_returnflag, l_shipmode), (l_returnflag), ());

select l_returnflag, count(*) from lineitem group by rollup (l_returnflag, l_linestatus);

select * from (select o_orderkey, row_number() over (partition by o_custkey order by o_totalprice desc) rn from
  orders qualify rn = 1);

select o_custkey, o_orderkey from orders window w as (partition by o_custkey order by o_orderdate, o_orderkey)
  qualify rank() over w <= 2;

select o.o_orderkey, l.l_shipdate from orders o asof join lineitem l on o.o_orderkey = l.l_orderkey and
  o.o_orderdate >= l.l_shipdate;

pivot orders on o_orderstatus using sum(o_totalprice) group by o_orderpriority;

from (pivot orders on year(o_orderdate) using count(*) group by o_orderstatus);

unpivot (select n_nationkey, n_regionkey from nation) on n_nationkey, n_regionkey into name k value v;

select list_transform([n_nationkey, 5], lambda x: x + n_regionkey) from nation;

select [x * 2 for x in [n_nationkey, 1, 2] if x > 1] from nation;

select {'a': n_name, 'b': {'c': n_nationkey}} s, s['a'] from nation;

from nation select n_name where n_nationkey < 3;

from nation positional join region select n_name, r_name;

select count(*) from lineitem using sample 100%;

select count(*) from lineitem tablesample reservoir(10 rows);

with recursive r(i) as (select min(n_nationkey) from nation union all select i+1 from r where i < (select
  max(n_nationkey) from nation)) select * from r;

select n_name, x from nation, lateral (select n_nationkey * 2 as x);

select n_name, x from nation left join lateral (select count(*) x from customer where c_nationkey =
  n_nationkey) on true;

select sum(l_quantity) over (partition by l_orderkey order by l_linenumber rows between 1 preceding and 1
  following exclude current row) from lineitem;

select avg(o_totalprice) over (order by o_orderdate range between interval 10 days preceding and interval 10
  days following) from orders;

select columns('n_.*key') from nation;

select min(columns(*)) from nation;

select * exclude (n_name) from nation;

select * replace (upper(n_name) as n_name) from nation;

select nation.* exclude n_name, r.* rename (r_name as rn) from nation join region r on n_regionkey =
  r_regionkey;

select * like 'n_%' from nation;

describe select n_name, n_nationkey + 1 as x from nation;

summarize select n_nationkey from nation;

select column_name, approx_unique from (summarize nation);

select n_name from nation order by all desc nulls last limit 3;

select max_by(n_name, n_nationkey), arg_min(n_name, n_nationkey, 2), first(n_name order by n_nationkey),
  string_agg(n_name, ',' order by n_nationkey desc) filter (n_nationkey < 5), quantile_cont(n_nationkey, [0.25,
  0.5]), mode(n_regionkey), histogram(n_regionkey) from nation;

select n_name from nation semi join customer on c_nationkey = n_nationkey;

select n_name from nation anti join customer on c_nationkey = n_nationkey + 100;

select * from nation natural join (select 1 n_regionkey, 'q' extra);

select n_name from nation where (n_nationkey, n_regionkey) in ((1,1),(2,2));

select n_name from nation where n_name similar to 'F.*' or n_name glob '*A' or n_name ilike 'g%';

select n_nationkey from nation union by name select r_regionkey as n_nationkey, r_name from region;

select n_nationkey from nation except all select r_regionkey from region;

(select n_nationkey from nation intersect select r_regionkey from region) order by 1 limit 2 offset 1;

select count(*) filter (where n_regionkey = 1) as a, count_if(n_regionkey = 2) from nation;

select date_trunc('month', o_orderdate) m, count(*) from orders group by m order by m;

select regexp_extract(n_name, '(\w)(\w)', ['a', 'b']) from nation;

select n_name[1:3], n_name[-1], array_slice([1,2,3], 1, 2) from nation;

select unnest([n_nationkey, n_regionkey]) u, generate_subscripts([1,2], 1) from nation;

select struct_pack(k := n_nationkey).k, map {'a': n_nationkey}['a'] from nation;

select try_cast(n_name as int), n_nationkey::varchar || 'x', cast(n_nationkey as hugeint) from nation;

select case n_regionkey when 1 then 'one' else 'other' end, if(n_regionkey > 1, 'a', 'b'),
  coalesce(nullif(n_regionkey, 1), -1) from nation;

values (1, 'a'), (2, 'b');

table region;

select * from nation n join region r on r.r_regionkey = n.n_regionkey and r.r_name between 'A' and 'B' order by
  n.n_nationkey;

select n_name, (select count(*) from customer c where c.c_nationkey = n.n_nationkey) k from nation n;

select exists (from region where r_name = 'ASIA') e, 3 = any(select r_regionkey from region) a, 9 > all(select
  r_regionkey from region) b;

with a as materialized (select n_nationkey k from nation), b as (from a where k > 3) select count(*) from a, b;

select 5/2, 5//2, 5%2, 2**3, 1_000_000, 0x1F, 1e3 from region limit 1;

select current_schema(), current_database();

select strftime(o_orderdate, '%Y-%m'), dayname(o_orderdate), o_orderdate - interval 1 month, age(o_orderdate,
  date '1990-01-01') from orders;

select n.n_name.lower().upper() from nation n;

select sum(x) from (select n_nationkey x from nation limit 50 percent);

select * from generate_series(1, 3) g(i), region where i = r_regionkey;

select md5(n_name), hash(n_name) = hash(n_name), levenshtein(n_name, 'x'), format('{}-{}', n_name, 1),
  printf('%s', n_name) from nation;

select json_extract(to_json({'a': n_nationkey}), '$.a'), '{"a": 1}'::json->>'a' from nation;

select n_name as "Weird ""name""", 1 as "select" from nation;

select distinct on (n_regionkey) n_regionkey, n_name from nation order by n_regionkey, n_nationkey;

select o_custkey, list(o_orderkey order by o_orderkey) from orders group by 1 having len(list(o_orderkey)) > 3;

select x.* from (select n_name, n_nationkey from nation) as x(a, b) where b > 3;

select lead(n_name, 1, 'none') over (order by n_nationkey), ntile(3) over (order by n_nationkey),
  last_value(n_name ignore nulls) over (order by n_nationkey) from nation;

select row(1, 'x'), row(1)::varchar, [row('a b', null)], {'a': row('(')};

select count(*) from visits;

select count(*) from visits where search_engine <> 0;

select sum(search_engine), count(*), avg(resolution_width) from visits;

select avg(user_id) from visits;

select count(distinct user_id), count(distinct search_phrase) from visits;

select min(event_date), max(event_date), min(event_time), max(event_time) from visits;

select search_engine, count(*) from visits where search_engine <> 0 group by search_engine order by count(*) desc, 1;

select region_id, count(distinct user_id) as users from visits group by region_id order by users desc, region_id limit 10;

select region_id, sum(search_engine), count(*) as hits, avg(resolution_width), count(distinct user_id) from visits
  group by region_id order by hits desc, 1 limit 10;

select mobile_model, count(distinct user_id) as users from visits where mobile_model <> '' group by mobile_model
  order by users desc, 1 limit 10;

select mobile_phone, mobile_model, count(distinct user_id) as users from visits where mobile_model <> ''
  group by mobile_phone, mobile_model order by users desc, 1, 2 limit 10;

select search_phrase, count(*) as hits from visits where search_phrase <> '' group by search_phrase
  order by hits desc, search_phrase limit 10;

select search_engine, search_phrase, count(*) as hits from visits where search_phrase <> ''
  group by search_engine, search_phrase order by hits desc, 1, 2 limit 10;

select user_id, count(*) from visits group by user_id order by count(*) desc, user_id limit 10;

select user_id, extract(minute from event_time) as m, search_phrase, count(*) from visits group by user_id, m,
  search_phrase order by count(*) desc, 1, 2, 3 limit 10;

select user_id from visits where user_id = 196;

select count(*) from visits where url like '%google%';

select search_phrase, min(url), count(*) as c from visits where url like '%google%' and search_phrase <> ''
  group by search_phrase order by c desc, 1 limit 10;

select search_phrase, min(url), min(title), count(*) as c, count(distinct user_id) from visits
  where title like '%1%' and url not like '%.google.%' and search_phrase <> '' group by search_phrase order by c desc, 1;

select * from visits where url like '%google%' order by event_time, watch_id limit 10;

select search_phrase from visits where search_phrase <> '' order by event_time limit 10;

select search_phrase from visits where search_phrase <> '' order by event_time, search_phrase limit 10 offset 5;

select counter_id, avg(strlen(url)) as l, count(*) as c from visits where url <> '' group by counter_id
  having count(*) > 100 order by l desc, 1 limit 25;

select regexp_replace(referer, '^https?://(?:www\.)?([^/]+)/.*$', '\1') as host, avg(strlen(referer)) as l,
  count(*) as c, min(referer) from visits where referer <> '' group by host having count(*) > 10 order by l desc, 1;

select sum(resolution_width), sum(resolution_width + 1), sum(resolution_width + 2), sum(resolution_width + 3),
  sum(resolution_width + 4), sum(resolution_width + 5), sum(resolution_width + 89) from visits;

select search_engine, client_ip, count(*) as c, sum(is_refresh::int), avg(resolution_width) from visits
  where search_phrase <> '' group by search_engine, client_ip order by c desc, 1, 2 limit 10;

select watch_id, client_ip, count(*) as c, bool_or(is_refresh) from visits group by watch_id, client_ip
  order by c desc, 1 limit 10;

select 1, url, count(*) as c from visits group by 1, url order by c desc, url limit 10;

select client_ip, client_ip - 1, client_ip - 2, count(*) as c from visits group by all order by c desc, 1 limit 10;

select url, count(*) as views from visits where counter_id = 2 and event_date >= '2026-03-01' and
  event_date <= '2026-03-31' and not dont_count_hits and not is_refresh and url <> '' group by url order by views desc,
  url limit 10;

select title, count(*) as views from visits where counter_id = 2 and event_date between date '2026-03-05' and
  date '2026-03-25' and title <> '' group by title order by views desc, title limit 10;

select url, count(*) as views from visits where counter_id = 3 and event_date >= '2026-03-01' and is_link and not
  is_download group by url order by views desc, url limit 10 offset 2;

select traffic_source, search_engine, os, case when search_engine = 0 and os = 0 then referer else '' end as src,
  url as dst, count(*) as views from visits where counter_id = 1 group by all order by views desc, 1, 2, 3, 4, 5 limit 10 offset 3;

select url_hash, event_date, count(*) as views from visits where traffic_source in (-1, 3) and referer_hash < 400
  group by url_hash, event_date order by views desc, 1, 2 limit 10;

select resolution_width, resolution_height, count(*) as views from visits where not is_refresh and url_hash between
  100 and 500 group by 1, 2 order by views desc, 1, 2;

select date_trunc('minute', event_time) as m, count(*) as views from visits where event_time >= timestamp
  '2026-03-14' and event_time < timestamp '2026-03-15' group by m order by m limit 10 offset 20;

select event_date, count(*), count(distinct user_id), quantile_disc(response_ms, 0.95), approx_count_distinct(os) > 3
  from visits group by rollup (event_date) order by all nulls first;

select count(*) filter (where java_enabled), count(response_ms), sum(response_ms), max(response_ms), median(os)
  from visits where event_date > (select max(event_date) - 7 from visits);

select user_id, event_time - lag(event_time) over (partition by user_id order by event_time) as pause from visits
  qualify row_number() over (partition by user_id order by event_time desc) = 1 order by user_id limit 20;

with sessions as (select user_id, event_time, sum(case when gap > interval 30 minute or gap is null then 1 else 0 end)
  over (partition by user_id order by event_time) as session from (select user_id, event_time, event_time -
  lag(event_time) over (partition by user_id order by event_time) as gap from visits)) select user_id, session,
  count(*), min(event_time) from sessions group by 1, 2 order by count(*) desc, 1, 2 limit 15;

from (pivot visits on os in (0, 1, 2) using count(*) group by user_agent) order by user_agent;
