-- Note that these claims begin to hand over, and renew their leases.
update public.notice_deliveries d
set
  handed_at = @now::timestamptz,
  lease_until = clock_timestamp() + @lease::interval
from unnest(@ids::bigint[], @fences::bigint[]) as h (id, fence)
where d.id = h.id
  and d.fence = h.fence
  and d.state = 'sending'
