-- Keep the answer; LEFT with the end that was planned before.
insert into public.call_pattern_answers (
  episode_id, client_id, answer, answered_at, answered_by, answered_on, until, note, pause_id, ended_before)
select
  @episode::bigint, c.id, @answer::text, @now::timestamptz, @by::text, @today::date, @until::date, @note::text, @pause::bigint,
  case when @answer::text = 'LEFT' then c.ended_on end
from public.clients c
where c.id = @client::uuid
returning id
