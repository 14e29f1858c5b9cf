-- Who sees what, role by role: setters and closers work with everybody's names, addresses and calls and see no judgement and no settings;
-- a coach is a coach by the role, not by a staff id alone (docs/decisions/0007-who-sees-what.md).

create or replace function public.app_role() returns text
language sql stable set search_path = '' as $$
  select public.claims() ->> 'app_role'
$$;
comment on function public.app_role() is 'The role of the present user in the business: owner, admin, coach, setter or closer; null when the request names none.';

create or replace function public.works_with_everybody() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(public.app_role() in ('owner', 'admin', 'setter', 'closer'), false)
$$;
comment on function public.works_with_everybody() is 'Whether the present user sees every client''s name, addresses, pauses and calls (owner, admin, setter, closer).';

create or replace function public.judges_clients() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(public.app_role() in ('owner', 'admin', 'coach'), false)
$$;
comment on function public.judges_clients() is 'Whether the present user sees how clients are judged, within the own scope (owner, admin, coach).';

drop policy if exists clients_read_in_scope on public.clients;
create policy clients_read_in_scope on public.clients for select to authenticated
  using ((select public.works_with_everybody()) or ((select public.app_role()) = 'coach' and coach_id = (select public.own_staff_id())));
drop policy if exists call_records_read_in_scope on public.call_records;
create policy call_records_read_in_scope on public.call_records for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.clients c where c.id = client_id));

-- A client is seen by more people than may see how she is judged.
drop policy if exists client_health_scores_read_in_scope on public.client_health_scores;
create policy client_health_scores_read_in_scope on public.client_health_scores for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));
drop policy if exists call_rollups_read_in_scope on public.call_rollups;
create policy call_rollups_read_in_scope on public.call_rollups for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));
drop policy if exists call_pattern_episodes_read_in_scope on public.call_pattern_episodes;
create policy call_pattern_episodes_read_in_scope on public.call_pattern_episodes for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));
drop policy if exists call_pattern_analysis_read_in_scope on public.call_pattern_analysis;
create policy call_pattern_analysis_read_in_scope on public.call_pattern_analysis for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));

drop policy if exists settings_read_when_signed_in on public.settings;
create policy settings_read_when_signed_in on public.settings for select to authenticated using ((select public.judges_clients()));
drop policy if exists call_rollup_basis_read_when_signed_in on public.call_rollup_basis;
create policy call_rollup_basis_read_when_signed_in on public.call_rollup_basis for select to authenticated using ((select public.judges_clients()));

revoke all on function public.app_role(), public.works_with_everybody(), public.judges_clients() from public, anon;
grant execute on function public.app_role(), public.works_with_everybody(), public.judges_clients() to authenticated, service_role;
