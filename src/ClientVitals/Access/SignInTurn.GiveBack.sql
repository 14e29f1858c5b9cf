-- Take back the failure that was none: of the client's address this one, of the person all.
insert into public.sign_in_failures as f (kind, key_hash, failures, last_at)
select w.kind, decode(w.key, 'hex'), 0, @now::timestamptz
from unnest(@kinds::text[], @keys::text[]) with ordinality as w (kind, key, turn)
order by w.turn
on conflict (kind, key_hash) do update
set failures = case f.kind when 'address' then greatest(f.failures - 1, 0) else 0 end,
    wait_until = null
