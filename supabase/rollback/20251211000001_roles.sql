-- Undo of 20251211000001_roles. Setters and closers see no client again, and whoever has a staff id sees that book; no rows are touched.
drop policy if exists clients_read_in_scope on public.clients;
create policy clients_read_in_scope on public.clients for select to authenticated
  using ((select public.sees_everybody()) or coach_id = (select public.own_staff_id()));
drop policy if exists call_records_read_in_scope on public.call_records;
create policy call_records_read_in_scope on public.call_records for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));
drop policy if exists client_health_scores_read_in_scope on public.client_health_scores;
create policy client_health_scores_read_in_scope on public.client_health_scores for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));
drop policy if exists call_rollups_read_in_scope on public.call_rollups;
create policy call_rollups_read_in_scope on public.call_rollups for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));
drop policy if exists call_pattern_episodes_read_in_scope on public.call_pattern_episodes;
create policy call_pattern_episodes_read_in_scope on public.call_pattern_episodes for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));
drop policy if exists call_pattern_analysis_read_in_scope on public.call_pattern_analysis;
create policy call_pattern_analysis_read_in_scope on public.call_pattern_analysis for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));
drop policy if exists settings_read_when_signed_in on public.settings;
create policy settings_read_when_signed_in on public.settings for select to authenticated using ((select public.claims()) ? 'app_role');
drop policy if exists call_rollup_basis_read_when_signed_in on public.call_rollup_basis;
create policy call_rollup_basis_read_when_signed_in on public.call_rollup_basis for select to authenticated
  using ((select public.claims()) ? 'app_role');

drop function public.judges_clients();
drop function public.works_with_everybody();
drop function public.app_role();
