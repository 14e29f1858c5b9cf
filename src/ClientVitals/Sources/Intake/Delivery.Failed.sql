-- Write down that this delivery came to nothing, and why.
insert into public.deliveries (source, name, entity, state, started_at, finished_at, error)
values (@source::text, @name::text, @entity::text, 'failed', @now::timestamptz, @finished::timestamptz, @error::text)
returning id
