-- Who moved between zones on a day, the largest change first, one page after this place in the list?
with moved as (
  select
    z.*,
    case when @direction::text = 'UP' then z.score_before - z.score_after else z.score_after - z.score_before end as place
  from public.client_zone_changes z
  where z.changed_on = coalesce(@on::date, (select max(h.calculated_on) from public.client_health_scores h))
    and (@direction::text is null or (z.score_after > z.score_before) = (@direction::text = 'UP'))
)
select
  m.id,
  m.client_id,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), e.email, p.phone, '') as client_name,
  s.name as coach,
  m.changed_on,
  m.zone_before,
  m.zone_after,
  m.score_before,
  m.score_after,
  m.scored_before,
  m.place
from moved m
join public.clients c on c.id = m.client_id
left join public.client_emails e on e.client_id = c.id and e.is_primary
left join public.client_phones p on p.client_id = c.id and p.is_primary
left join public.staff s on s.id = c.coach_id
where c.merged_into is null
  and case when c.ended_on is not null then c.ended_on > m.changed_on else c.status = 'ACTIVE' end
  and (@after_place::numeric is null or (m.place, m.id) > (@after_place::numeric, @after_id::bigint))
order by m.place, m.id
limit @most::int
