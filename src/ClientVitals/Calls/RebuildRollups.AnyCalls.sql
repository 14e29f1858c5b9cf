-- Is there any call yet?
select exists (select from public.call_records)
