-- Ends of this client's relation that were entered.
select (s.effective_on::timestamp at time zone (select public.business_zone())), 'end', s.id, s.reason, s.note, s.entered_by,
  null::text, null::text, null::text, null::int, null::date, true, s.id::text
from public.client_status_changes s
where s.client_id = @client::uuid
  and s.taken_back_at is null
  and (@show::text is null or @show::text = 'ends')
