-- Allow this site no longer.
delete from public.allowed_origins o
where o.origin = @origin::text
