-- Begin this delivery; what it is told here is overwritten when it ends.
insert into public.deliveries (source, name, entity, state, started_at)
values (@source::text, @name::text, @entity::text, 'running', @now::timestamptz)
returning id
