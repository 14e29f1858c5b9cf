-- Write down that this message could not be read.
insert into public.deliveries (source, name, state, started_at, finished_at, error)
values (@source::text, @name::text, 'failed', @now::timestamptz, @now::timestamptz, @error::text)
returning id
