-- What was said of this episode last?
select
  a.id,
  a.answer,
  a.until,
  a.answered_on
from public.call_pattern_answers a
where a.episode_id = @episode::bigint
  and a.taken_back_at is null
order by a.answered_at desc, a.id desc
limit 1
