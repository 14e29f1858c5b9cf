-- End the pauses that stand on this day; how many were there?
with standing as (
  select p.id, p.starts_on
  from public.client_pauses p
  where p.client_id is not distinct from @client::uuid
    and p.starts_on <= @back_on::date
    and (p.ends_on is null or p.ends_on > @back_on::date)
  order by p.id
  for update
),
taken_out as (
  delete from public.client_pauses p
  using standing s
  where p.id = s.id
    and s.starts_on = @back_on::date
),
ended as (
  update public.client_pauses p
  set ends_on = @back_on::date
  from standing s
  where p.id = s.id
    and s.starts_on < @back_on::date
)
select count(*)::int as ended from standing
