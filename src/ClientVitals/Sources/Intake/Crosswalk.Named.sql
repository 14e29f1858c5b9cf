-- Which row of ours the source means by each id, and whether what it says is older than what is stored.
select
  i.line,
  coalesce(s.row_id, gen_random_uuid()) as id,
  s.row_id is not null as is_known,
  coalesce(i.modified_at < s.modified_at, false) as is_older
from incoming i
left join public.source_records s
  on s.source = @source::text
  and s.entity = @entity::text
  and s.external_id = coalesce(i.external_id, 'row ' || i.row_key)
