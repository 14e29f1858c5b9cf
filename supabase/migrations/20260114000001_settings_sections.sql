-- A section of the settings for each room that has some, versioned with the rest.
alter table public.settings
  add column if not exists sections jsonb not null default '{}'::jsonb;
alter table public.settings
  drop constraint if exists settings_sections_are_an_object;
alter table public.settings
  add constraint settings_sections_are_an_object check (jsonb_typeof(sections) = 'object');
comment on column public.settings.sections is 'The rooms'' own settings: one object for each room that has some, by its name. What is not there stands at its default.';
-- What an undo of this kept.
do $$
begin
  if to_regclass('archive.settings__20260114000001') is not null then
    update public.settings s
    set sections = k.sections
    from archive.settings__20260114000001 k
    where k.version = s.version;
    drop table archive.settings__20260114000001;
  end if;
end
$$;
