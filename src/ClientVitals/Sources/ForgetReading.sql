-- Forget this reading.
delete from public.source_readings r
where r.id = @id::bigint
