-- Of whom are the sessions taken from packages to be counted again? Something changed of them, a session told ahead of its time has begun, or the settings are others, by which days are cut. Held until the transaction ends.
select k.client_id
from public.package_counts k
where k.counted_at is null
  or k.again_at <= @as_of::timestamptz
  or k.settings is distinct from @settings::integer
order by k.client_id
for update
