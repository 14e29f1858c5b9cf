-- How were files of each source read last, where somebody chose something?
select
  r.id,
  r.source,
  r.columns,
  r.choices::text as choices,
  r.kept_at,
  r.kept_by
from public.source_readings r
where r.entity = @entity::text
order by r.kept_at desc, r.id desc
limit 1000
