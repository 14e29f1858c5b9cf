-- Undo of 20260111000002_calls_in_order.
drop index if exists public.call_records_companions;
drop index if exists public.call_records_unmatched_addresses;
drop index if exists public.call_records_unmatched_latest;
drop index if exists public.call_records_latest;
