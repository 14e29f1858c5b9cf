-- A package that both clients have is one: the other's goes, and the kept one says what either told.
with doubles as (
  delete from public.packages p
  using public.packages k
  where p.client_id = @gone::uuid
    and k.client_id = @kept::uuid
    and k.record_key = p.record_key
    and k.source = p.source
  returning k.id as kept_id, p.starts_on, p.expires_on, p.kind, p.sessions_bought, p.source_remaining, p.price, p.currency, p.renewed_from, p.frozen_on, p.frozen_until
)
update public.packages p
set starts_on = coalesce(p.starts_on, d.starts_on),
    expires_on = coalesce(p.expires_on, d.expires_on),
    kind = coalesce(p.kind, d.kind),
    sessions_bought = coalesce(p.sessions_bought, d.sessions_bought),
    source_remaining = coalesce(p.source_remaining, d.source_remaining),
    -- A price goes with its currency.
    price = coalesce(p.price, d.price),
    currency = case when p.price is null and d.price is not null then d.currency else p.currency end,
    renewed_from = coalesce(p.renewed_from, d.renewed_from),
    frozen_on = coalesce(p.frozen_on, d.frozen_on),
    frozen_until = coalesce(p.frozen_until, d.frozen_until)
from doubles d
where p.id = d.kept_id
