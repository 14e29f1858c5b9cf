-- The last call there before this file's are added.
select coalesce(max(r.id), 0) from public.call_records r
