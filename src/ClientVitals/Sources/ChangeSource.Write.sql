-- Add this source or change it; is it new?
insert into public.sources as s (name, mapping, scheme, enabled, created_at, updated_at)
values (@name::text, coalesce(@mapping::text, 'columns'), coalesce(@scheme::text, 'standard'), coalesce(@enabled::boolean, true), @now::timestamptz, @now::timestamptz)
on conflict (name) do update
set mapping = coalesce(@mapping::text, s.mapping),
    scheme = coalesce(@scheme::text, s.scheme),
    enabled = coalesce(@enabled::boolean, s.enabled)
returning xmax = 0 as is_new
