-- Under which number does this delivery go? What it is told here is overwritten when it ends.
insert into public.deliveries (source, name, state, started_at)
values (@source::text, @name::text, 'running', @now::timestamptz)
returning id
