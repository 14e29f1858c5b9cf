-- Write what became of the causes of open items: a break after below usual, more calls that nobody answered, another place on the list. Who rang again is
-- due at once.
with causes as (
  select
    i.id,
    e.worst_status as cause_status,
    h.pattern_rang_in_vain as rang_in_vain,
    h.pattern_place as place,
    h.pattern_since as place_since,
    coalesce(nullif(h.pattern_reason, ''), e.reason) as reason,
    coalesce(h.pattern_rang_in_vain > coalesce(i.rang_in_vain, 0), false) as rang_again,
    i.cause_status = 'BELOW_PATTERN' and e.worst_status = 'PATTERN_BREAK' as broke
  from public.intervention_log i
  left join public.call_pattern_episodes e on i.cause_kind = 'EPISODE' and e.id = i.cause_id
  left join public.client_health_scores h on h.client_id = i.client_id
  where i.completed_at is null
    and (@client::uuid is null or i.client_id = @client::uuid)
    and (i.cause_status, i.rang_in_vain, i.place, i.place_since) is distinct from (e.worst_status, h.pattern_rang_in_vain, h.pattern_place, h.pattern_since)
),
changed as (
  update public.intervention_log i
  set cause_status = c.cause_status,
      rang_in_vain = c.rang_in_vain,
      place = c.place,
      place_since = c.place_since,
      due_date = case when i.due_date is null and (c.rang_again or c.cause_status <> 'ABOVE_PATTERN') then @today::date else i.due_date end,
      follow_up_date = case when c.rang_again and i.outcome is not null then least(i.follow_up_date, @today::date) else i.follow_up_date end
  from causes c
  where i.id = c.id
  returning i.id, i.client_id, c.cause_status, c.reason, c.rang_again, c.broke
)
insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word, reason, due_date)
select
  c.id, c.client_id, 'WORSENED', @now::timestamptz, @today::date, 'program',
  case when c.rang_again then 'RANG_IN_VAIN' else c.cause_status end,
  c.reason,
  case when c.rang_again then @today::date end
from changed c
where c.rang_again or c.broke
