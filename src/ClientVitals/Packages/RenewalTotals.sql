-- How many packages run out or ran out, and what they cost together, by currency.
with listed as (
  select
    case when r.due_on < @today::date then 'OVERDUE' else 'DUE' end as state,
    case when r.price is not null then r.currency end as currency,
    case when r.currency is not null then r.price end as price
  from public.renewals_due(@today::date, @within::int, @overdue_days::int) r
  join public.clients c on c.id = r.client_id
  left join public.staff s on s.id = c.coach_id
  where (@coach::text is null or lower(s.name) = lower(@coach::text))
    and (@segment::text is null or c.segment = @segment::text)
)
select
  l.state,
  l.currency,
  (count(*))::int as clients,
  sum(l.price) as value
from listed l
group by l.state, l.currency
order by l.state, count(*) desc, l.currency
