-- Raises when 20260131000810_scores_in_place is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if to_regclass('public.idx_health_zone') is not null
    or not exists (
      select
      from pg_catalog.pg_trigger t
      where t.tgrelid = to_regclass('public.client_health_scores')
        and t.tgname = 'update_client_health_scores_updated_at'
        and t.tgqual is not null)
  then
    raise exception '20260131000810_scores_in_place is not in place; idx_health_zone is there, or trigger update_client_health_scores_updated_at has no condition';
  end if;
end
$$;
