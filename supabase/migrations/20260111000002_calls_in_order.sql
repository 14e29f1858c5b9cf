-- Lists of calls are read along an index, however many calls there are: all of them by their moment, those of nobody known by their moment
-- and by their address, and the addresses a number was seen with.
create index if not exists call_records_latest on public.call_records (started_at desc, id desc);
create index if not exists call_records_unmatched_latest on public.call_records (started_at desc, id desc) where client_id is null;
create index if not exists call_records_unmatched_addresses on public.call_records (client_email, client_phone, started_at) where client_id is null;
create index if not exists call_records_companions on public.call_records (client_phone, client_email) where client_phone is not null and client_email is not null;
