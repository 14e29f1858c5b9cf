-- Episodes of this client: opened, became a break, closed.
select (v.day::timestamp at time zone (select public.business_zone())) as at, v.kind, e.id, v.word, v.text, null::text, null::text, null::text, null::text, null::int, v.until, false, null::text
from public.call_pattern_episodes e
cross join lateral (values
  (e.opened_on, 'opened', e.worst_status, case when e.closed_on is null and e.break_on is null then e.reason end, e.drift_since),
  (e.break_on, 'break', null, case when e.closed_on is null then e.reason end, null),
  (e.closed_on, 'closed', e.close_reason, null, null)) as v (day, kind, word, text, until)
where e.client_id = @client::uuid
  and v.day is not null
  and (@show::text is null or @show::text = 'pattern')
