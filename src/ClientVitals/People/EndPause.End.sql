-- End the pauses that stand on this day; how many were there? What held before stays known for the days before.
with standing as (
  select p.id, p.client_id, p.starts_on, p.reason, p.note, p.entered_by
  from public.client_pauses p
  where p.client_id is not distinct from @client::uuid
    and p.superseded_at is null
    and p.starts_on <= @back_on::date
    and (p.ends_on is null or p.ends_on > @back_on::date)
  order by p.id
  for update
),
superseded as (
  update public.client_pauses p
  set superseded_at = @now::timestamptz
  from standing s
  where p.id = s.id
),
shortened as (
  insert into public.client_pauses (client_id, starts_on, ends_on, reason, note, entered_at, entered_by)
  select distinct on (s.starts_on) s.client_id, s.starts_on, @back_on::date, s.reason, s.note, @now::timestamptz, s.entered_by
  from standing s
  where s.starts_on < @back_on::date
  order by s.starts_on, s.id
  on conflict (client_id, starts_on, ends_on) where superseded_at is null do nothing
)
select count(*)::int as ended from standing
