-- One delivery: how its file was read, why lines were refused, and how large the kept file is.
select
  d.corrects_id,
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
