-- Raises when 20260131001010_packages_that_run is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text := concat_ws(', ',
    case when to_regprocedure('public.packages_as_of(timestamptz, text, uuid[], boolean, boolean)') is null then 'function public.packages_as_of(timestamptz, text, uuid[], boolean, boolean)' end,
    case when to_regclass('public.packages_that_run') is null then 'index public.packages_that_run' end,
    case when to_regclass('public.packages_last') is null then 'index public.packages_last' end);
begin
  if missing <> '' then
    raise exception '20260131001010_packages_that_run is not in place; missing: %', missing;
  end if;
end
$$;
