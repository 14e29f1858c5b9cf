-- Who had rung and nobody had answered, then who was out of pattern on this business date, by this rule, worst first.
select
  a.client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), a.client_email) as client_name,
  s.name as assigned_coach,
  a.pattern_status,
  a.calls_this_week,
  a.avg_calls_per_week,
  a.deviation_pct,
  a.expected_since,
  a.drift_since,
  a.last_active_on,
  e.opened_on,
  e.break_on,
  a.evidence,
  h.health_zone,
  a.reason,
  a.as_of as checked_at,
  a.rang_in_vain
from public.call_pattern_analysis a
join public.clients c on c.id = a.client_id
left join public.staff s on s.id = c.coach_id
left join public.client_health_scores h on h.client_id = a.client_id
left join public.call_pattern_episodes e
  on e.client_id = a.client_id
  and a.rule = 'calibrated'
  and e.opened_on <= a.analysis_date
  and (e.closed_on is null or e.closed_on > a.analysis_date)
where a.analysis_date = @date::date
  and a.rule = @rule::text
  and a.run_id is not null
  and (a.pattern_status in ('PATTERN_BREAK', 'BELOW_PATTERN') or a.rang_in_vain is not null)
  and (@coach::text is null or lower(s.name) = lower(@coach::text))
order by
  a.rang_in_vain desc nulls last,
  case a.pattern_status when 'PATTERN_BREAK' then 1 when 'BELOW_PATTERN' then 2 else 3 end,
  a.evidence desc nulls last,
  a.client_email
limit @most::int
