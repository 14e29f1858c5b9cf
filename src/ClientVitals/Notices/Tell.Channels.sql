-- Channels in use that want a notice of this kind and severity.
select
  c.id,
  c.kind
from public.notice_channels c
where c.removed_at is null
  and (c.kinds is null or @kind::text = any (c.kinds))
  and array_position(array['info', 'warning', 'critical'], c.least_severity) <= array_position(array['info', 'warning', 'critical'], @severity::text)
order by c.id
