-- Enter these pauses for the clients of these addresses, each once.
with told as (
  select *
  from unnest(@emails::text[], @starts::date[], @ends::date[], @entered::timestamptz[]) as t (email, starts_on, ends_on, entered_at)
)
insert into public.client_pauses (client_id, starts_on, ends_on, reason, entered_at, entered_by)
select
  e.client_id,
  t.starts_on,
  t.ends_on,
  'HOLIDAY',
  t.entered_at,
  @by::text
from told t
join public.client_emails e on e.email = t.email
where not exists (
  select
  from public.client_pauses p
  where p.client_id = e.client_id
    and p.starts_on = t.starts_on
    and p.entered_by = @by::text)
on conflict (client_id, starts_on, ends_on) where superseded_at is null do nothing
