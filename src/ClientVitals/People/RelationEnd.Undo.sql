-- Undo the end of the relation where it still stands as it was set.
update public.clients c
set ended_on = @before::date
where c.id = @client::uuid
  and c.ended_on = @on_day::date
