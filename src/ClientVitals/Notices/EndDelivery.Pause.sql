-- Leave the channel of a delivery in peace until then, as its receiver asked.
update public.notice_channels c
set paused_until = greatest(c.paused_until, @until::timestamptz)
from public.notice_deliveries d
where d.id = @id::bigint
  and c.id = d.channel_id
