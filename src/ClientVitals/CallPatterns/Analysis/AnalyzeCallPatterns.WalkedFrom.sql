-- Since when does an episode stand open, or has a client not been checked? The earliest such day; null = nothing was ever judged.
select least(
  (
    select min(e.opened_on)
    from public.call_pattern_episodes e
    join public.clients c on c.id = e.client_id
    where e.closed_on is null
      and c.status = 'ACTIVE'
      and c.merged_into is null
  ),
  (
    select (min(h.last_pattern_check) at time zone @zone::text)::date
    from public.client_health_scores h
    join public.clients c on c.id = h.client_id
    where c.status = 'ACTIVE'
      and c.merged_into is null
  ))
