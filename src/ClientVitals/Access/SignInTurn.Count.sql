-- Count one more failure of each, with the wait it makes.
update public.sign_in_failures f
set failures = w.failures,
    last_at = @now::timestamptz,
    wait_until = case when w.wait > 0 then @now::timestamptz + make_interval(secs => w.wait) end
from unnest(@kinds::text[], @keys::text[], @failures::int[], @waits::int[]) as w (kind, key, failures, wait)
where f.kind = w.kind
  and f.key_hash = decode(w.key, 'hex')
