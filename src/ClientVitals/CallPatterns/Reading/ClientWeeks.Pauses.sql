-- Pauses of these clients and of everybody that touch these days.
select
  p.client_id,
  p.starts_on,
  p.ends_on
from public.client_pauses p
where (p.client_id = any (@clients::uuid[]) or p.client_id is null)
  and p.superseded_at is null
  and p.starts_on <= @today::date
  and (p.ends_on is null or p.ends_on > @first::date)
