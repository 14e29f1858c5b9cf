-- Undo of 20260120000001_light_call_indexes.
drop index public.call_records_known_at;
create index call_records_known_at on public.call_records (known_at);
