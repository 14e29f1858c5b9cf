-- One delivery with how its file was read, why lines were refused, and how large the kept file is.
select
  d.id,
  d.source,
  d.name,
  d.state,
  d.started_at,
  d.finished_at,
  d.read,
  d.added,
  d.unchanged,
  d.corrected,
  d.rejected,
  d.unmatched,
  d.error,
  d.entity,
  d.undone_at,
  d.corrects_id,
  (
    select max(o.id)
    from public.deliveries o
    where (o.id = d.file_id or (o.file_id = d.file_id and o.corrects_id is not null))
      and o.id <> d.id
      and o.state = 'succeeded'
      and o.undone_at is null
  ) as other_reading_id,
  d.file_id is not null as has_file,
  (
    select coalesce(sum(octet_length(f.bytes)), 0)::bigint
    from public.delivery_files f
    where f.file_id = d.file_id
  ) as file_bytes,
  array(
    select n.note
    from jsonb_array_elements_text(case when jsonb_typeof(d.details -> 'notes') = 'array' then d.details -> 'notes' else '[]' end) with ordinality as n (note, place)
    order by n.place
  ) as notes,
  array(
    select r.one ->> 'reason'
    from jsonb_array_elements(case when jsonb_typeof(d.details -> 'reasons') = 'array' then d.details -> 'reasons' else '[]' end) with ordinality as r (one, place)
    order by r.place
  ) as reasons,
  array(
    select (r.one ->> 'lines')::bigint
    from jsonb_array_elements(case when jsonb_typeof(d.details -> 'reasons') = 'array' then d.details -> 'reasons' else '[]' end) with ordinality as r (one, place)
    order by r.place
  ) as reason_lines
from public.deliveries d
where d.id = @delivery::bigint
