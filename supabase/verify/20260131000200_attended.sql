-- Raises when 20260131000200_attended is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if to_regclass('public.sessions_attended') is null then
    raise exception '20260131000200_attended is not in place; missing: index public.sessions_attended';
  end if;
end
$$;
