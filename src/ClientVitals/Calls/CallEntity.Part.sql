-- Earlier calls by number alone are nobody's again where the number turned out to be several persons', or our own.
update public.call_records r
set client_id = null
from incoming_phones p
where p.parted_from is not null
  and r.client_id = p.parted_from
  and r.client_phone = p.phone
  and r.client_email is null
