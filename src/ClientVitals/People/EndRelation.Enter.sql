-- Enter this end unless it is the one that holds; which is it, and was it there? An end that was set without a word is kept as one before it.
with holds as (
  select s.id, s.effective_on, s.reason
  from public.client_status_changes s
  where s.client_id = @client::uuid
    and s.taken_back_at is null
  order by s.known_at desc, s.id desc
  limit 1
),
there as (
  select h.id
  from holds h
  where h.effective_on = @on_day::date
    and h.reason = @reason::text
),
without_word as (
  insert into public.client_status_changes (client_id, effective_on, known_at, reason, entered_by)
  select c.id, c.ended_on, least(c.created_at, (c.ended_on - 1)::timestamp at time zone 'UTC', @now::timestamptz - interval '1 second'), 'OTHER', 'unknown'
  from public.clients c
  where c.id = @client::uuid
    and c.ended_on is not null
    and not exists (select from holds)
),
entered as (
  insert into public.client_status_changes (client_id, effective_on, known_at, reason, note, entered_by)
  select @client::uuid, @on_day::date, @now::timestamptz, @reason::text, @note::text, @by::text
  where not exists (select from there)
  returning id
)
select e.id, false as was_there from entered e
union all
select t.id, true from there t
