-- Undo of 20260110000001_zone_as_its_caller: business_zone() runs with its owner's rights again, and only those who judge clients read the settings.
drop policy if exists settings_open_zone on public.settings;
revoke select (version, business_zone) on public.settings from anon;
drop policy if exists settings_read_for_the_zone on public.settings;

create or replace function public.business_zone() returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select s.business_zone from public.settings s order by s.version desc limit 1), 'UTC')
$$;
comment on function public.business_zone() is 'The business''s IANA zone. Runs as its owner, because a caller that may not read settings still needs the right Monday.';
