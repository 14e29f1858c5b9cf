-- Enter this pause unless there is an equal one; which is it, and was it there?
with there as (
  select p.id
  from public.client_pauses p
  where p.client_id is not distinct from @client::uuid
    and p.starts_on = @starts_on::date
    and p.ends_on is not distinct from @ends_on::date
    and p.superseded_at is null
  order by p.id
  limit 1
),
entered as (
  insert into public.client_pauses as known (client_id, starts_on, ends_on, reason, note, entered_at, entered_by)
  select @client::uuid, @starts_on::date, @ends_on::date, @reason::text, @note::text, @now::timestamptz, @by::text
  where not exists (select from there)
  -- Two at the same moment: the second waits for the first and finds it there.
  on conflict (client_id, starts_on, ends_on) where superseded_at is null do update set reason = known.reason
  returning id, xmax = 0 as is_new
)
select e.id, not e.is_new as was_there from entered e
union all
select t.id, true from there t
