-- Is any table there already that these files would make?
select exists (
  select
  from unnest(@files::text[]) as f (text)
  cross join lateral pg_catalog.regexp_matches(f.text, 'create table if not exists (public\.[a-z_]+)', 'g') as m (named)
  where pg_catalog.to_regclass(m.named[1]) is not null
)
