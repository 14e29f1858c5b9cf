-- Keep this version of a scorecard; which is it?
insert into public.health_scorecards (name, version, definition, note, created_at, created_by)
values (@name::text, @version::int, @definition::jsonb, @note::text, @now::timestamptz, @by::text)
returning id
