-- Addresses, pauses and ends go over; what the kept client lacks is taken from the other, whose hub row goes.
with emails as (
  update public.client_emails e
  set client_id = @kept::uuid, is_primary = false
  where e.client_id = @gone::uuid
),
phones as (
  update public.client_phones p
  set client_id = @kept::uuid,
      is_primary = p.is_primary and not exists (select from public.client_phones k where k.client_id = @kept::uuid)
  where p.client_id = @gone::uuid
),
pauses as (
  -- A pause that both have holds once.
  update public.client_pauses p
  set client_id = @kept::uuid,
      superseded_at = case
        when p.superseded_at is null and exists (
          select
          from public.client_pauses k
          where k.client_id = @kept::uuid
            and k.starts_on = p.starts_on
            and k.ends_on is not distinct from p.ends_on
            and k.superseded_at is null)
        then @now::timestamptz
        else p.superseded_at
      end
  where p.client_id = @gone::uuid
),
ends as (
  -- An end of the other record never was one of the client who is kept and goes on.
  update public.client_status_changes s
  set client_id = @kept::uuid,
      taken_back_at = coalesce(s.taken_back_at, s.known_at)
  where s.client_id = @gone::uuid
),
archived as (
  update public.clients c
  set status = 'ARCHIVED', merged_into = @kept::uuid
  where c.id = @gone::uuid
  returning c.firstname, c.lastname, c.coach_id, c.started_on, c.segment
),
gone_hub as (
  delete from public.client_health_scores h
  where h.client_id = @gone::uuid
  returning h.hubspot_contact_id
),
kept as (
  update public.clients c
  set firstname = case when c.firstname is null and c.lastname is null then a.firstname else c.firstname end,
      lastname = case when c.firstname is null and c.lastname is null then a.lastname else c.lastname end,
      coach_id = coalesce(c.coach_id, a.coach_id),
      started_on = case when c.started_on is not null then least(c.started_on, a.started_on) end,
      segment = coalesce(c.segment, a.segment)
  from archived a
  where c.id = @kept::uuid
  returning c.id, c.firstname, c.lastname, c.coach_id
)
update public.client_health_scores h
set firstname = k.firstname,
    lastname = k.lastname,
    assigned_coach = coalesce((select s.name from public.staff s where s.id = k.coach_id), h.assigned_coach),
    hubspot_contact_id = coalesce(h.hubspot_contact_id, (select g.hubspot_contact_id from gone_hub g))
from kept k
where h.client_id = k.id
