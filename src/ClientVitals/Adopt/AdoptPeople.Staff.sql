-- Make a member of staff of each coach that the hub names and nobody knows yet; of several ways to write a name the most frequent holds.
insert into public.staff (name, created_at, updated_at)
select distinct on (lower(pg_catalog.btrim(h.assigned_coach)))
  pg_catalog.btrim(h.assigned_coach),
  @now::timestamptz,
  @now::timestamptz
from public.client_health_scores h
where pg_catalog.btrim(h.assigned_coach) <> ''
  and not exists (select from public.staff s where lower(s.name) = lower(pg_catalog.btrim(h.assigned_coach)))
group by pg_catalog.btrim(h.assigned_coach)
order by lower(pg_catalog.btrim(h.assigned_coach)), count(*) desc, pg_catalog.btrim(h.assigned_coach) collate "C"
