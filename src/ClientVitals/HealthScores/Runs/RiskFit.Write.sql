-- Keep what was learnt of the book, and let go of what is old.
with gone as (
  delete from public.risk_fits f
  where f.id not in (select k.id from public.risk_fits k order by k.as_of desc, k.id desc limit @kept::int - 1)
)
insert into public.risk_fits (as_of, settings_version, clients, r, alpha, a, b, stages, why_shipped, horizons, checked_on, calibration)
values (
  @as_of::timestamptz, @settings_version::bigint, @clients::int, @r::float8, @alpha::float8, @a::float8, @b::float8, @stages::int, @why_shipped::text,
  @horizons::jsonb, @checked_on::date, @calibration::jsonb)
