-- Tie the owner's history to its clients; it was judged by the rule of his document.
with
found as (
  select
    t.written,
    e.client_id
  from unnest(@texts::text[], @emails::text[]) as t (written, email)
  left join public.client_emails e on e.email = t.email
)
update public.call_pattern_analysis a
set
  client_id = f.client_id,
  rule = 'documented'
from public.call_pattern_analysis old
left join found f on f.written = old.client_email
where a.id = old.id
