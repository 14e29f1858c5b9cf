-- A file that is kept came again with this delivery: it is this one's too, and is kept from now on.
with kept as (
  update public.delivery_files f
  set kept_at = greatest(f.kept_at, @now::timestamptz)
  where f.file_id = @file::bigint
)
update public.deliveries d
set file_id = @file::bigint
where d.id = @delivery::bigint
