-- Raises when 20251211000001_roles is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if to_regprocedure('public.app_role()') is null or to_regprocedure('public.works_with_everybody()') is null or to_regprocedure('public.judges_clients()') is null then
    raise exception '20251211000001_roles is not in place; its functions are missing.';
  end if;
  if (select count(*) from pg_policy p where p.polname in (
        'client_health_scores_read_in_scope', 'call_rollups_read_in_scope', 'call_pattern_episodes_read_in_scope',
        'call_pattern_analysis_read_in_scope', 'settings_read_when_signed_in', 'call_rollup_basis_read_when_signed_in')
      and pg_get_expr(p.polqual, p.polrelid) like '%judges_clients%') <> 6 then
    raise exception '20251211000001_roles is not in place; a policy does not ask who judges clients.';
  end if;
  perform set_config('request.jwt.claims', '{"app_role": "setter"}', true);
  if not public.works_with_everybody() or public.judges_clients() or public.sees_everybody() then
    raise exception 'A setter works with everybody and judges nobody; the functions say otherwise.';
  end if;
end
$$;
