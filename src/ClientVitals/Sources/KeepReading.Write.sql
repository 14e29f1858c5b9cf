-- Keep what was chosen for files of this source with these columns; which row is it, if anything changed?
insert into public.source_readings as r (source, entity, columns, columns_sha256, choices, kept_at, kept_by)
values (@source::text, @entity::text, @columns::text[], @columns_sha256::text, @choices::jsonb, @now::timestamptz, @kept_by::text)
on conflict (source, entity, columns_sha256) do update
set choices = excluded.choices,
    kept_at = excluded.kept_at,
    kept_by = excluded.kept_by
where r.choices is distinct from excluded.choices
returning id
