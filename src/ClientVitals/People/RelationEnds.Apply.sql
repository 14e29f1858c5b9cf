-- Write the day on which this client leaves, by the latest entry that was not taken back; none = they stay.
update public.clients c
set ended_on = w.effective_on
from (
  select (
    select s.effective_on
    from public.client_status_changes s
    where s.client_id = @client::uuid
      and s.taken_back_at is null
    order by s.known_at desc, s.id desc
    limit 1
  ) as effective_on
) w
where c.id = @client::uuid
  and c.ended_on is distinct from w.effective_on
