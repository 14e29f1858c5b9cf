-- The last line of a call stands for it; what it leaves empty it takes from the lines before it, as if they had come in files of their own.
with told as (
  select
    l.last_line as line,
    (array_agg(p.client_email order by p.line desc) filter (where p.client_email is not null))[1] as client_email,
    (array_agg(p.client_phone order by p.line desc) filter (where p.client_phone is not null))[1] as client_phone,
    (array_agg(p.logged_at order by p.line desc) filter (where p.logged_at is not null))[1] as logged_at,
    (array_agg(p.direction order by p.line desc) filter (where p.direction is not null))[1] as direction,
    (array_agg(p.channel order by p.line desc) filter (where p.channel is not null))[1] as channel,
    (array_agg(p.status order by p.line desc) filter (where p.status is not null))[1] as status,
    (array_agg(p.outcome order by p.line desc) filter (where p.outcome is not null))[1] as outcome,
    (array_agg(p.duration_seconds order by p.line desc) filter (where p.duration_seconds is not null))[1] as duration_seconds,
    (array_agg(p.staff order by p.line desc) filter (where p.staff is not null))[1] as staff,
    (array_agg(p.notes order by p.line desc) filter (where p.notes is not null))[1] as notes,
    (array_agg(p.firstname order by p.line desc) filter (where p.firstname is not null))[1] as firstname,
    (array_agg(p.lastname order by p.line desc) filter (where p.lastname is not null))[1] as lastname,
    (array_agg(p.coach order by p.line desc) filter (where p.coach is not null))[1] as coach
  from (
    select s.line, s.last_line from superseded_calls s
    union all
    select distinct s.last_line, s.last_line from superseded_calls s
  ) l
  join incoming_calls p on p.line = l.line
  group by l.last_line
)
update incoming_calls i
set client_email = t.client_email,
    client_phone = t.client_phone,
    logged_at = t.logged_at,
    direction = t.direction,
    channel = t.channel,
    status = t.status,
    outcome = t.outcome,
    duration_seconds = t.duration_seconds,
    staff = t.staff,
    notes = t.notes,
    firstname = t.firstname,
    lastname = t.lastname,
    coach = t.coach
from told t
where i.line = t.line
