-- Keep what the source calls these rows, and when it changed them.
insert into public.source_records as s (source, entity, external_id, row_id, modified_at, hash, received_at)
select
  @source::text,
  @entity::text,
  coalesce(i.external_id, 'row ' || i.row_key),
  c.id,
  i.modified_at,
  md5((to_jsonb(i) - array['line', 'modified_at'])::text)::uuid,
  @now::timestamptz
from incoming i
join crosswalk c on c.line = i.line
where not c.is_older
order by 3
on conflict (source, entity, external_id) do update
set row_id = excluded.row_id,
    modified_at = coalesce(excluded.modified_at, s.modified_at),
    hash = excluded.hash,
    received_at = excluded.received_at
where (s.row_id, s.modified_at, s.hash) is distinct from (excluded.row_id, coalesce(excluded.modified_at, s.modified_at), excluded.hash)
