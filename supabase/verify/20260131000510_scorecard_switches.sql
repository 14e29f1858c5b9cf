-- Raises when 20260131000510_scorecard_switches is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(w.name, ', ') into missing
  from (values ('switched_on_at'), ('switched_on_by')) as w (name)
  where not exists (select from pg_attribute where attrelid = to_regclass('public.health_scorecards') and attname = w.name and not attisdropped);
  if missing is not null then
    raise exception '20260131000510_scorecard_switches is not in place; missing columns of public.health_scorecards: %', missing;
  end if;
end
$$;
