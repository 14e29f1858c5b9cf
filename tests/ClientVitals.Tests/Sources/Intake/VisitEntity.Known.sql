-- Which visits are there already, and which of them are told otherwise by news that is not older?
select
  c.line,
  v.id,
  not c.is_older and (
    coalesce(i.client_email, v.client_email), coalesce(i.client_phone, v.client_phone), i.starts_at, coalesce(i.state, v.state),
    coalesce(i.seconds, v.seconds), coalesce(i.staff, v.staff), coalesce(i.note, v.note)
  ) is distinct from (v.client_email, v.client_phone, v.starts_at, v.state, v.seconds, v.staff, v.note) as changed,
  1 as likeness,
  null::uuid as client_id,
  c.is_older
from crosswalk c
join incoming i on i.line = c.line
join public.visits v on v.id = c.id
where c.is_known
