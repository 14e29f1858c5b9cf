-- Pauses of this client, and of everybody.
select (p.starts_on::timestamp at time zone (select public.business_zone())), case when p.client_id is null then 'pause of all' else 'pause' end, p.id, p.reason, p.note, p.entered_by,
  null::text, null::text, null::text, null::int, p.ends_on, p.client_id is not null, p.id::text
from public.client_pauses p
where (p.client_id = @client::uuid or p.client_id is null)
  and p.superseded_at is null
  and (@show::text is null or @show::text = 'pauses')
