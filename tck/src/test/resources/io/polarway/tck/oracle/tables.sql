create table region as select i r_regionkey, (['AFRICA','AMERICA','ASIA','EUROPE','MIDDLE EAST'])[i+1] r_name,
  'c' r_comment from range(5) t(i);

create table nation as select i n_nationkey, (['FRANCE','GERMANY','BRAZIL','INDIA','CANADA','SAUDI
  ARABIA'])[i%6+1] n_name, i%5 n_regionkey from range(12) t(i);

create table supplier as select i s_suppkey, 'S'||i s_name, 'a' s_address, i%12 s_nationkey, '1' s_phone,
  (i*37%1000)::decimal(15,2) s_acctbal, case when i%7=0 then 'Customer Complaints' else 'x' end s_comment from
  range(40) t(i);

create table part as select i p_partkey, case i%3 when 0 then 'forest green' else 'plum' end p_name,
  'Manufacturer#'||(i%5+1) p_mfgr, 'Brand#'||(i%3+1)||(i%4+1) p_brand, (['STANDARD POLISHED TIN','PROMO
  BURNISHED COPPER','ECONOMY ANODIZED STEEL'])[i%3+1] p_type, i%50+1 p_size, (['SM CASE','MED BOX','LG
  BOX'])[i%3+1] p_container, (900+i)::decimal(15,2) p_retailprice from range(100) t(i);

create table partsupp as select i%100 ps_partkey, (i*7)%40 ps_suppkey, i%90+1 ps_availqty,
  (i%100+1)::decimal(15,2) ps_supplycost from range(400) t(i);

create table customer as select i c_custkey, 'C'||i c_name, 'ad' c_address, i%12 c_nationkey, (10+i%25)||'-555'
  c_phone, ((i*13)%2000-500)::decimal(15,2) c_acctbal, (['BUILDING','AUTOMOBILE','MACHINERY'])[i%3+1]
  c_mktsegment, 'k' c_comment from range(60) t(i);

create table orders as select i o_orderkey, (i*11)%55 o_custkey, (['F','O','P'])[i%3+1] o_orderstatus,
  (i*100)::decimal(15,2) o_totalprice, date '1993-01-01' + (i*5%2000)::int o_orderdate,
  (['1-URGENT','2-HIGH','5-LOW'])[i%3+1] o_orderpriority, 'x' o_clerk, 0 o_shippriority, case when i%9=0 then
  'special requests' else 'n' end o_comment from range(300) t(i);

create table lineitem as select i%300 l_orderkey, (i*3)%100 l_partkey, (i*7)%40 l_suppkey, i//300 l_linenumber,
  (i%50+1)::decimal(15,2) l_quantity, (i*17%10000)::decimal(15,2) l_extendedprice, ((i%11)/100)::decimal(15,2)
  l_discount, ((i%9)/100)::decimal(15,2) l_tax, (['A','N','R'])[i%3+1] l_returnflag, (['F','O'])[i%2+1]
  l_linestatus, date '1993-01-05' + (i*5%2000)::int l_shipdate, date '1993-01-20' + (i*5%2000)::int
  l_commitdate, date '1993-01-10' + (i*7%2000)::int l_receiptdate, (['DELIVER IN PERSON','NONE'])[i%2+1]
  l_shipinstruct, (['AIR','MAIL','SHIP','AIR REG'])[i%4+1] l_shipmode, 'z' l_comment from range(1200) t(i);

create table visits as select i*7919%100003 watch_id, i%2=0 java_enabled, case when i%5=0 then '' else 'Page '||(i%17)
  end title, (i%3)::smallint good_event, timestamp '2026-03-01' + interval (i*977) second event_time,
  (timestamp '2026-03-01' + interval (i*977) second)::date event_date, (i%9)::integer counter_id,
  (i*31%4096)::integer client_ip, (i%13)::smallint region_id, (i*i%211)::bigint user_id, (i%4)::tinyint counter_class,
  (i%7)::smallint os, (i%6)::smallint user_agent, 'http://'||(['shop','news','mail.google','kino'])[i%4+1]||'.example/'||
  (i%23)||case when i%3=0 then '?q='||(i%11) else '' end url, case when i%4=0 then '' else 'https://www.'||
  (['search','portal'])[i%2+1]||'.example/path/'||(i%19) end referer, i%10=0 is_refresh, (800+i%5*160)::smallint
  resolution_width, (600+i%4*120)::smallint resolution_height, (i%3*8+8)::tinyint resolution_depth, (i%8)::smallint
  mobile_phone, case when i%6=0 then 'Model '||(i%5) else '' end mobile_model, (i%5)::smallint search_engine,
  case when i%7=0 then (['cats','DuckDB','zstd','Überraschung'])[i%4+1] else '' end search_phrase, (i%4)::smallint
  traffic_source, (i*13%997)::bigint referer_hash, (i*17%1009)::bigint url_hash, i%11=0 dont_count_hits,
  i%12=0 is_link, i%30=0 is_download, (i%600)::integer send_timing, case when i%25=0 then null else i%97 end response_ms
  from range(3000) t(i);
