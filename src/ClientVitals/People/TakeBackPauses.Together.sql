-- Which pauses of clients were entered together with this one, and stand?
select p.id
from public.client_pauses p
join public.client_pauses o on o.entered_at = p.entered_at and o.entered_by is not distinct from p.entered_by
where o.id = @pause::bigint
  and o.client_id is not null
  and p.client_id is not null
  and p.superseded_at is null
order by p.id
