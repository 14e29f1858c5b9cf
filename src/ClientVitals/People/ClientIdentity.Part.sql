-- A number that turns out to be nobody's in particular is no client's address any more. Who loses their first one?
with gone as (
  delete from public.client_phones k
  using incoming_phones p
  where p.parted_from is not null
    and k.phone = p.phone
    and k.client_id = p.parted_from
  returning k.client_id, k.is_primary
)
select g.client_id as id
from gone g
where g.is_primary
