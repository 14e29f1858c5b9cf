-- The last rows there are of what a back-test reads.
select array[
  coalesce((select max(s.id) from public.sessions s), 0),
  coalesce((select max(v.version_id) from public.session_versions v), 0),
  coalesce((select max(p.id) from public.packages p), 0),
  coalesce((select max(v.version_id) from public.package_versions v), 0),
  coalesce((select max(c.id) from public.call_records c), 0)]
