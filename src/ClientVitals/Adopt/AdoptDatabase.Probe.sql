-- Change nothing in one row of the hub, as a write: do the triggers on it let writes through?
update public.client_health_scores u
set updated_at = u.updated_at
where u.id = (select min(h.id) from public.client_health_scores h)
