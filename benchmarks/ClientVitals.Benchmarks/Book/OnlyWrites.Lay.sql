-- What the last analysis wrote, laid ready to be written once more for a day far away, with keys that ascend as the program's do.
create temporary table only_writes on commit drop as
select
  rpad(to_char(row_number() over (order by a.client_id), 'FM0000000000000000'), 32, md5(a.id::text))::uuid as key,
  a.*
from public.call_pattern_analysis a
where a.analysis_date = (select max(l.analysis_date) from public.call_pattern_analysis l)
  and a.run_id is not null
order by a.client_id
