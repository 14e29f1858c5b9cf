-- Say that this delivery came to nothing, and why.
insert into public.deliveries (source, name, state, started_at, finished_at, error)
values (@source::text, @name::text, 'failed', @now::timestamptz, @finished::timestamptz, @error::text)
