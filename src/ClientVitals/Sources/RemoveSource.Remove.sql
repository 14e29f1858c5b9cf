-- Remove this source, if it is paused.
delete from public.sources s
where s.name = @name::text
  and not s.enabled
