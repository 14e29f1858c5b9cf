-- Set this client's zone by hand, unless what holds today says the same; which is it, and was it there?
with today as (
  select (@now::timestamptz at time zone (select public.business_zone()))::date as day
),
there as (
  select o.id
  from today t
  cross join public.health_overrides_on(t.day) o
  where o.client_id = @client::uuid
    and (o.zone, o.score, o.last_day, o.reason) is not distinct from (@zone::text, @score::numeric, @last_day::date, @reason::text)
),
written as (
  insert into public.health_overrides (client_id, zone, score, set_on, last_day, reason, set_at, set_by)
  select @client::uuid, @zone::text, @score::numeric, t.day, @last_day::date, @reason::text, @now::timestamptz, @by::text
  from today t
  where not exists (select from there)
  returning id
)
select w.id, false as was_there from written w
union all
select t.id, true from there t
