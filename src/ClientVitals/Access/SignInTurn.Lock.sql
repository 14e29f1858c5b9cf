-- What was counted of these, held until the turn is taken? What was never counted begins at none.
insert into public.sign_in_failures as f (kind, key_hash, failures, last_at)
select w.kind, decode(w.key, 'hex'), 0, @now::timestamptz
from unnest(@kinds::text[], @keys::text[]) with ordinality as w (kind, key, turn)
order by w.turn
on conflict (kind, key_hash) do update
set failures = case when f.last_at <= @forgotten_before::timestamptz then 0 else f.failures end
returning
  f.kind,
  f.failures,
  greatest(coalesce(ceil(extract(epoch from f.wait_until - @now::timestamptz)), 0), 0)::int as wait_seconds
