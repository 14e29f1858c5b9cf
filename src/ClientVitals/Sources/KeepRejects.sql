-- Keep the refused lines of this delivery.
insert into public.delivery_rejects (delivery_id, line, reason, raw, rejected_at)
select @delivery::bigint, r.line, r.reason, r.raw, @now::timestamptz
from unnest(@lines::bigint[], @reasons::text[], @raws::text[]) as r (line, reason, raw)
