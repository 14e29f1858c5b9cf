-- Begin a new usual of this client on this day.
insert into public.call_pattern_new_usuals (client_id, said_at, said_on)
values (@client::uuid, @now::timestamptz, @on_day::date)
returning id
