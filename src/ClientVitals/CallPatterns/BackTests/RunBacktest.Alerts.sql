-- Keep the alerts of a back-test; not of a client erased while it ran.
insert into public.back_test_alerts (back_test_id, client_id, opened_on, outcome)
select @run::bigint, a.client_id, a.opened_on, a.outcome
from unnest(@clients::uuid[], @days::date[], @outcomes::text[]) as a (client_id, opened_on, outcome)
join public.clients c on c.id = a.client_id
on conflict (back_test_id, client_id, opened_on) do nothing
