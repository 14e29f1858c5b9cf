-- The relation is over from today on.
update public.clients c
set ended_on = @today::date
where c.id = @client::uuid
  and (c.ended_on is null or c.ended_on > @today::date)
