-- What staff did about this client: the four earlier words are answers, the others are acts. Opening and closing are told by the causes.
select
  v.made_at,
  case when v.kind in ('REACHED', 'ALL_GOOD', 'AWAY', 'LEFT') then 'answer' else 'act' end,
  v.id,
  case v.kind when 'REACHED' then 'CALLED' when 'ALL_GOOD' then 'FINE' else v.kind end,
  case when v.kind = 'HANDED_OVER' then v.word else v.note end,
  v.made_by,
  null::text,
  null::text,
  null::text,
  null::int,
  v.until,
  true,
  v.id::text
from public.intervention_events v
where v.client_id = @client::uuid
  and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED', 'NOTE', 'HANDED_OVER')
  and v.undone_at is null
  and (@show::text is null or @show::text = 'pattern')
