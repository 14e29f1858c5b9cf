-- No function of ours that everybody may call runs with its owner's rights: business_zone() reads the settings as its caller. For that every
-- signed-in user may read them: zone, currency, locale, what counts as a call; there is no personal data and no secret in them.
drop policy if exists settings_read_for_the_zone on public.settings;
create policy settings_read_for_the_zone on public.settings for select to authenticated using (true);

create or replace function public.business_zone() returns text
language sql stable set search_path = '' as $$
  select coalesce((select s.business_zone from public.settings s order by s.version desc limit 1), 'UTC')
$$;
comment on function public.business_zone() is 'The business''s IANA zone. Runs as its caller, who may read the settings.';

-- Where the document's open policies were asked for, the anonymous role goes on dating its rows.
do $$
begin
  if pg_catalog.has_function_privilege('anon', 'public.business_zone()', 'execute') then
    grant select (version, business_zone) on public.settings to anon;
    drop policy if exists settings_open_zone on public.settings;
    create policy settings_open_zone on public.settings for select to anon using (true);
  end if;
end
$$;
