-- What somebody chose about how the files of a source are read (columns, words, zone, date order …) is kept for its next file.
create table if not exists public.source_readings (
  id             bigint      generated always as identity,
  source         text        not null,
  entity         text        not null,
  columns        text[]      not null,
  columns_sha256 text        not null,
  choices        jsonb       not null,
  kept_at        timestamptz not null,
  kept_by        text        not null,
  constraint source_readings_pkey primary key (id),
  constraint source_readings_one_for_each unique (source, entity, columns_sha256)
);
comment on table public.source_readings is 'What somebody chose about how files of a source with certain columns are read; the next such file starts with it. Kept until it is forgotten. Holds no client''s data.';
comment on column public.source_readings.id is 'Key.';
comment on column public.source_readings.source is 'The name of the source, as on its deliveries.';
comment on column public.source_readings.entity is 'Of what the files are: calls.';
comment on column public.source_readings.columns is 'The column names of the file; their numbers (#1) where it has none.';
comment on column public.source_readings.columns_sha256 is 'SHA-256 of the column names, hexadecimal: an index has no room for wide files.';
comment on column public.source_readings.choices is 'What was chosen: map, words, dateOrder, zone, region, encoding, sheet, lengthUnit.';
comment on column public.source_readings.kept_at is 'When it was chosen last.';
comment on column public.source_readings.kept_by is 'Who chose it.';
alter table public.source_readings enable row level security;
drop policy if exists source_readings_written_by_service on public.source_readings;
create policy source_readings_written_by_service on public.source_readings for all to service_role using (true) with check (true);
drop policy if exists source_readings_read_by_owner on public.source_readings;
create policy source_readings_read_by_owner on public.source_readings for select to authenticated using ((select public.sees_everybody()));
revoke all on public.source_readings from public, anon, authenticated;
grant select, insert, update, delete on public.source_readings to service_role;
grant select on public.source_readings to authenticated;

-- What an undo of this kept.
select archive.give_back_rows('public.source_readings');
