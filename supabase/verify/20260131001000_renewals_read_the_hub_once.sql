-- Raises when 20260131001000_renewals_read_the_hub_once is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select
    from pg_catalog.pg_proc p
    where p.oid = to_regprocedure('public.renewals_due(date, integer, integer)')
      and p.prosrc like '%join public.clients c on c.id = n.client_id%'
  ) then
    raise exception '20260131001000_renewals_read_the_hub_once is not in place; missing: the join of clients after the count, of function public.renewals_due';
  end if;
end
$$;
