-- Keep what was learnt of the book, and let go of what is old.
with gone as (
  delete from public.dropout_fits f
  where f.id not in (select k.id from public.dropout_fits k order by k.as_of desc, k.id desc limit @kept::int - 1)
)
insert into public.dropout_fits (as_of, settings_version, clients, r, alpha, a, b, stages, calls_per_day, why_not)
values (@as_of::timestamptz, @settings_version::bigint, @clients::int, @r::float8, @alpha::float8, @a::float8, @b::float8, @stages::int, @calls_per_day::float8, @why_not::text)
