-- Raises when 20260131000015_what_is_left is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg('function public.' || w.name, ', ') into missing
  from (values ('package_usage_as_of'), ('packages_as_of'), ('package_standings_as_of')) as w (name)
  where to_regproc('public.' || w.name) is null;
  if missing is not null then
    raise exception '20260131000015_what_is_left is not in place; missing: %', missing;
  end if;
end
$$;
