-- Raises when 20260131000300_renewals_due is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if to_regprocedure('public.renewals_due(date, integer, integer)') is null then
    raise exception '20260131000300_renewals_due is not in place; missing: function public.renewals_due';
  end if;
end
$$;
