-- Raises when 20260129000001_search_and_false_alerts is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('function public.latin_name(text)', to_regprocedure('public.latin_name(text)') is not null),
    ('function public.name_sound(text)', to_regprocedure('public.name_sound(text)') is not null),
    ('column clients.latin_name', exists (select from pg_attribute a where a.attrelid = to_regclass('public.clients') and a.attname = 'latin_name' and a.attgenerated = 's')),
    ('column clients.latin_lastname', exists (select from pg_attribute a where a.attrelid = to_regclass('public.clients') and a.attname = 'latin_lastname' and a.attgenerated = 's')),
    ('column clients.sound_name', exists (select from pg_attribute a where a.attrelid = to_regclass('public.clients') and a.attname = 'sound_name' and a.attgenerated = 's')),
    ('column clients.sound_lastname', exists (select from pg_attribute a where a.attrelid = to_regclass('public.clients') and a.attname = 'sound_lastname' and a.attgenerated = 's')),
    ('index public.clients_latin_name', to_regclass('public.clients_latin_name') is not null),
    ('index public.clients_latin_lastname', to_regclass('public.clients_latin_lastname') is not null),
    ('index public.clients_sound_name', to_regclass('public.clients_sound_name') is not null),
    ('table public.back_test_alerts', to_regclass('public.back_test_alerts') is not null),
    ('policies of back_test_alerts', (select count(*) = 2 from pg_policy p where p.polrelid = to_regclass('public.back_test_alerts'))),
    ('index public.clients_sound_lastname', to_regclass('public.clients_sound_lastname') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260129000001_search_and_false_alerts is not in place; missing: %', missing;
  end if;
  if public.name_sound('محمد') <> public.name_sound('Mohamed') or public.latin_name('Zoë Müller-Łoś') <> 'zoe muller los' then
    raise exception '20260129000001_search_and_false_alerts: a name is not folded as it should be';
  end if;
end
$$;
