-- End the relation on this day, unless it ended earlier.
update public.clients c
set ended_on = @on_day::date
where c.id = @client::uuid
  and (c.ended_on is null or c.ended_on > @on_day::date)
