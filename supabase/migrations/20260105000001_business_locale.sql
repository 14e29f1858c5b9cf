-- The locale by which the pages write days, hours and numbers.
alter table public.settings
  add column if not exists locale text not null default 'en-GB';
alter table public.settings
  drop constraint if exists settings_locale_is_a_tag;
alter table public.settings
  add constraint settings_locale_is_a_tag check (locale ~ '^[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})+$');
comment on column public.settings.locale is 'Language and country (BCP 47) by which days, hours and numbers are written.';
-- What an undo of this kept.
do $$
begin
  if to_regclass('archive.settings__20260105000001') is not null then
    update public.settings s
    set locale = k.locale
    from archive.settings__20260105000001 k
    where k.version = s.version;
    drop table archive.settings__20260105000001;
  end if;
end
$$;
